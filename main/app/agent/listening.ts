import type { ListenHow } from '../../../preload/contract/listening.ts';
import type { Call } from '../../calls/call.ts';
import type { Settings } from '../../settings/schema.ts';

export interface Listened {
  readonly how: ListenHow;
  /** The colleague's. */
  readonly extension: string;
}

const ways: readonly ListenHow[] = ['listen', 'whisper', 'barge'];

/**
 * A supervisor on a colleague's call, by the extensions behind which the dialplan has ChanSpy(). Who may listen to whom is the
 * dialplan's to say: nothing of AMI is needed, and a desk without the extensions offers nothing.
 */
export class Listening {
  readonly #spy: Settings['dialplan']['spy'];

  constructor({ dialplan }: Pick<Settings, 'dialplan'>) {
    this.#spy = dialplan.spy;
  }

  get offers(): ListenHow[] {
    return ways.filter((how) => this.#spy[how] !== null);
  }

  /** What my phone dials for it; null: it is not set up. */
  numberOf({ how, extension }: Listened): string | null {
    const prefix = this.#spy[how];
    return prefix === null ? null : `${prefix}${extension}`;
  }

  /** Null: the call is with somebody. */
  of({ direction, party }: Pick<Call, 'direction' | 'party'>): Listened | null {
    if (direction !== 'out') return null;
    const found = ways.flatMap((how) => {
      const prefix = this.#spy[how];
      const isIt = prefix !== null && party.number.startsWith(prefix) && party.number.length > prefix.length;
      return isIt ? [{ how, extension: party.number.slice(prefix.length), length: prefix.length }] : [];
    });
    // One prefix may begin with another.
    const longest = found.toSorted((a, b) => b.length - a.length)[0];
    return longest === undefined ? null : { how: longest.how, extension: longest.extension };
  }
}
