import type { CallId, CallView, DeskView } from '../../preload/contract/views.ts';

interface Leg {
  readonly id: CallId;
  readonly customer: CallId;
  readonly kind: 'consult' | 'transfer';
}

/**
 * Remembers the legs to colleagues, which main no longer pairs once they have ended. What became of a transfer stands on
 * the caller's card, so its leg gets none of its own; nor does a colleague who was asked and then got the caller.
 */
export class SpentLegs {
  #seen: readonly Leg[] = [];

  without(view: DeskView): DeskView {
    const { calls } = view;
    this.#seen = calls.flatMap((call) => legOf(call) ?? this.#seen.find((leg) => leg.id === call.id) ?? []);
    const left = calls.filter((call) => !this.#isSpent(calls, call));
    return left.length === calls.length ? view : { ...view, calls: left };
  }

  #isSpent(calls: readonly CallView[], call: CallView): boolean {
    const leg = this.#seen.find((each) => each.id === call.id);
    if (leg === undefined || call.phase !== 'ended' || call.pair !== null) return false;
    const customer = calls.find((each) => each.id === leg.customer);
    return leg.kind === 'transfer' || (customer?.phase === 'ended' && customer.reason === 'transferred');
  }
}

const legOf = ({ id, pair }: CallView): Leg | null =>
  pair?.role === 'colleague' ? { id, customer: pair.with, kind: pair.kind } : null;
