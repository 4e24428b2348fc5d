import type { Guard } from '../keys/guard.ts';
import type { KeyState } from '../keys/resolve-key.ts';
import { canOf, cardsOf, takeBackOf } from './cards.ts';
import { type DeskState, focusedCall } from './desk-state.ts';
import { callsWithLedger } from './ledger-control.ts';
import { boxesOf } from './messages-state.ts';

/** What a key press is resolved against. `dials`: whether Enter may dial what stands in the dial line. */
export function keyStateOf(state: DeskState, guard: Guard, dials: boolean): KeyState {
  const { layer, armed, view } = state;
  const calls = view?.calls ?? [];
  const call = focusedCall(state);
  return {
    keymap: state.keys.keymap,
    layer,
    focused: call === null ? null : { id: call.id, can: canOf(calls, call) },
    order: cardsOf(view).map((card) => card.id),
    hasLedger: callsWithLedger(view).length > 0,
    takeBack: takeBackOf(calls, call)?.id ?? null,
    armed,
    undoDelete: boxesOf(view).some(({ deleted }) => deleted.length > 0),
    away: view?.away?.did ?? 'nothing',
    guard,
    dials,
    zooms: state.zooms,
  };
}
