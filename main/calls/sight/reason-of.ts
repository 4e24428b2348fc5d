import type { Uniqueid } from '../../base/ids.ts';
import { type EndedReason, endedReason, reasonOfCause } from '../ended-reason.ts';
import { callersOf, edgesFrom, edgesTo, viewOf } from '../legs/links.ts';
import type { PbxState } from '../legs/pbx-state.ts';
import type { CallRecord } from '../records.ts';
import type { CallsState } from '../state.ts';
import { isOfRestart, type Span } from './of-restart.ts';
import { inMyTime } from './origin-of.ts';
import { dialogsOf, roleOf, type Sign } from './signs.ts';

/** Why a visit is over, from what the softphone and the PBX say of its legs; the PBX knows where the caller went. */
export function reasonOf(state: CallsState, record: CallRecord, signs: readonly Sign[], span: Span): EndedReason {
  const said = reasonSaid(state, record, signs);
  return isOfRestart(state.pbx.restart, said, span) ? 'pbx-restarted' : said;
}

function reasonSaid(state: CallsState, record: CallRecord, signs: readonly Sign[]): EndedReason {
  const handedOn = handedOnAs(state.pbx, record);
  const dialogs = dialogsOf(state, record);
  const answered =
    dialogs.some((dialog) => dialog.last.answeredAt !== null) || signs.some((sign) => sign.view.rank === 2);
  if (answered && handedOn !== null) return handedOn;
  // The dialog that was talking says more than one that only rang beside it.
  const dialog = dialogs.find((each) => each.last.answeredAt !== null) ?? dialogs.at(-1);
  const otherPhone = signs.find((sign) => sign.dialog === null && sign.view.rank === 2);
  if (dialog?.end && otherPhone === undefined) {
    const said = endedReason(dialog.end.end);
    const vague = said === 'they-gave-up' && dialog.last.direction === 'in';
    return vague ? (ofRinging(state.pbx, signs) ?? said) : said;
  }
  if (answered) return signs.some((sign) => sign.view.hungUp) ? 'you-hung-up' : 'they-hung-up';
  const outgoing = signs.find((sign) => roleOf(state, sign.id, sign.view) === 'caller');
  if (outgoing !== undefined) return ofDialling(state.pbx, outgoing);
  return ofRinging(state.pbx, signs) ?? 'they-gave-up';
}

/** ParkedCall comes by a road of its own, a moment before or after the end of who parked, ms. */
const parkingToldLate = 1_000;

/** I gave the caller to somebody, or to a slot; where whoever got them put them afterwards is not my doing. */
export function handedOnAs(state: PbxState, record: CallRecord): EndedReason | null {
  const transferred = state.notes.some(
    (note) => note.kind === 'transfer' && note.legs.some((leg) => record.legs.includes(leg)),
  );
  const began = Math.min(...record.legs.map((id) => state.legs.get(id)?.firstAt ?? 0));
  // I may have fetched them from a slot, and put them into one again.
  const taken = state.notes.flatMap((note) =>
    note.kind === 'parked' && note.retriever !== null && record.legs.includes(note.retriever) ? [note.at] : [],
  );
  const since = Math.max(began, ...taken);
  const parked = state.notes.some(
    (note) =>
      note.kind === 'parked' &&
      note.what === 'parked' &&
      record.members.has(note.parkee) &&
      note.at >= since &&
      inMyTime(state, record, note, parkingToldLate),
  );
  if (parked) return 'parked';
  return transferred ? 'transferred' : null;
}

/** Why a leg stopped ringing; null when nothing tells. */
function ofRinging(state: PbxState, signs: readonly Sign[]): EndedReason | null {
  const statuses = signs.flatMap((sign) => edgesTo(state, sign.id).map((edge) => edge.status));
  if (signs.some((sign) => sign.view.cause === 26)) return 'answered-elsewhere';
  // The phone itself ended its ringing.
  if (signs.some((sign) => sign.view.hungUp)) return 'you-declined';
  if (statuses.includes('BUSY')) return 'you-declined';
  const callers = [...new Set(signs.flatMap((sign) => callersOf(state, sign.id)))];
  if (statuses.includes('NOANSWER')) return 'no-answer';
  if (callers.some((caller) => isTaken(state, caller, signs))) return 'answered-elsewhere';
  if (signs.some((sign) => sign.view.cause === 21 || sign.view.cause === 17)) return 'you-declined';
  if (callers.some((caller) => viewOf(state, caller)?.alive === false)) return 'they-gave-up';
  if (signs.some((sign) => state.edges.has(`>${sign.id}`))) return 'no-answer';
  if (statuses.includes('CANCEL')) return callers.length === 0 ? 'they-gave-up' : 'no-answer';
  return reasonOfCause(signs[0]?.view.cause ?? null);
}

/** Somebody else answered the same caller while it rang here, by a dial or by picking it up. */
function isTaken(state: PbxState, caller: Uniqueid, signs: readonly Sign[]): boolean {
  const mine = signs.map((sign) => sign.id);
  const began = Math.min(...mine.map((id) => state.legs.get(id)?.firstAt ?? 0));
  const answered = edgesFrom(state, caller).some(({ dest, status }) => {
    if (status !== 'ANSWER' || mine.includes(dest) || isHalf(state, dest)) return false;
    // An answer from before is of an earlier turn of the call: who had it then may have sent it here.
    return (viewOf(state, dest)?.upAt ?? began) >= began;
  });
  return answered || state.notes.some((note) => note.kind === 'pickup' && mine.includes(note.target));
}

const isHalf = (state: PbxState, id: Uniqueid): boolean => viewOf(state, id)?.pair !== null;

/** Why a call of mine came to nothing. */
function ofDialling(state: PbxState, { id, view }: Sign): EndedReason {
  if (view.hungUp) return 'you-cancelled';
  const statuses = edgesFrom(state, id).map((edge) => edge.status);
  if (statuses.includes('BUSY')) return 'busy';
  if (statuses.includes('NOANSWER')) return 'no-answer';
  if (statuses.includes('CHANUNAVAIL') || statuses.includes('CONGESTION')) return 'unreachable';
  return reasonOfCause(view.cause) ?? 'you-cancelled';
}
