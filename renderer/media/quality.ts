/** How the audio does, as reported to main. */
export interface Quality {
  readonly delayMs: number;
  readonly lossPercent: number;
  readonly jitterMs: number;
}

/** What has to be remembered between two readings. */
export interface Counters {
  readonly received: number;
  readonly lost: number;
}

type Entry = Readonly<Record<string, unknown>> & { readonly type: string };

/**
 * Reads getStats: the round trip as the far end's RTCP tells it (the ICE check's own where it tells none), the worse of
 * both directions for loss and jitter. Null: nothing was measured yet.
 */
export function readQuality(
  entries: readonly Entry[],
  before: Counters,
): { readonly quality: Quality | null; readonly counters: Counters } {
  const remote = entries.find((entry) => entry.type === 'remote-inbound-rtp' && entry['kind'] === 'audio');
  const inbound = entries.find((entry) => entry.type === 'inbound-rtp' && entry['kind'] === 'audio');
  const pair = entries.find((entry) => entry.type === 'candidate-pair' && entry['nominated'] === true);
  const counters = { received: number(inbound, 'packetsReceived') ?? 0, lost: number(inbound, 'packetsLost') ?? 0 };
  const delay = number(remote, 'roundTripTime') ?? number(pair, 'currentRoundTripTime');
  if (delay === null) return { quality: null, counters };
  const lost = Math.max(0, counters.lost - before.lost);
  const expected = lost + Math.max(0, counters.received - before.received);
  const inboundLoss = expected === 0 ? 0 : lost / expected;
  return {
    counters,
    quality: {
      delayMs: bounded(delay * 1_000, 60_000),
      lossPercent: bounded(Math.max(inboundLoss, number(remote, 'fractionLost') ?? 0) * 100, 100),
      jitterMs: bounded(Math.max(number(inbound, 'jitter') ?? 0, number(remote, 'jitter') ?? 0) * 1_000, 60_000),
    },
  };
}

const bounded = (value: number, most: number): number => Math.min(most, Math.max(0, value));

function number(entry: Entry | undefined, name: string): number | null {
  const value = entry?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
