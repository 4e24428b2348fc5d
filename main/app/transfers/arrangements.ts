import { Emitter } from '../../base/emitter.ts';
import type { SipCallId } from '../../base/ids.ts';

/** Two calls of ours that belong together, and for what. */
export interface Arrangement {
  readonly kind: 'consult' | 'transfer';
  readonly customer: SipCallId;
  readonly colleague: SipCallId;
  /** The PBX has been asked to join the two: from here on nothing can be taken back. */
  readonly completing: boolean;
  /** All three hear one another, mixed on this computer. */
  readonly mixed: boolean;
  /** The phone that alone may answer as the colleague (`PJSIP/2001`); null: whoever does. */
  readonly meant: string | null;
}

/** Whether that was one when it was noted. */
export function isArrangement(value: unknown): value is Arrangement {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, customer, colleague, completing, mixed, meant } = value as Readonly<Record<string, unknown>>;
  return (
    (kind === 'consult' || kind === 'transfer') &&
    [customer, colleague].every((each) => typeof each === 'string') &&
    [completing, mixed].every((each) => typeof each === 'boolean') &&
    (meant === null || typeof meant === 'string')
  );
}

/** What became of a call that a transfer has taken from us. */
export type Departure =
  | { readonly kind: 'transferred' }
  /** Into a conference of mine. */
  | { readonly kind: 'joined' }
  | { readonly kind: 'parked'; readonly slot: string; readonly parkee: string };

export interface PairOfCalls {
  readonly kind: Arrangement['kind'];
  readonly role: 'customer' | 'colleague';
  readonly with: SipCallId;
  readonly completing: boolean;
  readonly mixed: boolean;
}

/** Ended calls whose departure is remembered: more than a desk shows. */
const departuresKept = 200;

/** Which calls are paired and which were sent away, by dialog. Holds state and does nothing. */
export class Arrangements {
  /** By the colleague's leg, which belongs to one customer only. */
  readonly #pairs = new Map<SipCallId, Arrangement>();
  readonly #departures = new Map<SipCallId, Departure>();
  /** By the colleague's leg: customers who hung up while a colleague was asked about them. */
  readonly #left = new Map<SipCallId, SipCallId>();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;

  of(dialog: SipCallId): Arrangement | null {
    for (const pair of this.#pairs.values()) if (pair.customer === dialog || pair.colleague === dialog) return pair;
    return null;
  }

  get all(): readonly Arrangement[] {
    return [...this.#pairs.values()];
  }

  pairOf(dialog: SipCallId): PairOfCalls | null {
    const pair = this.of(dialog);
    if (pair === null) return null;
    const { kind, customer, colleague, completing, mixed } = pair;
    return dialog === customer
      ? { kind, role: 'customer', with: colleague, completing, mixed }
      : { kind, role: 'colleague', with: customer, completing, mixed };
  }

  /** Whether the two are still arranged, and for the same. */
  stands(pair: Arrangement): boolean {
    return this.#pairs.get(pair.colleague)?.kind === pair.kind;
  }

  begin(pair: Arrangement): Arrangement {
    this.#pairs.set(pair.colleague, pair);
    this.#changed.emit();
    return pair;
  }

  /** The customer has hung up; whoever was asked about them is still there. */
  customerLeft(pair: Arrangement): void {
    this.#left.set(pair.colleague, pair.customer);
    for (const old of [...this.#left.keys()].slice(0, -departuresKept)) this.#left.delete(old);
    this.dissolve(pair);
  }

  /** The customer whom I asked this colleague about, where they have hung up meanwhile. */
  leftOf(colleague: SipCallId): SipCallId | null {
    return this.#left.get(colleague) ?? null;
  }

  /** The same two calls, arranged otherwise. */
  change(pair: Arrangement, change: Partial<Pick<Arrangement, 'kind' | 'completing' | 'mixed'>>): Arrangement {
    return this.begin({ ...pair, ...change });
  }

  dissolve(pair: Arrangement): void {
    if (this.#pairs.delete(pair.colleague)) this.#changed.emit();
  }

  departs(dialog: SipCallId, departure: Departure): void {
    this.#departures.set(dialog, departure);
    for (const old of [...this.#departures.keys()].slice(0, -departuresKept)) this.#departures.delete(old);
    this.#changed.emit();
  }

  /** It was not so after all. */
  stays(dialog: SipCallId): void {
    if (this.#departures.delete(dialog)) this.#changed.emit();
  }

  departureOf(dialog: SipCallId): Departure | null {
    return this.#departures.get(dialog) ?? null;
  }
}
