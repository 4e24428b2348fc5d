import type { Uniqueid } from '../../base/ids.ts';
import type { TransferFact } from '../../facts/channel-facts.ts';
import type { Origin } from '../../facts/origin.ts';
import type { Person } from '../../facts/pbx.ts';
import { nobody } from '../../facts/pbx.ts';
import { callersOf, edgesTo, rootOf, viewOf } from '../legs/links.ts';
import type { Note, PbxState } from '../legs/pbx-state.ts';
import type { CallRecord } from '../records.ts';

type NoteOf<Kind extends Note['kind']> = Extract<Note, { kind: Kind }>;

const lastNote = <Kind extends Note['kind']>(
  state: PbxState,
  kind: Kind,
  fits: (note: NoteOf<Kind>) => boolean,
): NoteOf<Kind> | null => {
  const found = state.notes.filter((note): note is NoteOf<Kind> => note.kind === kind && fits(note as NoteOf<Kind>));
  return found.at(-1) ?? null;
};

/**
 * Whether it happened while a leg of this visit lived, or before: where callers went afterwards says nothing of how they
 * came to me. What has a road of its own may be told up to `late` ms after the end of the leg.
 */
export const inMyTime = (
  state: PbxState,
  { legs }: CallRecord,
  { source, at, pbxAt }: Pick<Note, 'source' | 'at' | 'pbxAt'>,
  late = 0,
): boolean =>
  legs.some((id) => (pbxAt ?? at) <= (state.legs.get(id)?.[source]?.gone?.at ?? Number.POSITIVE_INFINITY) + late);

/** How a call came whose leg `id` the PBX dialled. The latest turn of its way wins: sent to me, back from park, offered by a queue, handed on. */
export function originOfCallee(state: PbxState, id: Uniqueid, record: CallRecord): Origin {
  const way = [id, ...callersOf(state, id)];
  const handed = attendedTo(state, way, record);
  if (handed !== null) return { kind: 'transfer', how: 'attended', by: handed.by };
  if (edgesTo(state, id).some((edge) => edge.caller === null)) return { kind: 'click-to-dial' };
  const came = backFromPark(state, way, record) ?? queueOf(state, way, id) ?? blindTo(state, way, record)?.origin;
  return came ?? { kind: 'direct', did: didOf(state, id) };
}

/**
 * Nobody fetched the caller, and nobody had them since. That they were parked, once more perhaps, says nothing of how they
 * came: and ARI, which can tell no more than that, may tell it long after AMI has told the rest.
 */
function backFromPark(state: PbxState, way: readonly Uniqueid[], record: CallRecord): Origin | null {
  const left = lastNote(
    state,
    'parked',
    (note) =>
      way.includes(note.parkee) &&
      (note.what === 'timed-out' || note.what === 'retrieved') &&
      inMyTime(state, record, note),
  );
  if (left?.what !== 'timed-out') return null;
  const sentOn = blindTo(state, way, record)?.note;
  const offered = offerOf(state, way);
  const isSince = (note: Note | null | undefined): boolean => note?.source === left.source && note.at > left.at;
  return isSince(sentOn) || isSince(offered) ? null : { kind: 'park', how: 'timed-out', slot: left.slot };
}

/** How a call came that my phone dialled: perhaps by taking one that rang elsewhere, or one that was parked. */
export function originOfCaller(state: PbxState, id: Uniqueid): Origin {
  const picked = lastNote(state, 'pickup', (note) => note.picker === id);
  if (picked !== null) return { kind: 'pickup', from: viewOf(state, picked.target)?.caller ?? nobody };
  const back = lastNote(state, 'parked', (note) => note.retriever === id);
  if (back !== null) return { kind: 'park', how: 'retrieved', slot: back.slot };
  // A group pickup ends a dial of the picker that never began (features.c, `ast_do_pickup`).
  const answered = edgesTo(state, id).some((edge) => !edge.begun && edge.status === 'ANSWER');
  return answered ? { kind: 'pickup', from: nobody } : { kind: 'dialled' };
}

/** Whoever rang me first and then left me alone with the caller. */
function attendedTo(state: PbxState, way: readonly Uniqueid[], record: CallRecord): TransferFact | null {
  const mine = [...record.legs, ...record.pastLegs];
  const been = record.legs.flatMap((leg) => viewOf(state, leg)?.been ?? []);
  return lastNote(
    state,
    'transfer',
    (note) =>
      note.how === 'attended' &&
      inMyTime(state, record, note) &&
      !note.legs.some((leg) => mine.includes(leg)) &&
      ([note.target, ...note.legs].some((leg) => leg !== null && way.includes(leg)) ||
        // Asterisk 16 names no target, but where they meet.
        (note.bridge !== null && been.includes(note.bridge))),
  );
}

function blindTo(state: PbxState, way: readonly Uniqueid[], record: CallRecord) {
  const mine = [...record.legs, ...record.pastLegs];
  const note = lastNote(
    state,
    'transfer',
    (each) =>
      each.how === 'blind' &&
      each.transferee !== null &&
      way.includes(each.transferee) &&
      !each.legs.some((leg) => mine.includes(leg)) &&
      inMyTime(state, record, each),
  );
  if (note === null) return null;
  const origin: Origin = { kind: 'transfer', how: 'blind', by: note.by };
  return { note, origin };
}

const offerOf = (state: PbxState, way: readonly Uniqueid[]): NoteOf<'queue-offer'> | null =>
  lastNote(state, 'queue-offer', (note) => way.includes(note.member));

function queueOf(state: PbxState, way: readonly Uniqueid[], id: Uniqueid): Origin | null {
  const offer = offerOf(state, way);
  if (offer === null) return null;
  const { queue, caller } = offer;
  const wait =
    state.waiting.get(queue)?.get(caller) ??
    lastNote(state, 'queue-join', (note) => note.queue === queue && note.caller === caller);
  const waitedSeconds = wait === null ? null : Math.max(0, Math.round((offer.at - wait.joinedAt) / 1000));
  return { kind: 'queue', queue, waitedSeconds, position: wait?.position ?? null, did: didOf(state, id) };
}

/** The number that was called, by whom the call began with: a forward on the way to me has dialled another. */
function didOf(state: PbxState, id: Uniqueid): string | null {
  const root = rootOf(state, id);
  const way = root === null ? [] : [root, ...callersOf(state, id)];
  return way.map((caller) => viewOf(state, caller)?.dialled ?? null).find((dialled) => dialled !== null) ?? null;
}

/** Who the call began with, by the caller ID of the channel it began on. */
export function rootCaller(state: PbxState, id: Uniqueid): Person | null {
  const root = rootOf(state, id);
  return root === null ? null : (viewOf(state, root)?.caller ?? null);
}
