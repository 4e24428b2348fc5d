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
 * came to me.
 */
const inMyTime = (state: PbxState, { legs }: CallRecord, { source, at, pbxAt }: Note): boolean =>
  legs.some((id) => (pbxAt ?? at) <= (state.legs.get(id)?.[source]?.gone?.at ?? Number.POSITIVE_INFINITY));

/** How a call came whose leg `id` the PBX dialled. The latest turn of its way wins: sent to me, back from park, offered by a queue, handed on. */
export function originOfCallee(state: PbxState, id: Uniqueid, record: CallRecord): Origin {
  const way = [id, ...callersOf(state, id)];
  const handed = attendedTo(state, way, record);
  if (handed !== null) return { kind: 'transfer', how: 'attended', by: handed.by };
  if (edgesTo(state, id).some((edge) => edge.caller === null)) return { kind: 'click-to-dial' };
  const parked = lastNote(
    state,
    'parked',
    (note) => way.includes(note.parkee) && note.what !== 'gave-up' && inMyTime(state, record, note),
  );
  if (parked?.what === 'timed-out') return { kind: 'park', how: 'timed-out', slot: parked.slot };
  return queueOf(state, way) ?? blindTo(state, way, record) ?? { kind: 'direct', did: didOf(state, id) };
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

function blindTo(state: PbxState, way: readonly Uniqueid[], record: CallRecord): Origin | null {
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
  return note === null ? null : { kind: 'transfer', how: 'blind', by: note.by };
}

function queueOf(state: PbxState, way: readonly Uniqueid[]): Origin | null {
  const offer = lastNote(state, 'queue-offer', (note) => way.includes(note.member));
  if (offer === null) return null;
  const { queue, caller } = offer;
  const wait =
    state.waiting.get(queue)?.get(caller) ??
    lastNote(state, 'queue-join', (note) => note.queue === queue && note.caller === caller);
  const waitedSeconds = wait === null ? null : Math.max(0, Math.round((offer.at - wait.joinedAt) / 1000));
  return { kind: 'queue', queue, waitedSeconds, position: wait?.position ?? null };
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
