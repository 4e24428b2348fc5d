import { assertNever } from '../base/assert-never.ts';
import type { AudioQualityFact, DialogEndedFact, DialogFact } from '../facts/dialog-facts.ts';
import type { CallFact, DeskFact, PbxFact, SourceReport } from '../facts/fact.ts';
import type { PbxStoppedFact } from '../facts/source-facts.ts';
import type { CallKey } from './call.ts';
import type { Occasion } from './join/book.ts';
import { named, noteCarriers } from './join/carriers.ts';
import { settle } from './join/settle.ts';
import { ask } from './legs/pbx-state.ts';
import { reducePbx } from './legs/reduce-pbx.ts';
import { reduceSource } from './legs/reduce-source.ts';
import { bury, forget } from './legs/track.ts';
import type { CallRecord } from './records.ts';
import type { CallsState } from './state.ts';

/** How long an ended call stays on the desk, ms. */
export const endedStays = 30_000;
/** Call-IDs remembered after their card is gone: far more than can still be on their way. */
const tombstonesKept = 200;
/** Calls that may come back, and how long they are waited for. */
const shelfKept = 100;
const shelfStays = 2 * 3_600_000;
/** A call that nothing was heard of for this long is asked about (a hangup may have been lost). */
const askAfter = 30_000;

/** The facts of one event: what one event says is never seen by halves. */
export function reduceEvent(state: CallsState, facts: readonly PbxFact[]): CallsState {
  const last = facts.at(-1);
  const pbx = facts.map((fact) => named(state, fact)).reduce(reducePbx, state.pbx);
  if (last === undefined || pbx === state.pbx) return state;
  const next = { ...state, pbx };
  // What only went to the lobby changes no call.
  return touched(state, next) ? settle(next, last) : next;
}

/** The call model: the same facts give the same state, whatever the order between sources. */
export function reduceCalls(state: CallsState, fact: CallFact): CallsState {
  if (isReport(fact)) return onReport(state, fact);
  return isOwn(fact) ? onOwn(state, fact) : reduceEvent(state, [fact]);
}

type OwnFact = Exclude<CallFact, PbxFact | SourceReport>;
const own: ReadonlySet<CallFact['kind']> = new Set([
  'dialog',
  'dialog-ended',
  'audio-quality',
  'pbx-stopped',
  'silenced',
  'dismissed',
  'tick',
]);
const isOwn = (fact: PbxFact | OwnFact): fact is OwnFact => own.has(fact.kind);
const reports: ReadonlySet<CallFact['kind']> = new Set([
  'snapshot',
  'answer',
  'company',
  'bridges',
  'no-answer',
  'source-lost',
  'source-up',
  'boot',
]);
const isReport = (fact: CallFact): fact is SourceReport => reports.has(fact.kind);

function onOwn(state: CallsState, fact: OwnFact): CallsState {
  switch (fact.kind) {
    case 'dialog':
      return onDialog(state, fact);
    case 'dialog-ended':
      return onDialogEnded(state, fact);
    case 'audio-quality':
      return onQuality(state, fact);
    case 'pbx-stopped':
      return onStopped(state, fact);
    case 'silenced':
    case 'dismissed':
      return onDesk(state, fact);
    case 'tick':
      return onTick(state, fact.at);
    default:
      return assertNever(fact, 'fact of ours');
  }
}

function onReport(state: CallsState, fact: SourceReport): CallsState {
  const naming = fact.kind === 'snapshot' || fact.kind === 'company' || fact.kind === 'answer';
  const known = naming ? named(state, fact) : fact;
  const pbx = reduceSource(state.pbx, known);
  return pbx === state.pbx ? state : settle({ ...state, pbx }, fact);
}

const touched = ({ pbx: before }: CallsState, { pbx }: CallsState): boolean =>
  before.legs !== pbx.legs || before.edges !== pbx.edges || before.notes !== pbx.notes;

function onDialog(state: CallsState, last: DialogFact): CallsState {
  if (state.tombstones.has(last.dialog)) return state;
  const known = state.dialogs.get(last.dialog);
  // The end is final: whatever overtakes it is late news.
  if (known?.end) return state;
  const quality = last.phase === 'established' ? (known?.quality ?? null) : null;
  const named = addName(known?.named ?? [], last.remote.user);
  const dialog = { id: last.dialog, last, named, end: null, quality, late: known?.late ?? false };
  const dialogs = new Map(state.dialogs).set(last.dialog, dialog);
  return settle(noteCarriers({ ...state, dialogs }, last), fromPhone(last.at));
}

/** Numbers kept of one dialog: the first, and as many of the last. */
const namesKept = 8;

const addName = (named: readonly string[], number: string): readonly string[] =>
  number === '' || named.includes(number)
    ? named
    : [...named.slice(0, 1), ...named.slice(1).slice(1 - namesKept), number];

function onDialogEnded(state: CallsState, end: DialogEndedFact): CallsState {
  const known = state.dialogs.get(end.dialog);
  if (known === undefined || known.end !== null) return state;
  return settle({ ...state, dialogs: new Map(state.dialogs).set(end.dialog, { ...known, end }) }, fromPhone(end.at));
}

function onQuality(state: CallsState, fact: AudioQualityFact): CallsState {
  const known = state.dialogs.get(fact.dialog);
  if (known === undefined || known.end !== null || known.last.phase !== 'established') return state;
  const { delayMs, lossPercent, jitterMs } = fact;
  const dialogs = new Map(state.dialogs).set(fact.dialog, { ...known, quality: { delayMs, lossPercent, jitterMs } });
  return settle({ ...state, dialogs }, fromPhone(fact.at));
}

/**
 * A PBX that shuts down ends every call first. Where one of ours goes on it was something between us; and where the PBX
 * itself tells when it began, that counts.
 */
function onStopped(state: CallsState, { at, since }: PbxStoppedFact): CallsState {
  const { ami, ari } = state.pbx.booted;
  const isTold = ami !== null || ari !== null;
  if (isTold || [...state.dialogs.values()].some(({ end }) => end === null)) return state;
  return settle({ ...state, pbx: { ...state.pbx, restart: { from: since, to: at } } }, fromPhone(at));
}

const fromPhone = (at: number): Occasion => ({ at, source: 'sip' });

function onDesk(state: CallsState, { kind, at, call: key }: DeskFact): CallsState {
  const record = state.records.get(key as CallKey);
  if (record === undefined) return state;
  if (kind === 'dismissed') return record.call?.phase === 'ended' ? putAway(state, [record], at) : state;
  if (record.call?.phase !== 'ringing') return state;
  const records = new Map(state.records).set(record.key, { ...record, silenced: true });
  return settle({ ...state, records }, { at, source: 'desk' });
}

function onTick(state: CallsState, at: number): CallsState {
  const over = [...state.records.values()].filter(
    ({ call }) => call?.phase === 'ended' && at - call.endedAt >= endedStays,
  );
  const cleared = over.length === 0 ? state : putAway(state, over, at);
  const pbx = askOld(forget(cleared.pbx, at), at);
  const next = pbx === cleared.pbx ? cleared : { ...cleared, pbx };
  // A leg that waited for who rings it may have waited long enough.
  return [...pbx.legs.values()].some((leg) => leg.mine) ? settle(next, { at, source: 'desk' }) : next;
}

/** My legs that nothing was heard of for long, and that no dialog speaks for. */
function askOld(pbx: CallsState['pbx'], at: number): CallsState['pbx'] {
  let next = pbx;
  for (const leg of pbx.legs.values()) {
    if (!leg.mine) continue;
    for (const source of ['ari', 'ami'] as const) {
      const register = leg[source];
      if (register === null || register.gone !== null || at - register.at < askAfter) continue;
      next = ask(next, { source, channel: leg.id, why: 'age', since: at });
      break;
    }
  }
  return next;
}

/** Off the desk; kept on the shelf a while, with its dialogs buried. What falls off the shelf is buried with its legs. */
function putAway(state: CallsState, over: readonly CallRecord[], at: number): CallsState {
  const [records, dialogs] = [new Map(state.records), new Map(state.dialogs)];
  const buried = over.flatMap((record) => [...record.dialogs, ...record.pastDialogs]);
  for (const record of over) records.delete(record.key);
  for (const dialog of buried) dialogs.delete(dialog);
  const shelved = [...state.shelf, ...over];
  const shelf = shelved
    .filter(({ call }) => call?.phase === 'ended' && at - call.endedAt < shelfStays)
    .slice(-shelfKept);
  const dropped = shelved.filter((record) => !shelf.includes(record));
  const pbx = bury(state.pbx, new Set(dropped.flatMap((record) => [...record.legs, ...record.pastLegs])));
  const known = new Set([...records.keys(), ...shelf.map((record) => record.key)]);
  const ledger = new Map([...state.ledger].filter(([key]) => known.has(key)));
  const carriers = new Map([...state.carriers].filter(([, name]) => !buried.includes(name)));
  const tombstones = new Set([...state.tombstones, ...buried].slice(-tombstonesKept));
  return { ...state, pbx, records, dialogs, ledger, tombstones, shelf, carriers };
}
