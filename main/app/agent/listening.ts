import type { ListenHow } from '../../../preload/contract/listening.ts';
import type { AriClient } from '../../ari/client.ts';
import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import type { Call } from '../../calls/call.ts';
import type { Settings } from '../../settings/schema.ts';
import type { AmiRights } from '../transfers/ami-rights.ts';

export interface Listened {
  readonly how: ListenHow;
  /** The colleague's. */
  readonly extension: string;
}

export interface ListeningOptions {
  readonly settings: Pick<Settings, 'dialplan' | 'agent'>;
  readonly rights: Pick<AmiRights, 'missing'>;
  readonly ari: Pick<AriClient, 'link'> | null;
}

/** What is listened by, besides what was dialled. */
interface Leg extends Listened {
  readonly channel: Uniqueid;
  dialog: SipCallId | null;
  /** Whether digits mean something there, as they do to ChanSpy. */
  readonly takesDigits: boolean;
}

type Seen = Pick<Call, 'direction' | 'party'> & Partial<Pick<Call, 'dialog' | 'channels'>>;

const ways: readonly ListenHow[] = ['listen', 'whisper', 'barge'];
/** Legs that are remembered: the cards of some that are over may still be there. */
const mostLegs = 20;

/**
 * A supervisor on a colleague's call, by the extensions behind which the dialplan has ChanSpy() and says who may; or, where the
 * settings call this desk a supervisor's, by what its own account may do on the PBX. A desk with neither offers nothing.
 */
export class Listening {
  readonly #options: ListeningOptions;
  readonly #spy: Settings['dialplan']['spy'];
  readonly #legs: Leg[] = [];

  constructor(options: ListeningOptions) {
    this.#options = options;
    this.#spy = options.settings.dialplan.spy;
  }

  get offers(): ListenHow[] {
    return ways.filter((how) => this.#spy[how] !== null || this.road !== null);
  }

  /** What there is besides the dialplan's extensions, the better one first; null: nothing, or this is no supervisor's desk. */
  get road(): 'ami' | 'ari' | null {
    const { settings, rights, ari } = this.#options;
    if (!settings.agent.supervisor) return null;
    if (rights.missing(['see calls', 'begin a call']) === null) return 'ami';
    return ari?.link.state === 'up' ? 'ari' : null;
  }

  /** What my phone dials for it; null: there is no extension for it. */
  numberOf({ how, extension }: Listened): string | null {
    const prefix = this.#spy[how];
    return prefix === null ? null : `${prefix}${extension}`;
  }

  /** A leg with my own phone is begun for it; gives what is to be told of its dialog. */
  begins(leg: Omit<Leg, 'dialog'>): (dialog: SipCallId) => void {
    const begun: Leg = { ...leg, dialog: null };
    this.#legs.push(begun);
    this.#legs.splice(0, this.#legs.length - mostLegs);
    return (dialog) => {
      begun.dialog = dialog;
    };
  }

  /** Null: the call is with somebody. */
  of({ direction, party, dialog = null, channels = [] }: Seen): (Listened & { readonly takesDigits: boolean }) | null {
    const leg = this.#legs.find(
      (each) => channels.includes(each.channel) || (dialog !== null && each.dialog === dialog),
    );
    if (leg !== undefined) return { how: leg.how, extension: leg.extension, takesDigits: leg.takesDigits };
    if (direction !== 'out') return null;
    const found = ways.flatMap((how) => {
      const prefix = this.#spy[how];
      const isIt = prefix !== null && party.number.startsWith(prefix) && party.number.length > prefix.length;
      return isIt ? [{ how, extension: party.number.slice(prefix.length), length: prefix.length }] : [];
    });
    // One prefix may begin with another.
    const longest = found.toSorted((a, b) => b.length - a.length)[0];
    return longest === undefined ? null : { how: longest.how, extension: longest.extension, takesDigits: true };
  }
}
