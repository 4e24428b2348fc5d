import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { candidatesSettled, isUsable, withUsableCandidates } from '../../../renderer/media/candidates.ts';

const host = 'a=candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host generation 0';
const masked = 'a=candidate:2 1 udp 2122260223 4f2c-11.local 50001 typ host';
const tcp = 'a=candidate:3 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active';
const ipv6 = 'a=candidate:4 1 udp 2122262783 2001:db8::7 50002 typ host';
const sdp = (connection: string, ...candidates: readonly string[]) =>
  ['v=0', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', connection, ...candidates, 'a=sendrecv', ''].join('\r\n');

describe('candidates', () => {
  it('are usable when numeric and UDP', () => {
    expect([host, masked, tcp, ipv6].map(isUsable)).toEqual([true, false, false, true]);
    expect(isUsable('candidate:1 1 UDP 1 192.0.2.7 5 typ srflx')).toBe(true);
    expect(isUsable('')).toBe(false);
  });

  it('that Asterisk cannot use are taken out', () => {
    const given = sdp('c=IN IP4 192.0.2.7', masked, host, tcp);
    expect(withUsableCandidates(given)).toBe(sdp('c=IN IP4 192.0.2.7', host));
  });

  it('that are all unusable make no description', () => {
    expect(withUsableCandidates(sdp('c=IN IP4 0.0.0.0', masked, tcp))).toBeNull();
    expect(withUsableCandidates('')).toBeNull();
  });

  it('stand in for an address that was masked: 0.0.0.0 would be read as hold', () => {
    const fixed = withUsableCandidates(sdp('c=IN IP4 0.0.0.0', masked, host)) ?? '';
    expect(fixed).toContain('c=IN IP4 192.0.2.7');
    expect(fixed).toContain('m=audio 50000 ');
    expect(withUsableCandidates(sdp('c=IN IP4 0.0.0.0', ipv6))).toContain('c=IN IP6 2001:db8::7');
  });
});

/** A connection that gathers as it is told to. */
class Gathering extends EventTarget {
  localDescription = { sdp: sdp('c=IN IP4 0.0.0.0') };
  iceGatheringState = 'gathering';
  readonly #iceServers: readonly RTCIceServer[];

  constructor(iceServers: readonly RTCIceServer[]) {
    super();
    this.#iceServers = iceServers;
  }

  getConfiguration() {
    return { iceServers: this.#iceServers };
  }

  find(...candidates: readonly string[]): void {
    this.localDescription = { sdp: sdp('c=IN IP4 192.0.2.7', ...candidates) };
    this.dispatchEvent(new Event('icecandidate'));
  }

  complete(): void {
    this.iceGatheringState = 'complete';
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }
}

describe('a description waits for its candidates', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** How long it waits after `then`, ms; null: longer than two seconds. */
  async function waits(peer: Gathering, then: () => void): Promise<number | null> {
    let settled = false;
    void candidatesSettled(peer as unknown as RTCPeerConnection).then(() => (settled = true));
    then();
    await vi.advanceTimersByTimeAsync(0);
    for (let ms = 0; ms <= 2_000; ms += 10) {
      if (settled) return ms;
      // oxlint-disable-next-line no-await-in-loop -- time passes
      await vi.advanceTimersByTimeAsync(10);
    }
    return null;
  }
  const stun = [{ urls: 'stun:192.0.2.1' }];

  it('for a moment after the first one where no server is asked: what comes later is TCP, which Asterisk does not speak', async () => {
    const peer = new Gathering([]);
    expect(await waits(peer, () => peer.find(host))).toBe(20);
  });

  it('for a fifth of a second where a server is asked as well, or until all are there', async () => {
    const slow = new Gathering(stun);
    expect(await waits(slow, () => slow.find(host))).toBe(200);
    const complete = new Gathering(stun);
    const all = () => {
      complete.find(host);
      complete.complete();
    };
    expect(await waits(complete, all)).toBe(0);
  });

  it('for a second while there is none that can be used, and not at all where all are there from before', async () => {
    const peer = new Gathering([]);
    expect(await waits(peer, () => peer.find(masked, tcp))).toBe(1_000);
    peer.find(host);
    peer.complete();
    expect(await waits(peer, () => undefined)).toBe(0);
  });
});
