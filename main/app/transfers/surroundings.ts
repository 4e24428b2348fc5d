import { type CallAction, type CallPair, callId, type ParkedCall } from '../../../preload/contract/views.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Call } from '../../calls/call.ts';
import { type Means, permittedActions } from '../../calls/permitted.ts';
import { callOfDialog, isInLivingCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import { arrangedActions } from './arranged-actions.ts';
import type { Arrangements } from './arrangements.ts';
import type { ParkingLots } from './parking-lots.ts';

/** What the desk shows of a call beyond the call itself. The view and the commands ask the same. */
export class Surroundings {
  readonly #arrangements: Arrangements;
  readonly #lots: ParkingLots;

  constructor(arrangements: Arrangements, lots: ParkingLots) {
    this.#arrangements = arrangements;
    this.#lots = lots;
  }

  readonly onDidChange = (listener: () => void): Disposable => {
    const open = new DisposableStore();
    open.add(this.#arrangements.onDidChange(listener));
    open.add(this.#lots.onDidChange(listener));
    return open;
  };

  pairOf({ dialog }: Call, calls: CallsState): CallPair | null {
    const pair = dialog === null ? null : this.#arrangements.pairOf(dialog);
    const other = pair === null ? null : callOfDialog(calls, pair.with);
    if (pair === null || other === null) return null;
    return { kind: pair.kind, role: pair.role, with: callId.parse(other.key) };
  }

  actionsOf(call: Call, means: Means, calls: CallsState): readonly CallAction[] {
    // On another phone of mine it is only shown.
    if (call.dialog === null) return permittedActions(call, means);
    const pair = this.#arrangements.pairOf(call.dialog);
    const departure = this.#arrangements.departureOf(call.dialog);
    return arrangedActions(call, means, {
      pair,
      other: pair === null ? null : callOfDialog(calls, pair.with),
      parkedAt: departure?.kind === 'parked' ? this.#lots.slotOf(departure.parkee) : null,
      canPark: this.#lots.known,
    });
  }

  /** Null: it ended as calls end. */
  endedAs({ dialog }: Call): 'transferred' | 'parked' | null {
    return dialog === null ? null : (this.#arrangements.departureOf(dialog)?.kind ?? null);
  }

  /**
   * One caller is shown once. Asterisk tells of the slot before my own leg has ended, and of the end of the wait only
   * after my phone rings for who comes back (res_parking publishes apart from channels): until then the card speaks.
   */
  parked(calls: CallsState): ParkedCall[] | null {
    return this.#lots.view((parkee) => isInLivingCall(calls, parkee));
  }
}
