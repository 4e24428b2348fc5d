import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import { type LivingPhase, phaseOf } from '../call.ts';
import { edgesTo, viewOf } from '../legs/links.ts';
import type { LegView } from '../legs/view-leg.ts';
import type { CallRecord, Dialog } from '../records.ts';
import type { CallsState } from '../state.ts';

/** One of my legs in a call, and which of our dialogs it is. */
export interface Sign {
  readonly id: Uniqueid;
  readonly view: LegView;
  /** The dialog that speaks for it; null: a phone that is not ours, or an INVITE that is not here yet. */
  readonly dialog: Dialog | null;
}

/** Who made the leg: the phone that dials, or the PBX that dials the phone. */
export function roleOf(state: CallsState, id: Uniqueid, view: LegView): 'caller' | 'callee' {
  if (view.role !== null) return view.role;
  const rung = edgesTo(state.pbx, id).some((edge) => edge.begun) || isOffered(state, id);
  return rung || view.rank < 2 ? 'callee' : 'caller';
}

const isOffered = (state: CallsState, id: Uniqueid): boolean =>
  state.pbx.notes.some((note) => note.kind === 'queue-offer' && note.member === id);

/** How long a leg may ring without anybody being known to ring it, ms: its dial is on the way. */
const dialOnTheWay = 1_000;

/**
 * Whether the leg is worth showing: it was dialled, a queue offers it a call, or it dials or talks. One that only rings
 * waits a moment for who rings it, lest a second phone of mine that rings for the same call be taken for another call.
 */
export function isSign(state: CallsState, id: Uniqueid, view: LegView, at: number): boolean {
  if (view.rank === 2 || edgesTo(state.pbx, id).length > 0) return true;
  if (isOffered(state, id)) return true;
  if (view.rank === 0) return false;
  const waited = at - (state.pbx.legs.get(id)?.firstAt ?? at) >= dialOnTheWay;
  return view.role === 'caller' || view.linkedid !== null || waited;
}

/**
 * The legs of a visit with their dialogs. A leg of the softphone's endpoint whose Call-ID is not known yet is taken to
 * be the visit's dialog, unless another leg is; one with a Call-ID that is none of ours is another phone under the same account.
 */
export function signsOf(state: CallsState, record: CallRecord): readonly Sign[] {
  const named = new Set(record.legs.map((id) => viewOf(state.pbx, id)?.dialog ?? null));
  const free = dialogsOf(state, record).findLast((dialog) => !named.has(dialog.id)) ?? null;
  // Of two that ring under one account, it may be the other one that answered.
  const isOnes = free?.end?.end.how === 'answered-elsewhere';
  let isGiven = false;
  return record.legs.flatMap((id) => {
    const view = viewOf(state.pbx, id);
    if (view === null) return [];
    if (view.dialog !== null) return [{ id, view, dialog: state.dialogs.get(view.dialog) ?? null }];
    if (!isSoftphone(state, view) || (isOnes && isGiven)) return [{ id, view, dialog: null }];
    isGiven = true;
    return [{ id, view, dialog: free }];
  });
}

export const dialogsOf = (state: CallsState, record: CallRecord): readonly Dialog[] =>
  record.dialogs.map((id: SipCallId) => state.dialogs.get(id)).filter((dialog) => dialog !== undefined);

export const isSoftphone = (state: CallsState, view: LegView): boolean =>
  view.endpoint !== null && view.endpoint === state.pbx.mine[0];

/** SIP over the PBX: a leg lives and dies with its dialog where it has one. */
export const isAlive = ({ view, dialog }: Sign): boolean => (dialog === null ? view.alive : dialog.end === null);

/** The phase a leg alone puts its call in. */
export function phaseOfSign(state: CallsState, { id, view, dialog }: Sign): LivingPhase {
  if (dialog !== null) return phaseOf(dialog.last);
  if (view.rank === 2) return view.held ? 'held' : 'active';
  return roleOf(state, id, view) === 'caller' ? 'dialling' : 'ringing';
}

/**
 * While the softphone rings, another phone of mine that dials is who rings it, and no part of what I have here: a call
 * from my desk phone to this one is answered here like any other.
 */
export function withoutWhoRings(
  state: CallsState,
  signs: readonly Sign[],
  dialogs: readonly Dialog[],
): readonly Sign[] {
  const rings =
    dialogs.some((dialog) => dialog.end === null && phaseOf(dialog.last) === 'ringing') ||
    signs.some((sign) => isSoftphone(state, sign.view) && isAlive(sign) && phaseOfSign(state, sign) === 'ringing');
  if (!rings) return signs;
  return signs.filter(
    ({ id, view, dialog }) => dialog !== null || isSoftphone(state, view) || roleOf(state, id, view) === 'callee',
  );
}
