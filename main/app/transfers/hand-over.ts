import type { Outcome } from '../../../preload/contract/requests.ts';
import type { RefusalReason } from '../../../preload/contract/views.ts';
import type { Clock } from '../../base/clock.ts';
import type { SipCallId } from '../../base/ids.ts';
import type { CallsState } from '../../calls/state.ts';
import type { SipPhone } from '../../sip/phone.ts';
import { holdOthers } from '../alone.ts';
import { confirmed, outcomeOf, refused } from '../refusals.ts';
import type { Arrangement, Arrangements } from './arrangements.ts';
import type { DialogWatch } from './dialog-watch.ts';
import { targetFailure } from './target-failure.ts';
import { WayBack } from './way-back.ts';

export interface HandOverOptions {
  readonly phone: SipPhone;
  readonly clock: Clock;
  readonly arrangements: Arrangements;
  readonly watch: DialogWatch;
  readonly calls: () => CallsState;
  /** Whether the PBX has connected that leg of ours to a channel of `endpoint`. */
  readonly isWith: (dialog: SipCallId, endpoint: string) => Promise<boolean>;
  /** Puts an ended call's card away. */
  readonly dismiss: (dialog: SipCallId) => void;
}

/** How long a target may ring before the customer is given back, ms. */
export const targetRings = 25_000;
/** Asterisk ends the leg to the target by itself when the customer has taken our place on it. */
const legEndsWithin = 3_000;

type Verdict = 'dissolved' | 'customer-gone' | 'target-gone' | 'answered';

/**
 * Carries one customer to one target. The law: whatever happens, the customer is with the target, with us, or has
 * hung up; and no leg of ours stays open that nobody talks on.
 */
export class HandOver {
  readonly #options: HandOverOptions;
  readonly #wayBack: WayBack;
  /** By the customer: swaps that are not through yet. */
  readonly #swaps = new Map<SipCallId, Promise<Outcome>>();

  constructor(options: HandOverOptions) {
    this.#options = options;
    this.#wayBack = new WayBack(options);
  }

  /**
   * Waits for the target's answer and joins the two; anything else gives the customer back, an answer by somebody who is
   * not meant as well: a phone that nobody picks up may send us to a mailbox, which answers too.
   */
  async supervise(pair: Arrangement): Promise<Outcome> {
    const { watch, arrangements, isWith } = this.#options;
    const verdict = await watch.first(() => this.#verdict(pair), targetRings);
    switch (verdict) {
      case 'answered': {
        const meant = pair.meant === null || (await isWith(pair.colleague, pair.meant));
        if (!arrangements.stands(pair)) return refused('taken-back');
        if (!meant) return this.#giveUp(pair, 'target-no-answer');
        const outcome = await this.join(pair);
        if (outcome.outcome === 'confirmed') return outcome;
        const reason = outcome.outcome === 'refused' ? outcome.reason : 'timeout';
        return this.#giveUp(pair, reason, outcome.outcome === 'refused' ? outcome.detail : null);
      }
      case 'target-gone':
        return this.#giveUp(pair, targetFailure(watch.endOf(pair.colleague)));
      case 'customer-gone':
        arrangements.dissolve(pair);
        await this.#drop(pair.colleague);
        return refused('no-such-call');
      case 'dissolved':
        return refused('taken-back');
      case null:
        return this.#giveUp(pair, 'target-no-answer');
    }
  }

  /** A consultation in the background: what ends it that nobody asked for. */
  async attend(pair: Arrangement): Promise<Outcome | null> {
    const { watch, arrangements } = this.#options;
    const verdict = await watch.first(() => {
      const now = this.#verdict(pair);
      return now === 'answered' ? null : now;
    }, Number.POSITIVE_INFINITY);
    if (verdict === 'dissolved' || verdict === null) return null;
    if (verdict === 'customer-gone') {
      arrangements.customerLeft(pair);
      return null;
    }
    // The PBX ends the leg to a colleague who takes the customer before it says that they have.
    const completes = arrangements.of(pair.colleague)?.completing === true;
    arrangements.dissolve(pair);
    if (watch.wasAnswered(pair.colleague)) {
      return !completes && watch.isHeld(pair.customer) ? refused('colleague-left') : null;
    }
    await this.comeBack(pair.customer);
    return refused(targetFailure(watch.endOf(pair.colleague)));
  }

  /** REFER with Replaces: the target takes the customer from us. On a refusal the arrangement stands as it was. */
  async join(before: Arrangement): Promise<Outcome> {
    const { phone, arrangements } = this.#options;
    if (!arrangements.stands(before)) return refused('not-now');
    const pair = arrangements.change(before, { completing: true });
    const { customer, colleague } = pair;
    // The PBX ends the leg to the target before it tells us that all went well.
    arrangements.departs(colleague, { kind: 'transferred' });
    const sent = await phone.refer(customer, { kind: 'replaces', call: colleague }, (status) => {
      if (status >= 200) arrangements.departs(customer, { kind: 'transferred' });
    });
    const end = sent.ok ? await sent.value.end : sent;
    if (end.ok) {
      arrangements.dissolve(pair);
      await this.leave(colleague);
      return confirmed;
    }
    arrangements.stays(colleague);
    if (arrangements.stands(pair)) arrangements.change(pair, { completing: false });
    return outcomeOf(end);
  }

  /** The one who waits talks to us, and the other one waits. Given up where the customer is taken back meanwhile. */
  async swap(pair: Arrangement): Promise<Outcome> {
    const swap = this.#swap(pair);
    this.#swaps.set(pair.customer, swap);
    const outcome = await swap;
    this.#swaps.delete(pair.customer);
    return this.#options.arrangements.stands(pair) ? outcome : refused('taken-back');
  }

  async #swap({ customer, colleague }: Arrangement): Promise<Outcome> {
    const { phone, watch, calls } = this.#options;
    const next = watch.isHeld(customer) ? customer : colleague;
    const inTheWay = await holdOthers(phone, calls(), next);
    return inTheWay ?? outcomeOf(await phone.resume(next));
  }

  /** Ends the leg to the target and takes the customer, whoever else is talking. */
  async takeBack(pair: Arrangement): Promise<Outcome> {
    const { phone, arrangements, calls, watch } = this.#options;
    arrangements.dissolve(pair);
    watch.recheck();
    await this.#drop(pair.colleague);
    // One that is under way may be putting the customer on hold at this moment.
    await this.#swaps.get(pair.customer);
    if (!watch.isHeld(pair.customer)) return confirmed;
    const inTheWay = await holdOthers(phone, calls(), pair.customer);
    return inTheWay ?? this.#wayBack.resume(pair.customer);
  }

  /** The customer talks to us again, unless we talk to somebody else by now: then they keep their music. */
  comeBack(customer: SipCallId): Promise<void> {
    return this.#wayBack.comeBack(customer);
  }

  #verdict(pair: Arrangement): Verdict | null {
    const { watch, arrangements } = this.#options;
    if (!arrangements.stands(pair)) return 'dissolved';
    if (watch.phaseOf(pair.customer) === 'ended') return 'customer-gone';
    if (watch.phaseOf(pair.colleague) === 'ended') return 'target-gone';
    return watch.phaseOf(pair.colleague) === 'established' ? 'answered' : null;
  }

  async #giveUp(pair: Arrangement, reason: RefusalReason, detail: string | null = null): Promise<Outcome> {
    this.#options.arrangements.dissolve(pair);
    await this.#drop(pair.colleague);
    await this.comeBack(pair.customer);
    return refused(reason, detail);
  }

  /** Ends a leg to a target, and with it its card: what became of it is told on the customer's. */
  async #drop(leg: SipCallId): Promise<void> {
    const { phone, watch, dismiss } = this.#options;
    if (watch.phaseOf(leg) !== 'ended') await phone.hangUp(leg);
    dismiss(leg);
  }

  /** A leg the PBX ends by itself; ended from here if it does not. */
  async leave(leg: SipCallId): Promise<void> {
    const { watch } = this.#options;
    const ended = await watch.first(() => (watch.phaseOf(leg) === 'ended' ? true : null), legEndsWithin);
    if (ended === null) await this.#options.phone.hangUp(leg);
    this.#options.dismiss(leg);
  }
}
