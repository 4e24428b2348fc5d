import type { CallId, DeskView } from '../../preload/contract/views.ts';
import { isTransferLeg } from './cards.ts';

/**
 * Remembers the legs to targets of transfers. Such a leg never had a card, and gets none when it has ended and main no
 * longer pairs it: what became of the transfer stands on the caller's.
 */
export class SpentLegs {
  #seen: readonly CallId[] = [];

  without(view: DeskView): DeskView {
    const legs = view.calls.filter((call) => this.#seen.includes(call.id) || isTransferLeg(view.calls, call));
    this.#seen = legs.map((call) => call.id);
    const calls = view.calls.filter((call) => call.phase !== 'ended' || call.pair !== null || !legs.includes(call));
    return calls.length === view.calls.length ? view : { ...view, calls };
  }
}
