import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import type { CallKey } from '../call.ts';
import type { Entry } from '../ledger.ts';
import { callersOf, companionsOf, peersOf, viewOf } from '../legs/links.ts';
import type { LegView } from '../legs/view-leg.ts';
import { type CallRecord, isOver, newRecord, newVisit } from '../records.ts';
import { handedOnAs } from '../sight/reason-of.ts';
import { isSign, isSoftphone, roleOf } from '../sight/signs.ts';
import type { CallsState } from '../state.ts';
import { absorb } from './absorb.ts';
import { note, type Occasion, withRecord } from './book.ts';
import { mayCarry, namedWithin, wasLost } from './carriers.ts';
import { firstOf, isGuessedLate, type Rang, rangBefore, toldLate } from './late-invite.ts';
import { isLikely, mayBe } from './may-be.ts';

export type JoinRule = Extract<Entry, { kind: 'joined' }>['rule'];
interface Kin {
  readonly record: CallRecord;
  readonly rule: 'same-caller' | 'linkedid' | 'bridge';
}
interface Home {
  readonly record: CallRecord;
  readonly rule: JoinRule;
  /** The leg is of the visit there is, whatever the rule. */
  readonly isOfVisit?: boolean;
  /** A call that is over and turns out to be the same. */
  readonly past?: Kin | null;
}

/** Gives every new leg of mine and every new dialog a call: the one it belongs to, or one of its own. */
export function assignAll(state: CallsState, occasion: Occasion): CallsState {
  const taken = takenBy(state);
  let next = state;
  for (const dialog of state.dialogs.values()) {
    if (!taken.dialogs.has(dialog.id)) next = assignDialog(next, dialog.id, occasion);
  }
  for (const leg of state.pbx.legs.values()) {
    if (!leg.mine || taken.legs.has(leg.id)) continue;
    const view = viewOf(state.pbx, leg.id);
    // One that was over before anything of it was known never was a call on the desk.
    if (view === null || mayCarry(next, leg.id, view, occasion.at)) continue;
    // By its Call-ID it is told from another phone's under the same account before either is dialled.
    const isNamed = view.alive && view.dialog !== null && next.dialogs.has(view.dialog);
    if (isNamed || isSign(state, leg.id, view, occasion.at)) next = assignLeg(next, leg.id, view, occasion);
  }
  return next;
}

function takenBy(state: CallsState) {
  const records = [...state.records.values(), ...state.shelf];
  return {
    legs: new Set(records.flatMap((record) => [...record.legs, ...record.pastLegs])),
    dialogs: new Set(records.flatMap((record) => [...record.dialogs, ...record.pastDialogs])),
  };
}

function assignDialog(state: CallsState, id: SipCallId, occasion: Occasion): CallsState {
  const phone = state.pbx.mine[0] ?? 'softphone';
  const home = homeOfDialog(state, id);
  if (home !== null) {
    const { record, rule } = home;
    const joined = withRecord(state, { ...record, dialogs: [...record.dialogs, id] });
    return note(joined, record.key, occasion, { kind: 'joined', what: 'dialog', rule, phone });
  }
  const rang = rangBefore(state, id);
  if (rang !== null) return ringAgain(state, rang, id, occasion);
  const sign = state.dialogs.get(id)?.last.direction === 'out' ? 'dialled' : 'invite';
  const [opened, key] = open(state, occasion);
  const record = opened.records.get(key) ?? newRecord(key, occasion.at);
  return note(withRecord(opened, { ...record, dialogs: [id] }), key, occasion, { kind: 'seen', sign, phone });
}

/** Its INVITE is told of only now, and rings: so does the card, until the CANCEL is told as well. */
function ringAgain(state: CallsState, { record, rule }: Rang, id: SipCallId, occasion: Occasion): CallsState {
  const dialog = state.dialogs.get(id);
  if (dialog === undefined) return state;
  const dialogs = new Map(state.dialogs).set(id, { ...dialog, late: true });
  const shelf = state.shelf.filter((each) => each.key !== record.key);
  const joined = withRecord({ ...state, dialogs, shelf }, { ...record, dialogs: [...record.dialogs, id] });
  const phone = state.pbx.mine[0] ?? 'softphone';
  return note(joined, record.key, occasion, { kind: 'joined', what: 'dialog', rule, phone });
}

/**
 * By its Call-ID; else by elimination, if only one call has a leg of the softphone that no dialog speaks for yet. Of
 * several from the same number it is taken to be the first one's: INVITEs come in the order in which the PBX dialled.
 */
function homeOfDialog(state: CallsState, id: SipCallId): Home | null {
  const living = [...state.records.values()].filter((record) => !isOver(record));
  const named = living.find((record) => record.legs.some((leg) => viewOf(state.pbx, leg)?.dialog === id));
  if (named !== undefined) return { record: named, rule: 'call-id' };
  const direction = state.dialogs.get(id)?.last.direction;
  const waiting = living.filter(
    (record) => record.dialogs.length === 0 && record.legs.some((leg) => isWaiting(state, leg, direction, id)),
  );
  return firstOf(state, waiting, id);
}

/** A living leg of the softphone whose Call-ID is not known yet, and that the dialog may be. */
export function isWaiting(
  state: CallsState,
  leg: Uniqueid,
  direction: 'in' | 'out' | undefined,
  dialog: SipCallId,
): boolean {
  const view = viewOf(state.pbx, leg);
  if (view === null || !view.alive || view.dialog !== null || !isSoftphone(state, view)) return false;
  if (!mayBe(state, dialog, view)) return false;
  return (roleOf(state, leg, view) === 'caller' ? 'out' : 'in') === direction;
}

function assignLeg(state: CallsState, id: Uniqueid, view: LegView, occasion: Occasion): CallsState {
  const phone = view.endpoint ?? '';
  const home = homeOfLeg(state, id, view, occasion.at);
  if (home === 'unclear' || (home === null && isPast(state, id, view, occasion.at))) return state;
  if (home === null) {
    const [opened, key] = open(state, occasion);
    const record = opened.records.get(key) ?? newRecord(key, occasion.at);
    return note(withRecord(opened, { ...record, legs: [id] }), key, occasion, { kind: 'seen', sign: 'channel', phone });
  }
  const entry: Entry = { kind: 'joined', what: 'channel', rule: home.rule, phone };
  // Its dialog is in this visit, and so is the leg, however late it is told of.
  if (home.rule === 'call-id' || home.rule === 'only-one-it-can-be' || home.isOfVisit === true) {
    const { record, past = null } = home;
    const joined: CallRecord = { ...record, legs: [...record.legs, id] };
    const next = note(withRecord(state, joined), record.key, occasion, entry);
    return past === null ? next : absorb(next, joined, past.record, occasion, past.rule);
  }
  if (!view.alive && isOver(home.record)) {
    // Too late to be a visit: it only belongs to what has been.
    const { record } = home;
    return note(withRecord(state, { ...record, legs: [...record.legs, id] }), record.key, occasion, entry);
  }
  const revived = revive(state, home.record, id, occasion);
  const record = revived.records.get(home.record.key) ?? home.record;
  return note(withRecord(revived, { ...record, legs: [...record.legs, id] }), record.key, occasion, entry);
}

/** One of the softphone's that was over before it was clear whose it was: by now its call has come and gone. */
const isPast = (state: CallsState, id: Uniqueid, view: LegView, at: number): boolean =>
  !view.alive && isSoftphone(state, view) && at - (state.pbx.legs.get(id)?.firstAt ?? at) >= namedWithin;

function homeOfLeg(state: CallsState, id: Uniqueid, view: LegView, at: number): Home | null | 'unclear' {
  const all = [...state.records.values(), ...state.shelf];
  const { dialog } = view;
  const named = dialog === null ? undefined : all.find((record) => record.dialogs.includes(dialog));
  if (named !== undefined) return { record: named, rule: 'call-id' };
  const noted = dialog === null ? notedHome(state, view) : null;
  if (noted !== null) return noted;
  const kin = kinOfLeg(state, id, view, at);
  if (kin !== null && !isOver(kin.record)) return kin;
  if (kin !== null && isRungBeside(state, kin.record, id, view, at)) return { ...kin, isOfVisit: true };
  if (kin === null && isRungWithMine(state, id, view, at)) return 'unclear';
  const only = dialog === null ? onlyDialog(state, id, view, at) : null;
  if (only === 'unclear') return only;
  if (only === null || !view.alive) return kin ?? only;
  // The INVITE may be here first and have a card: that one goes on, and what the caller was to us before is its past.
  return { ...only, past: kin };
}

/**
 * Another phone of mine, or somebody else's under my name, that rings for a caller whose INVITE I have as well: the PBX
 * dials both (Dial to several, or to PJSIP_DIAL_CONTACTS), and as soon as my own channel is told of they are of one
 * caller. Until then it is no second call.
 */
function isRungWithMine(state: CallsState, id: Uniqueid, view: LegView, at: number): boolean {
  const isNew = at - (state.pbx.legs.get(id)?.firstAt ?? at) < namedWithin;
  if (!isNew || !view.alive || (view.dialog === null && isSoftphone(state, view))) return false;
  if (roleOf(state, id, view) !== 'callee') return false;
  return [...state.records.values()].some(
    (record) =>
      (!isOver(record) || wasTakenBack(record, at)) &&
      !hasSoftphoneLeg(state, record) &&
      record.dialogs.some((each) => state.dialogs.get(each)?.last.direction === 'in' && isLikely(state, each, view)),
  );
}

/**
 * Rung together with the softphone, though told of only after the PBX had taken the softphone's INVITE back: of that the
 * same news has not come as far yet. It is no other visit.
 */
function isRungBeside(state: CallsState, record: CallRecord, id: Uniqueid, view: LegView, at: number): boolean {
  if (record.dialogs.length === 0 || !wasTakenBack(record, at) || roleOf(state, id, view) !== 'callee') return false;
  const own = softphoneLegs(state, record);
  return own.length === 0 || own.some(({ alive }) => alive);
}

/** It rang in vain, just now. */
const wasTakenBack = ({ call }: CallRecord, at: number): boolean =>
  call?.phase === 'ended' && call.direction === 'in' && call.answeredAt === null && at - call.endedAt < toldLate;

/**
 * The one call without a leg of which an Offhook before this one had noted that Linkedid: after a crash several calls come
 * back at once, and the PBX may not say which Call-ID is whose.
 */
function notedHome(state: CallsState, view: LegView): Home | null {
  const { linkedid } = view;
  if (!view.alive || linkedid === null || !isSoftphone(state, view)) return null;
  const isNoted = (id: SipCallId): boolean => state.dialogs.get(id)?.last.linkedids?.includes(linkedid) === true;
  const noted = [...state.records.values()].filter(
    (record) => !isOver(record) && record.dialogs.some(isNoted) && !hasLivingLeg(state, record),
  );
  const [record, ...others] = noted;
  return record === undefined || others.length > 0 ? null : { record, rule: 'linkedid', isOfVisit: true };
}

/** The call that has the same caller, the same people in its bridge, or began with the same channel. */
function kinOfLeg(state: CallsState, id: Uniqueid, view: LegView, at: number): Kin | null {
  const all = [...state.records.values(), ...state.shelf];
  const callee = roleOf(state, id, view) === 'callee';
  const shared = all.find((record) => sharesCall(state, id, record, at));
  if (shared !== undefined) return { record: shared, rule: callee ? 'same-caller' : 'bridge' };
  const linkedid = view.linkedid;
  // Of one that dials, the phone it rings may have been told of before: that call began with this very channel.
  const began = callee ? linkedid : id;
  const linked = began === null ? undefined : all.find((record) => record.linkedids.has(began));
  return linked === undefined ? null : { record: linked, rule: 'linkedid' };
}

/**
 * The one call whose dialog has no leg yet: a living one, or one that was over before its channel was told of. Where it
 * may be one of several, its Call-ID is waited for: it is no call beside them.
 */
function onlyDialog(state: CallsState, id: Uniqueid, view: LegView, at: number): Home | null | 'unclear' {
  if (!isSoftphone(state, view)) return null;
  const direction = roleOf(state, id, view) === 'caller' ? 'out' : 'in';
  const waiting = [...state.records.values()].filter(
    (record) =>
      awaitsNewLeg(state, record) ||
      (record.dialogs.some((each) => state.dialogs.get(each)?.last.direction === direction) &&
        record.dialogs.every((each) => mayBe(state, each, view)) &&
        (!hasSoftphoneLeg(state, record) || isGuessedLate(state, record))),
  );
  const living = waiting.filter((record) => !isOver(record));
  const late = [...waiting, ...state.shelf.filter((record) => mayHaveBeen(state, record, direction, view))].filter(
    (record) => record.call?.phase === 'ended' && at - record.call.endedAt < toldLate,
  );
  const isLiving = living.length > 0 && view.alive;
  const [only, ...others] = isLiving ? living : late;
  // Gone before it was known whose it was: one of those, whose end is still on the way.
  if (only === undefined) return living.length > 0 ? 'unclear' : null;
  const isNew = at - (state.pbx.legs.get(id)?.firstAt ?? at) < namedWithin;
  const isOneOfMany = others.length > 0 || (isLiving && late.length > 0);
  if (isOneOfMany && (isNew || !view.alive)) return 'unclear';
  return others.length === 0 ? { record: only, rule: 'only-one-it-can-be' } : null;
}

/** The same of a card that was put away: its dialogs are buried, and its call says what they said. */
function mayHaveBeen(state: CallsState, record: CallRecord, direction: 'in' | 'out', view: LegView): boolean {
  const { call } = record;
  if (call === null || call.direction !== direction || record.dialogs.length === 0) return false;
  const isNamed = direction === 'in' && view.connected.number !== '' && call.party.number !== '';
  return !hasSoftphoneLeg(state, record) && (!isNamed || call.party.number === view.connected.number);
}

/** Its dialog took another's place: the PBX is the caller of its new leg, whoever called first. */
const awaitsNewLeg = (state: CallsState, record: CallRecord): boolean =>
  record.dialogs.some((id) => {
    const dialog = state.dialogs.get(id);
    return dialog !== undefined && wasLost(dialog);
  }) && !hasLivingLeg(state, record);

const hasLivingLeg = (state: CallsState, record: CallRecord): boolean =>
  record.legs.some((leg) => viewOf(state.pbx, leg)?.alive === true);

const softphoneLegs = (state: CallsState, record: CallRecord): readonly LegView[] =>
  record.legs.flatMap((leg) => {
    const known = viewOf(state.pbx, leg);
    return known !== null && isSoftphone(state, known) ? [known] : [];
  });

const hasSoftphoneLeg = (state: CallsState, record: CallRecord): boolean => softphoneLegs(state, record).length > 0;

/**
 * Whether a leg belongs to a call that has been seen: a phone of mine rung by one of its channels, or one that came
 * into a bridge with them while no other phone of mine is in that call.
 */
export function sharesCall(state: CallsState, id: Uniqueid, record: CallRecord, at: number): boolean {
  if (callersOf(state.pbx, id).some((caller) => record.members.has(caller))) return true;
  const others = record.legs.filter((leg) => leg !== id && viewOf(state.pbx, leg)?.alive === true);
  const talks = record.call !== null && record.call.phase !== 'ended' && record.call.dialog !== null;
  if (others.length > 0 || (talks && !record.legs.includes(id))) return false;
  return companionsOf(state.pbx, id, at).some((peer) => record.members.has(peer));
}

/** Takes a call for another visit that was over, on the desk or on the shelf, or whose caller has left my old leg. */
function revive(state: CallsState, record: CallRecord, id: Uniqueid, occasion: Occasion): CallsState {
  const left = hasLeft(state, record, id)
    ? { at: occasion.at, reason: handedOnAs(state.pbx, record) ?? ('they-hung-up' as const) }
    : null;
  if (!isOver(record) && left === null) return state;
  const back = newVisit(record, left);
  const shelf = state.shelf.filter((each) => each.key !== record.key);
  const entry: Entry = { kind: 'visit', number: back.visits.length + 1 };
  return note(withRecord({ ...state, shelf }, back), record.key, occasion, entry);
}

/**
 * Whether who rings me now has left the bridge I talked with them in: a leg of mine may stay behind in it for a while
 * (Park by AMI does not hang up the parker).
 */
function hasLeft(state: CallsState, record: CallRecord, id: Uniqueid): boolean {
  if (record.call?.phase !== 'active' && record.call?.phase !== 'held') return false;
  const callers = callersOf(state.pbx, id);
  return record.legs.every((leg) => {
    const talked = (viewOf(state.pbx, leg)?.been.length ?? 0) > 0;
    return talked && !peersOf(state.pbx, leg).some((peer) => callers.includes(peer));
  });
}

function open(state: CallsState, { at }: Occasion): readonly [CallsState, CallKey] {
  const key = `call-${state.nextKey}` as CallKey;
  return [withRecord({ ...state, nextKey: state.nextKey + 1 }, newRecord(key, at)), key];
}
