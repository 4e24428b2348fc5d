import { describe, expect, it } from 'vitest';
import {
  holdsUs,
  statedDirection,
  unsendable,
  voiceCodec,
  withoutCandidates,
  withoutCodec,
} from '../../../main/sip/sdp.ts';
import { webRtcSdp } from '../../support/media-double.ts';

const good = webRtcSdp({ type: 'offer', direction: 'sendrecv' });

describe('a description of ours', () => {
  it('may go out with a numeric candidate and an address', () => {
    expect(unsendable(good)).toBeNull();
  });

  it.each([
    ['no candidate', good.replace(/a=candidate.*\r\n/, '')],
    ['a masked candidate only', good.replace('127.0.0.1 9 typ', '4f2c.local 9 typ')],
    ['no address of its own', good.replace('c=IN IP4 127.0.0.1', 'c=IN IP4 0.0.0.0')],
    ['no audio', good.replace('m=audio', 'm=video')],
    ['nothing in it', ''],
  ])('stays here with %s', (_what, sdp) => {
    expect(unsendable(sdp)).not.toBeNull();
  });
});

describe('the offer of an ICE restart', () => {
  it('has one candidate where nobody answers in the place of all its own, and the address it had', () => {
    const two = good.replace(/(a=candidate.*\r\n)/, '$1a=candidate:2 1 udp 1677729535 192.0.2.7 4711 typ srflx\r\n');
    const offer = withoutCandidates(two);
    expect(offer.match(/^a=candidate:.*$/gm)).toEqual(['a=candidate:1 1 udp 1 127.0.0.1 9 typ host']);
    expect(offer).toContain('c=IN IP4 127.0.0.1');
    expect(unsendable(offer)).toBeNull();
  });
});

describe("the far end's description", () => {
  it.each(['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const)('says %s', (direction) => {
    expect(statedDirection(webRtcSdp({ type: 'offer', direction }))).toBe(direction);
  });

  it('speaks for the audio alone, and for all when said before it', () => {
    expect(statedDirection(`${good}m=video 9 RTP/AVP 96\r\na=inactive\r\n`)).toBe('sendrecv');
    expect(statedDirection('v=0\r\nc=IN IP4 10.0.0.1\r\na=sendonly\r\nm=audio 4000 RTP/AVP 0\r\n')).toBe('sendonly');
  });

  it('holds us by direction or by the address of old', () => {
    expect(holdsUs(webRtcSdp({ type: 'offer', direction: 'sendonly' }))).toBe(true);
    expect(holdsUs(webRtcSdp({ type: 'answer', direction: 'recvonly' }))).toBe(false);
    expect(holdsUs(good.replace('c=IN IP4 127.0.0.1', 'c=IN IP4 0.0.0.0'))).toBe(true);
  });
});

describe('the codec of a description', () => {
  const plain = (types: string) =>
    `v=0\r\nc=IN IP4 10.0.0.1\r\nm=audio 4000 RTP/AVP ${types}\r\na=rtpmap:101 telephone-event/8000\r\n`;

  it('is the voice that is named first, by name or by number', () => {
    expect(voiceCodec(good)).toBe('opus');
    expect(voiceCodec(plain('101 8 0'))).toBe('pcma');
    expect(['101', '13 101', ''].map((types) => voiceCodec(plain(types)))).toEqual([null, null, null]);
    expect(voiceCodec('v=0\r\n')).toBeNull();
  });

  it('is taken out with all that describes it, and nothing else', () => {
    const offer = withoutCodec(good, 'opus');
    expect(voiceCodec(offer)).toBe('pcmu');
    expect(offer).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 0 101\r\n');
    expect(offer).not.toMatch(/opus|:111 /);
    expect(good.split('\r\n').filter((line) => !offer.includes(line))).toEqual(
      good.split('\r\n').filter((line) => /^m=audio|:111 /.test(line)),
    );
    expect(unsendable(offer)).toBeNull();
    expect(withoutCodec(plain('0 8 101'), 'pcmu')).toBe(plain('8 101'));
  });

  it('stays where it is not there, or no other voice would be left', () => {
    expect(withoutCodec(good, 'g722')).toBe(good);
    expect(withoutCodec(plain('0 13 101'), 'pcmu')).toBe(plain('0 13 101'));
    expect(withoutCodec('', 'opus')).toBe('');
  });
});
