import { describe, expect, it } from 'vitest';
import { isUsable, withUsableCandidates } from '../../../renderer/media/candidates.ts';

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
