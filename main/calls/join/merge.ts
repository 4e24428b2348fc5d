import type { SipCallId } from '../../base/ids.ts';
import { viewOf } from '../legs/links.ts';
import { type CallRecord, isOver, newRecord } from '../records.ts';
import type { CallsState } from '../state.ts';
import { absorb } from './absorb.ts';
import { isWaiting, sharesCall } from './assign.ts';
import { note, type Occasion, withRecord } from './book.ts';

/** Two calls that turn out to be one become one; a dialog that was guessed wrong goes its own way first. */
export function mergeAll(state: CallsState, occasion: Occasion): CallsState {
  for (const record of state.records.values()) {
    const next = mergeOne(state, record, occasion);
    if (next !== state) return mergeAll(next, occasion);
  }
  return state;
}

function mergeOne(state: CallsState, record: CallRecord, occasion: Occasion): CallsState {
  for (const leg of record.legs) {
    const view = viewOf(state.pbx, leg);
    if (view === null) continue;
    const { dialog } = view;
    if (dialog !== null && !record.dialogs.includes(dialog)) {
      const other = [...state.records.values()].find((each) => each !== record && each.dialogs.includes(dialog));
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
  const key = `call-${state.nextKey}` as CallRecord['key'];
  const rest = { ...record, dialogs: record.dialogs.filter((each) => !dialogs.includes(each)) };
  const own = { ...newRecord(key, occasion.at), dialogs };
  const parted = withRecord(withRecord({ ...state, nextKey: state.nextKey + 1 }, rest), own);
  return note(note(parted, record.key, occasion, { kind: 'parted' }), key, occasion, {
    kind: 'seen',
    sign: 'invite',
    phone: state.pbx.mine[0] ?? '',
  });
}
