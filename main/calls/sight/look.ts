import type { Uniqueid } from '../../base/ids.ts';
import type { Origin } from '../../facts/origin.ts';
import { nobody, type Person } from '../../facts/pbx.ts';
import { type Call, type LivingPhase, phaseOf } from '../call.ts';
import { cameBack } from '../join/came-back.ts';
import { alsoRinging, callersOf, circleOf, peersOf, viewOf } from '../legs/links.ts';
import type { Note } from '../legs/pbx-state.ts';
import { isNobody } from '../legs/register.ts';
import type { CallRecord, Dialog } from '../records.ts';
import type { CallsState } from '../state.ts';
import { originOfCallee, originOfCaller, rootCaller } from './origin-of.ts';
import { reasonOf } from './reason-of.ts';
import {
  dialogsOf,
  isAlive,
  isSign,
  isSoftphone,
  phaseOfSign,
  roleOf,
  type Sign,
  signsOf,
  withoutWhoRings,
} from './signs.ts';

const weight: Readonly<Record<LivingPhase, number>> = { active: 3, held: 2, dialling: 1, ringing: 0 };

/** One thing that is going on in a call: a dialog of ours, or a leg that no dialog speaks for. */
interface Living {
  readonly phase: LivingPhase;
  readonly dialog: Dialog | null;
  readonly announced: boolean;
}

/** What a call is, read anew from everything that is known of its legs. Null: nothing to show yet. */
export function look(state: CallsState, record: CallRecord, at: number): Call | null {
  const dialogs = dialogsOf(state, record);
  const signs = withoutWhoRings(state, signsOf(state, record), dialogs);
  const shown = signs.filter((sign) => sign.dialog !== null || isSign(state, sign.id, sign.view, at));
  const living: readonly Living[] = [
    ...dialogs
      .filter((dialog) => dialog.end === null)
      .map((dialog) => ({ phase: phaseOf(dialog.last), dialog, announced: false })),
    ...shown
      .filter((sign) => sign.dialog === null && isAlive(sign) && !hasRung(state, record, sign, dialogs, at))
      .map((sign) => ({ phase: phaseOfSign(state, sign), dialog: null, announced: sign.view.rank === 0 })),
  ];
  const best = living.toSorted((a, b) => weight[b.phase] - weight[a.phase])[0];
  if (best !== undefined) return alive(state, record, signs, best, at);
  if (shown.length === 0 && dialogs.length === 0) return record.call;
  // A call with legs that are forgotten stays as it was last seen.
  if (record.call?.phase === 'ended' && signs.length < record.legs.length) return record.call;
  return ended(state, record, signs, at);
}

/** So long the news of what became of a call may be behind what the softphone was told, ms. */
const stillTold = 3_000;

/**
 * A phone that rings by the PBX's news alone, which is late: it rang before I answered, and the PBX ended that as I did
 * (app_dial.c, wait_for_answer); or it is told of only now that the PBX has taken my INVITE back, which it does as the
 * other is answered, or for a reason that is still to come.
 */
function hasRung(state: CallsState, { call }: CallRecord, sign: Sign, dialogs: readonly Dialog[], at: number): boolean {
  const since = state.pbx.legs.get(sign.id)?.firstAt;
  if (since === undefined || phaseOfSign(state, sign) !== 'ringing') return false;
  const isOver = call?.phase === 'ended';
  return dialogs.some(({ last, end }) => {
    if (last.answeredAt !== null) return last.answeredAt >= since;
    return isOver && last.direction === 'in' && end !== null && at - end.at < stillTold;
  });
}

function alive(state: CallsState, record: CallRecord, signs: readonly Sign[], best: Living, at: number): Call {
  const before = record.call;
  const { phase } = best;
  const base = baseOf(state, record, signs, best.dialog, at);
  const since = before?.phase === phase ? before.since : sinceOf(phase, base, before, at);
  switch (phase) {
    case 'ringing': {
      const others = signs
        .flatMap((sign) => alsoRinging(state.pbx, sign.id))
        .map((view) => nameOf(view.caller, view.endpoint));
      const { announced } = best;
      return { ...base, since, phase, silenced: record.silenced, announced, alsoRinging: distinct(others) };
    }
    case 'active':
      return { ...base, since, phase, quality: best.dialog?.quality ?? null };
    case 'dialling':
    case 'held':
      return { ...base, since, phase };
  }
}

function ended(state: CallsState, record: CallRecord, signs: readonly Sign[], at: number): Call {
  const before = record.call;
  const dialogs = dialogsOf(state, record);
  const ends = dialogs.map((dialog) => dialog.end?.at ?? at);
  const endedAt = before?.phase === 'ended' ? before.endedAt : ends.length > 0 ? Math.max(...ends) : at;
  const base = baseOf(
    state,
    record,
    signs,
    dialogs.find((dialog) => dialog.last.answeredAt !== null) ?? dialogs.at(-1) ?? null,
    at,
  );
  const reason = reasonOf(state, record, signs, { from: base.startedAt, to: endedAt });
  return { ...base, phase: 'ended', since: endedAt, endedAt, reason };
}

/** A call that becomes active counts its talk time, also after a hold; every other phase counts from when it began. */
function sinceOf(phase: LivingPhase, base: Base, before: Call | null, at: number): number {
  if (phase === 'active') return base.answeredAt ?? at;
  return before === null ? base.startedAt : at;
}

type Base = Omit<Extract<Call, { phase: 'held' }>, 'phase' | 'since'>;

function baseOf(
  state: CallsState,
  record: CallRecord,
  signs: readonly Sign[],
  dialog: Dialog | null,
  at: number,
): Base {
  const main = mainSign(signs, dialog);
  const direction = directionOf(state, main, dialog);
  const origin = originOf(state, record, main, direction, dialog);
  const party = partyOf(state, main, dialog, direction) ?? record.call?.party ?? nobody;
  const circle = signs.flatMap((sign) => [sign.id, ...circleOf(state.pbx, sign.id, at)]);
  const ups = signs.map((sign) => sign.view.upAt).filter((up) => up !== null);
  return {
    key: record.key,
    direction,
    party,
    original: originalOf(state, main, party, origin),
    origin,
    device: dialog !== null || main === null || isSoftphone(state, main.view) ? 'softphone' : 'other-phone',
    dialog: dialog?.id ?? null,
    leg: dialog?.last ?? null,
    channels: record.legs,
    startedAt: startOf(state, record),
    answeredAt: dialog === null ? (ups.length > 0 ? Math.min(...ups) : null) : dialog.last.answeredAt,
    pbxTimes: pbxTimesOf(signs, main),
    heldByThem: dialog?.last.heldByRemote === true || signs.some((sign) => peersHold(state, sign.id)),
    conference: conferenceOf(state, signs),
    ...recordingIn(state, circle, dialog !== null && cameBack(dialog.last)),
    values: valuesOf(state, circle, dialogsOf(state, record)),
    visits: record.visits,
  };
}

/** From my first leg's beginning to my last one's end; answered is the one that talks. */
function pbxTimesOf(signs: readonly Sign[], main: Sign | null): Call['pbxTimes'] {
  const told = (times: readonly (number | null)[]): readonly number[] => times.filter((at) => at !== null);
  const [began, over] = [told(signs.map(({ view }) => view.pbxFirstAt)), told(signs.map(({ view }) => view.pbxGoneAt))];
  const isOver = signs.every(({ view }) => !view.alive) && over.length > 0;
  return {
    startedAt: began.length > 0 ? Math.min(...began) : null,
    answeredAt: main?.view.pbxUpAt ?? null,
    endedAt: isOver ? Math.max(...over) : null,
  };
}

/** By the dialogs where there are any: they know when the INVITE came or went. */
function startOf(state: CallsState, record: CallRecord): number {
  const dialogs = dialogsOf(state, record).map((dialog) => dialog.last.startedAt);
  if (dialogs.length > 0) return Math.min(...dialogs);
  const legs = record.legs.map((id) => state.pbx.legs.get(id)?.firstAt).filter((at) => at !== undefined);
  return legs.length > 0 ? Math.min(...legs) : (record.call?.startedAt ?? record.createdAt);
}

/** The leg that tells who is there: the dialog's own, else the one that has come furthest. */
function mainSign(signs: readonly Sign[], dialog: Dialog | null): Sign | null {
  const owned = dialog === null ? [] : signs.filter((sign) => sign.dialog?.id === dialog.id);
  // A call that came back has an old leg too.
  const own = owned.find(({ view }) => view.alive) ?? owned[0];
  if (own !== undefined) return own;
  const furthest = signs.toSorted(
    (a, b) => Number(isAlive(b)) - Number(isAlive(a)) || b.view.rank - a.view.rank || (a.id < b.id ? -1 : 1),
  );
  return furthest[0] ?? null;
}

function directionOf(state: CallsState, main: Sign | null, dialog: Dialog | null): 'in' | 'out' {
  if (main !== null && isClickToDial(state, main.id)) return 'out';
  if (dialog !== null) return dialog.last.direction;
  return main !== null && roleOf(state, main.id, main.view) === 'caller' ? 'out' : 'in';
}

const isClickToDial = (state: CallsState, id: Uniqueid): boolean => state.pbx.edges.has(`>${id}`);

function originOf(
  state: CallsState,
  record: CallRecord,
  main: Sign | null,
  direction: 'in' | 'out',
  dialog: Dialog | null,
): Origin {
  // Its new leg was made by us, which says nothing of how the call came.
  const isNew = dialog !== null && cameBack(dialog.last);
  if (isNew && record.call !== null) return record.call.origin;
  const noted = dialog?.last.noted;
  if (main === null || isNew)
    return noted ?? (direction === 'out' ? { kind: 'dialled' } : { kind: 'direct', did: null });
  const caller = roleOf(state, main.id, main.view) === 'caller';
  const seen = caller ? originOfCaller(state.pbx, main.id) : originOfCallee(state.pbx, main.id, record);
  // What was said of its way before we were there is not said again.
  return seen.kind === 'direct' && noted !== undefined ? noted : seen;
}

/**
 * Connected line first; then what the softphone was told; then who dials us; then what we dialled. Of a call I took from
 * another phone the softphone knows only what it dialled for that: who is there is whom the PBX connected to me.
 */
function partyOf(state: CallsState, main: Sign | null, dialog: Dialog | null, direction: 'in' | 'out'): Person | null {
  const said: Person =
    dialog === null ? nobody : { name: dialog.last.remote.name ?? '', number: dialog.last.remote.user };
  const connected = main?.view.connected ?? nobody;
  if (dialog !== null && isBehind(dialog, connected)) return said;
  if (!isNobody(connected)) return connected.name === '' && connected.number === said.number ? said : connected;
  const caller = main === null ? null : callerNamed(state, main.id);
  if (direction === 'out' && caller !== null) return caller;
  if (!isNobody(said)) return said;
  if (main === null || caller !== null) return caller;
  return direction === 'out' && main.view.dialled !== null ? { name: '', number: main.view.dialled } : null;
}

/** The PBX tells the softphone who is there now, and its manager still speaks of somebody it told of before. */
const isBehind = ({ last, named }: Dialog, { number }: Person): boolean =>
  named.length > 1 &&
  number !== last.remote.user &&
  named.includes(number) &&
  last.remote.user !== '' &&
  !cameBack(last);

/** The first of those a leg is rung for, or was connected to, who has a caller ID. */
function callerNamed(state: CallsState, id: Uniqueid): Person | null {
  const callers = callersOf(state.pbx, id).map((each) => viewOf(state.pbx, each)?.caller ?? nobody);
  return callers.find((caller) => !isNobody(caller)) ?? null;
}

/** Who the call began with, where that is neither who is there now nor who sent them. */
function originalOf(state: CallsState, main: Sign | null, party: Person, origin: Origin): Person | null {
  const root = main === null ? null : rootCaller(state.pbx, main.id);
  if (root === null || isNobody(root) || root.number === party.number) return null;
  return origin.kind === 'transfer' && origin.by.number === root.number ? null : root;
}

const peersHold = (state: CallsState, id: Uniqueid): boolean =>
  peersOf(state.pbx, id).some((peer) => viewOf(state.pbx, peer)?.held === true);

const notesOf = <Kind extends Note['kind']>(state: CallsState, kind: Kind, ids: readonly Uniqueid[]) =>
  state.pbx.notes.filter(
    (note): note is Extract<Note, { kind: Kind; channel: Uniqueid }> =>
      note.kind === kind && 'channel' in note && ids.includes(note.channel),
  );

/** Leaving may be told before entering; and who has left a conference may come into it again. */
const hasLeftSince = (notes: readonly NoteOfConference[], { conference, at }: NoteOfConference): boolean =>
  notes.some((note) => !note.joined && note.conference === conference && note.at >= at);

type NoteOfConference = Extract<Note, { kind: 'conference' }>;

function conferenceOf(state: CallsState, signs: readonly Sign[]): string | null {
  const ids = signs.map((sign) => sign.id);
  const notes = notesOf(state, 'conference', ids);
  return notes.find((note) => note.joined && !hasLeftSince(notes, note))?.conference ?? null;
}

/** A recording is the channel's: of a call that came back the one of its old leg is over, and no event says so. */
const living = (state: CallsState, ids: readonly Uniqueid[]): readonly Uniqueid[] =>
  ids.filter((id) => viewOf(state.pbx, id)?.alive === true);

function recordingIn(
  state: CallsState,
  circle: readonly Uniqueid[],
  hasComeBack: boolean,
): Pick<Call, 'recording' | 'recorded'> {
  const now = hasComeBack ? living(state, circle) : circle;
  const recording = recordingOf(state, now);
  if (recording === 'off') {
    const lost = hasComeBack && recordingOf(state, circle) !== 'off';
    return { recording: lost ? 'lost' : 'off', recorded: [] };
  }
  return { recording, recorded: now.filter((id) => recordingOf(state, [id]) !== 'off') };
}

const recordingOf = (state: CallsState, ids: readonly Uniqueid[]): 'on' | 'paused' | 'off' =>
  notesOf(state, 'recording', ids)
    .toSorted((a, b) => a.at - b.at)
    .at(-1)?.state ?? 'off';

const valuesOf = (
  state: CallsState,
  ids: readonly Uniqueid[],
  dialogs: readonly Dialog[],
): Readonly<Record<string, string>> =>
  Object.assign(
    {},
    ...dialogs.map(({ last }) => last.values ?? {}),
    ...notesOf(state, 'values', ids).map((note) => note.values),
  ) as Record<string, string>;

const nameOf = (caller: Person, endpoint: string | null): Person =>
  isNobody(caller) ? { name: '', number: endpoint?.replace(/^.*\//, '') ?? '' } : caller;

const distinct = (people: readonly Person[]): readonly Person[] => [
  ...new Map(people.map((each) => [`${each.number} ${each.name}`, each])).values(),
];
