import type { SipCallId } from '../../base/ids.ts';
import type { LegView } from '../legs/view-leg.ts';
import type { CallsState } from '../state.ts';

/**
 * Whether nothing speaks against a guess. A caller ID joins nothing; but an INVITE that names another caller than the
 * ringing channel does is another call's. Who talks may have been handed on since, and either may tell it first.
 */
export function mayBe(state: CallsState, dialog: SipCallId, view: LegView): boolean {
  const known = state.dialogs.get(dialog);
  if (known?.last.direction !== 'in' || view.connected.number === '' || known.named.length === 0) return true;
  if (view.rank === 2 && known.last.answeredAt !== null) return true;
  return known.named.includes(view.connected.number);
}

/** Whether both name the same caller: then of two such legs either is as good until the Call-ID decides. */
export const isLikely = (state: CallsState, dialog: SipCallId, view: LegView): boolean =>
  view.connected.number !== '' && state.dialogs.get(dialog)?.named.includes(view.connected.number) === true;
