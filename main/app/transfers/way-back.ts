import type { Outcome } from '../../../preload/contract/requests.ts';
import type { RefusalReason } from '../../../preload/contract/views.ts';
import type { Clock } from '../../base/clock.ts';
import type { SipCallId } from '../../base/ids.ts';
import { isReaching, talking } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import type { SipPhone } from '../../sip/phone.ts';
import { confirmed, outcomeOf, refused } from '../refusals.ts';
import type { Arrangements } from './arrangements.ts';
import type { DialogWatch } from './dialog-watch.ts';
import { lineIsUp } from './line-up.ts';

export interface WayBackOptions {
  readonly phone: Pick<SipPhone, 'link' | 'onDidChangeLink' | 'resume'>;
  readonly clock: Clock;
  readonly arrangements: Pick<Arrangements, 'of'>;
  readonly watch: Pick<DialogWatch, 'phaseOf' | 'isHeld'>;
  readonly calls: () => CallsState;
}

/** How long a connection may be away, ms: after more nobody is taken off hold who has not been asked for anew. */
const lineBackWithin = 30_000;
/** The calls are found again a moment after the connection is back, ms. */
const settlesWithin = 500;
const broken: ReadonlySet<RefusalReason> = new Set(['offline', 'timeout', 'no-audio']);

/**
 * Takes a customer off hold. A connection that breaks in the middle of it must not leave them there: it is done once the
 * line is back, unless the agent talks to somebody else by then.
 */
export class WayBack {
  readonly #options: WayBackOptions;

  constructor(options: WayBackOptions) {
    this.#options = options;
  }

  /** Resolves when the customer is off hold, or stays there for good. */
  async resume(customer: SipCallId): Promise<Outcome> {
    const until = this.#until();
    const outcome = await this.#ask(customer);
    return isBroken(outcome) ? this.#again(customer, outcome, until) : outcome;
  }

  /** Resolves after the first attempt: the others are made behind it. Does nothing where the agent talks to somebody else. */
  async comeBack(customer: SipCallId): Promise<void> {
    const { watch } = this.#options;
    if (!this.#isFree(customer) || !watch.isHeld(customer) || watch.phaseOf(customer) !== 'established') return;
    const until = this.#until();
    const outcome = await this.#ask(customer);
    if (isBroken(outcome)) void this.#again(customer, outcome, until);
  }

  async #again(customer: SipCallId, last: Outcome, until: number): Promise<Outcome> {
    const { phone, clock, watch, arrangements } = this.#options;
    const isUp = await lineIsUp(phone, clock, until - clock.now());
    if (!isUp || clock.now() >= until) return last;
    await new Promise<void>((resolve) => clock.after(settlesWithin, resolve));
    if (watch.phaseOf(customer) !== 'established') return refused('no-such-call');
    if (!watch.isHeld(customer)) return confirmed;
    // Asked about or sent elsewhere by now, or waiting behind somebody else: that is the later wish.
    if (arrangements.of(customer) !== null || !this.#isFree(customer)) return last;
    const outcome = await this.#ask(customer);
    return isBroken(outcome) ? this.#again(customer, outcome, until) : outcome;
  }

  async #ask(customer: SipCallId): Promise<Outcome> {
    return outcomeOf(await this.#options.phone.resume(customer));
  }

  #isFree(customer: SipCallId): boolean {
    const calls = this.#options.calls();
    return !isReaching(calls, customer) && talking(calls).every((dialog) => dialog === customer);
  }

  #until(): number {
    return this.#options.clock.now() + lineBackWithin;
  }
}

const isBroken = (outcome: Outcome): boolean => outcome.outcome === 'refused' && broken.has(outcome.reason);
