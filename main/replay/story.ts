import type { Call, CallKey } from '../calls/call.ts';
import type { Origin } from '../facts/origin.ts';
import type { Person } from '../facts/pbx.ts';

/** What an agent has seen of one call. */
export interface SeenCall {
  /** Each change of what is shown: the phase, and the number of who is there. */
  readonly steps: readonly string[];
  /** How it came, each change of it. */
  readonly origins: readonly string[];
  readonly reason: string;
  /** Ring episodes that popped. */
  readonly pops: number;
  /** Who the call began with, where that is not who was there at the end. */
  readonly original?: string;
  /** Whose phones rang beside mine at some time. */
  readonly rangToo?: readonly string[];
}

/** One change of what is shown. */
export interface Sight {
  readonly at: number;
  readonly call: CallKey;
  readonly phase: Call['phase'];
  readonly party: Person;
  readonly origin: string;
  /** Why it is over; null while it is not. */
  readonly reason: string | null;
  /** The pop opened or closed with this change. */
  readonly pop: 'opened' | 'closed' | null;
}

/** What must be the same in the end, whoever spoke first. */
export const endsOf = (story: readonly SeenCall[]) =>
  story
    .map(({ steps, origins, reason, pops, original = null }) => ({
      last: steps.at(-1),
      origin: origins.at(-1),
      reason,
      pops,
      original,
    }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

export function originWords(origin: Origin): string {
  switch (origin.kind) {
    case 'direct':
      return origin.did === null ? 'direct' : `direct ${origin.did}`;
    case 'queue':
      return `queue ${origin.queue}`;
    case 'transfer':
      return `transfer ${origin.how} ${origin.by.number}`;
    case 'park':
      return `park ${origin.how}${origin.slot === null ? '' : ` ${origin.slot}`}`;
    case 'pickup':
      return `pickup ${origin.from.number}`;
    case 'click-to-dial':
    case 'dialled':
      return origin.kind;
  }
}
