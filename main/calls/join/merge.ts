import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import type { Entry } from '../ledger.ts';
import { callersOf, circleOf, viewOf } from '../legs/links.ts';
import { type CallRecord, isOver, newRecord } from '../records.ts';
import type { CallsState } from '../state.ts';
import { absorb } from './absorb.ts';
import { isWaiting, sharesCall } from './assign.ts';
import { note, type Occasion, withRecord } from './book.ts';
import { strayOfLate } from './late-invite.ts';

/** Far more than one event can bring about: a guess that were undone and made again must not hold up the desk for ever. */
const mergesAtMost = 100;

/** Two calls that turn out to be one become one; a dialog that was guessed wrong goes its own way first. */
export function mergeAll(state: CallsState, occasion: Occasion): CallsState {
  let next = state;
  for (let round = 0; round < mergesAtMost; round += 1) {
    const before = next;
    for (const record of before.records.values()) {
      next = mergeOne(before, record, occasion);
      if (next !== before) break;
    }
    if (next === before) return next;
  }
  return next;
}

function mergeOne(state: CallsState, record: CallRecord, occasion: Occasion): CallsState {
  const stray = strayOfLate(state, record);
  if (stray !== null) return moveLeg(state, record, null, stray, occasion);
  for (const leg of record.legs) {
    const view = viewOf(state.pbx, leg);
    if (view === null) continue;
    const { dialog } = view;
    if (dialog !== null && !record.dialogs.includes(dialog)) {
      const other = [...state.records.values()].find((each) => each !== record && each.dialogs.includes(dialog));
      if (isStray(state, record, leg)) return moveLeg(state, record, other ?? null, leg, occasion);
      if (other !== undefined) return joinByDialog(state, record, other, dialog, occasion);
    }
    const invite = onlyInvite(state, record);
    if (invite !== null) return absorb(state, record, invite, occasion, 'only-one-it-can-be');
    // Also with what lies on the shelf: retrieved from park long after.
    const kin = [...state.records.values(), ...state.shelf].find(
      (each) => each !== record && sharesCall(state, leg, each, occasion.at),
    );
    if (kin !== undefined && canMerge(record, kin)) {
      return absorb(state, record, kin, occasion, view.role === 'caller' ? 'bridge' : 'same-caller');
    }
  }
  return state;
}

/**
 * The card of an INVITE that can only be this call's, which came back to me before it was known whose INVITE that was:
 * no other INVITE waits for a channel, and no other channel for an INVITE.
 */
function onlyInvite(state: CallsState, record: CallRecord): CallRecord | null {
  const living = [...state.records.values()].filter((each) => !isOver(each));
  const invites = living.filter((each) => each.legs.length === 0 && each.dialogs.length === 1);
  const [invite, ...others] = invites;
  const [dialog] = invite?.dialogs ?? [];
  if (invite === undefined || dialog === undefined || others.length > 0) return null;
  // Whose INVITE it is has been said: theirs it will be in a moment.
  if (living.some((each) => isNamed(state, each, dialog))) return null;
  const direction = state.dialogs.get(dialog)?.last.direction;
  const waiting = living.filter(
    (each) => each.dialogs.length === 0 && each.legs.some((leg) => isWaiting(state, leg, direction, dialog)),
  );
  return waiting.length === 1 && waiting[0] === record ? invite : null;
}

/** Two that both talk, or ring by two dialogs, are two calls, whoever they have in common. */
const canMerge = (one: CallRecord, two: CallRecord): boolean => {
  if (isOver(one) || isOver(two)) return true;
  const rings = one.call?.phase === 'ringing' || two.call?.phase === 'ringing';
  return rings && (one.dialogs.length === 0 || two.dialogs.length === 0);
};

/**
 * Whether a leg that names another dialog was only guessed to be this call's: this call's own dialog has its leg, and the
 * two have neither caller nor Linkedid in common.
 */
function isStray(state: CallsState, record: CallRecord, leg: Uniqueid): boolean {
  const others = record.legs.filter((each) => each !== leg);
  const isNamedByOther = others.some((each) => {
    const dialog = viewOf(state.pbx, each)?.dialog ?? null;
    return dialog !== null && record.dialogs.includes(dialog);
  });
  if (!isNamedByOther) return false;
  const [callers, linkedid] = [callersOf(state.pbx, leg), viewOf(state.pbx, leg)?.linkedid ?? null];
  return !others.some(
    (each) =>
      callersOf(state.pbx, each).some((caller) => callers.includes(caller)) ||
      (linkedid !== null && viewOf(state.pbx, each)?.linkedid === linkedid),
  );
}

/** Goes over to the call whose dialog it is, or to one of its own, with the people it brought. */
function moveLeg(
  state: CallsState,
  record: CallRecord,
  other: CallRecord | null,
  leg: Uniqueid,
  occasion: Occasion,
): CallsState {
  const legs = record.legs.filter((each) => each !== leg);
  const stay = new Set(legs.flatMap((each) => circleOf(state.pbx, each, occasion.at)));
  const go = new Set(circleOf(state.pbx, leg, occasion.at).filter((id) => !stay.has(id)));
  const linkedid = viewOf(state.pbx, leg)?.linkedid;
  const rest: CallRecord = {
    ...record,
    legs,
    members: new Set([...record.members].filter((id) => !go.has(id))),
    linkedids: new Set([...record.linkedids].filter((each) => each !== linkedid)),
  };
  const phone = viewOf(state.pbx, leg)?.endpoint ?? '';
  const parted = note(withRecord(state, rest), record.key, occasion, { kind: 'parted' });
  if (other === null) return openWith(parted, { legs: [leg] }, occasion, { kind: 'seen', sign: 'channel', phone });
  const moved = withRecord(parted, { ...other, legs: [...other.legs, leg] });
  return note(moved, other.key, occasion, { kind: 'joined', what: 'channel', rule: 'call-id', phone });
}

function openWith(
  state: CallsState,
  what: Partial<Pick<CallRecord, 'legs' | 'dialogs'>>,
  occasion: Occasion,
  entry: Entry,
): CallsState {
  const key = `call-${state.nextKey}` as CallRecord['key'];
  const own = { ...newRecord(key, occasion.at), ...what };
  return note(withRecord({ ...state, nextKey: state.nextKey + 1 }, own), key, occasion, entry);
}

function joinByDialog(
  state: CallsState,
  record: CallRecord,
  other: CallRecord,
  dialog: SipCallId,
  occasion: Occasion,
): CallsState {
  const guessed = record.dialogs.filter((each) => !isNamed(state, record, each));
  if (guessed.length > 0) return part(state, record, guessed, occasion);
  const strangers = other.legs.filter((leg) => viewOf(state.pbx, leg)?.dialog !== dialog);
  if (strangers.length > 0) return part(state, other, [dialog], occasion);
  return absorb(state, record, other, occasion, 'call-id');
}

const isNamed = (state: CallsState, record: CallRecord, dialog: SipCallId): boolean =>
  record.legs.some((leg) => viewOf(state.pbx, leg)?.dialog === dialog);

/** Dialogs that are not this call's after all become a call of their own. */
function part(state: CallsState, record: CallRecord, dialogs: readonly SipCallId[], occasion: Occasion): CallsState {
  const rest = { ...record, dialogs: record.dialogs.filter((each) => !dialogs.includes(each)) };
  const parted = note(withRecord(state, rest), record.key, occasion, { kind: 'parted' });
  const phone = state.pbx.mine[0] ?? '';
  return openWith(parted, { dialogs }, occasion, { kind: 'seen', sign: 'invite', phone });
}
