import { describe, expect, it } from 'vitest';
import { holdsUs, statedDirection, unsendable, withoutCandidates } from '../../../main/sip/sdp.ts';
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
