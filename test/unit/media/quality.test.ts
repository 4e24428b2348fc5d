import { describe, expect, it } from 'vitest';
import { preferredCodecs } from '../../../renderer/media/codecs.ts';
import { readQuality } from '../../../renderer/media/quality.ts';

const none = { received: 0, lost: 0 };
const remote = { type: 'remote-inbound-rtp', kind: 'audio', roundTripTime: 0.042, fractionLost: 0.02, jitter: 0.003 };
const inbound = { type: 'inbound-rtp', kind: 'audio', packetsReceived: 190, packetsLost: 10, jitter: 0.012 };

describe('readQuality', () => {
  it('tells the round trip of RTCP and the worse direction', () => {
    const { quality, counters } = readQuality([remote, inbound], none);
    expect(quality).toEqual({ delayMs: 42, lossPercent: 5, jitterMs: 12 });
    expect(counters).toEqual({ received: 190, lost: 10 });
  });

  it('counts loss since the last reading only', () => {
    const later = { ...inbound, packetsReceived: 290, packetsLost: 10 };
    expect(readQuality([remote, later], { received: 190, lost: 10 }).quality?.lossPercent).toBe(2);
  });

  it('takes the round trip of the ICE check where the far end tells none', () => {
    const pair = { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.005 };
    expect(readQuality([inbound, pair], none).quality?.delayMs).toBe(5);
  });

  it('tells nothing before anything was measured', () => {
    expect(readQuality([inbound], none).quality).toBeNull();
    expect(readQuality([], none)).toEqual({ quality: null, counters: none });
  });

  it('stays within what a report may say', () => {
    const mad = { ...remote, roundTripTime: 1e9, jitter: Number.NaN, fractionLost: 7 };
    expect(readQuality([mad], none).quality).toEqual({ delayMs: 60_000, lossPercent: 100, jitterMs: 0 });
  });
});

it('offers opus first, then what every PBX knows, and digits', () => {
  const codecs = [
    'audio/red',
    'audio/PCMA',
    'audio/CN',
    'audio/telephone-event',
    'audio/opus',
    'audio/G722',
    'audio/PCMU',
  ];
  expect(preferredCodecs(codecs.map((mimeType) => ({ mimeType }))).map(({ mimeType }) => mimeType)).toEqual([
    'audio/opus',
    'audio/PCMU',
    'audio/PCMA',
    'audio/G722',
    'audio/telephone-event',
  ]);
});
