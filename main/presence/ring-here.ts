/** `to`: null for nobody. */
export interface Diverted {
  readonly what: 'doNotDisturb' | 'always';
  readonly to: string | null;
}

/** Everything that decides whether a caller would hear this desk ring. Null: nobody tells, and nothing is concluded. */
export interface RingFacts {
  /** The phone line: registered by the PBX's own last word, taken over by another desk, or not there. */
  readonly line: 'registered' | 'taken-over' | 'connecting' | 'down';
  /** Some page holds the audio. */
  readonly page: boolean;
  readonly microphone: 'unknown' | 'ready' | 'blocked' | 'missing';
  /** What the PBX says of my own extension, by its hint. */
  readonly extension: 'reachable' | 'unreachable' | null;
  /** Where the PBX sends all my calls instead; null: it does not, or does not say. */
  readonly diverted: Diverted | null;
  /** Queues in which I take no calls for now. */
  readonly pausedIn: readonly string[];
  /** Queues that are mine to work in, while I am signed in to none of them. */
  readonly signedOutOf: readonly string[];
  /** By how much this computer's clock is ahead of the PBX's, ms; negative: behind. */
  readonly clockAhead: number | null;
}

/** A clock that is wrong by more lies about waiting times, and soon about certificates: then no connection is made any more. */
const clockMayBeOff = 120_000;

/** The one thing that matters most; the first that holds. */
export type RingHere =
  | { readonly rings: 'yes' }
  | { readonly rings: 'no'; readonly why: 'taken-over' | 'down' | 'connecting' | 'no-page' | 'unreachable' }
  /** It rings, and could not be answered so that anybody hears us. */
  | { readonly rings: 'unheard'; readonly why: 'microphone-blocked' | 'microphone-missing' }
  | ({ readonly rings: 'diverted' } & Diverted)
  | { readonly rings: 'not-from-queues'; readonly why: 'paused' | 'signed-out'; readonly queues: readonly string[] }
  /** It rings, and what is shown of times is wrong. */
  | { readonly rings: 'out-of-time'; readonly ahead: boolean; readonly minutes: number };

/** Whether a call would ring here, now. */
export function ringHere(facts: RingFacts): RingHere {
  const { line, page, microphone, extension, diverted, pausedIn, signedOutOf, clockAhead } = facts;
  if (line !== 'registered') return { rings: 'no', why: line };
  if (!page) return { rings: 'no', why: 'no-page' };
  if (microphone === 'blocked' || microphone === 'missing')
    return { rings: 'unheard', why: `microphone-${microphone}` };
  if (extension === 'unreachable') return { rings: 'no', why: 'unreachable' };
  if (diverted !== null) return { rings: 'diverted', ...diverted };
  if (pausedIn.length > 0) return { rings: 'not-from-queues', why: 'paused', queues: pausedIn };
  if (signedOutOf.length > 0) return { rings: 'not-from-queues', why: 'signed-out', queues: signedOutOf };
  if (clockAhead === null || Math.abs(clockAhead) <= clockMayBeOff) return { rings: 'yes' };
  return { rings: 'out-of-time', ahead: clockAhead > 0, minutes: Math.round(Math.abs(clockAhead) / 60_000) };
}
