import { assertNever } from '../../base/assert-never.ts';
import type { Uniqueid } from '../../base/ids.ts';
import type {
  BridgeEnterFact,
  ChannelFact,
  DialBeginFact,
  DialEndFact,
  RecordingFact,
} from '../../facts/channel-facts.ts';
import type { PbxFact } from '../../facts/fact.ts';
import type { PbxSource } from '../../facts/pbx.ts';
import type { QueueJoinFact, QueueLeaveFact } from '../../facts/queue-facts.ts';
import { addToLobby } from './lobby.ts';
import { ask, type Edge, type Leg, type Note, type PbxState, withoutAsk } from './pbx-state.ts';
import {
  blank,
  type Doubt,
  enterBridge,
  type Gone,
  leaveBridge,
  type Register,
  swapOut,
  type Written,
  writeChannel,
} from './register.ts';
import { isMine, touches, track, trackAll, trackBridge, trackPair } from './track.ts';

/** One event of the PBX. What touches none of my legs goes no further than the lobby. */
export function reducePbx(before: PbxState, fact: PbxFact): PbxState {
  const state = fact.kind === 'channel-gone' ? stopWaiting(before, fact.channel) : before;
  if (touches(state, fact)) return write(trackAll(wait(state, fact), fact, write), fact, null);
  if (fact.kind === 'queue-join' || fact.kind === 'queue-leave') return wait(state, fact);
  // A snapshot comes again with every event; only the first one tells who the channel was.
  if ((fact.kind === 'channel' && !fact.born) || fact.kind === 'hangup-request') return state;
  return { ...state, lobby: addToLobby(state.lobby, fact) };
}

/** Writes what the fact says into the registers of kept legs, or of `only` one that catches up. */
function write(state: PbxState, fact: PbxFact, only: Uniqueid | null): PbxState {
  switch (fact.kind) {
    case 'channel':
      return onChannel(state, fact);
    case 'channel-gone':
      return onGone(state, fact.source, fact.channel, goneOf(fact));
    case 'hangup-request':
      return fact.soft ? state : change(state, fact, fact.channel, (was) => settled({ ...was, hungUp: true }));
    case 'dial-begin':
    case 'dial-end':
      return onDial(state, fact);
    case 'bridge-enter':
      return onEnter(state, fact, only);
    case 'bridge-leave':
      return change(state, fact, fact.channel, (was) => leaveBridge(was, fact.bridge, state.rules.registers));
    case 'hold':
      return change(state, fact, fact.channel, (was) => settled({ ...was, held: fact.held }));
    case 'queue-join':
    case 'queue-leave':
      return state;
    case 'transfer':
    case 'pickup':
    case 'values':
    case 'conference':
    case 'parked':
    case 'queue-offer':
    case 'queue-no-answer':
    case 'queue-connect':
      return addNote(state, fact);
    case 'recording':
      return record(state, fact);
    default:
      return assertNever(fact, 'fact of the PBX');
  }
}

const settled = (register: Register): Written => ({ register, doubt: null });

function onChannel(state: PbxState, fact: ChannelFact): PbxState {
  const leg = state.legs.get(fact.channel);
  if (leg === undefined) return state;
  const fresh = leg[fact.source] === null;
  const mine = leg.mine || isMine(state, fact);
  const marked = leg.mine === mine ? state : withLeg(state, { ...leg, mine });
  const written = change(marked, fact, fact.channel, (was) => writeChannel(was, fact));
  const asked =
    mine && fresh && fact.source === 'ami' ? inDoubt(written, 'ami', fact.channel, 'new', fact.at) : written;
  return fact.pair === null ? asked : trackPair(asked, fact.pair, fact.at, write);
}

/** Sets one source's register of a kept channel. A register that is gone says nothing any more. */
function change(
  state: PbxState,
  fact: { readonly source: PbxSource; readonly at: number },
  channel: Uniqueid,
  how: (register: Register) => Written,
): PbxState {
  const leg = state.legs.get(channel);
  if (leg === undefined) return state;
  const was = leg[fact.source] ?? blank;
  if (was.gone !== null && state.rules.tombstones) return state;
  const { register, doubt } = how(was);
  const next = withLeg(state, { ...leg, [fact.source]: { ...register, gone: null, at: Math.max(was.at, fact.at) } });
  return doubt === null ? next : inDoubt(next, fact.source, channel, doubt, fact.at);
}

const goneOf = ({ cause, at, pbxAt }: Extract<PbxFact, { kind: 'channel-gone' }>): Gone => ({
  ...{ cause, pbxAt, at: pbxAt ?? at },
});

/** The end of a channel as one source tells it. The other source, if it still says otherwise, is asked. */
export function onGone(state: PbxState, source: PbxSource, channel: Uniqueid, gone: Gone): PbxState {
  const leg = state.legs.get(channel);
  if (leg === undefined || leg[source]?.gone) return state;
  const register = { ...(leg[source] ?? blank), bridge: null, marks: [], gone };
  const next = withoutAsk(withLeg(state, { ...leg, [source]: register }), source, channel);
  const other = source === 'ami' ? 'ari' : 'ami';
  const doubtful = leg[other] !== null && leg[other]?.gone === null;
  return doubtful ? inDoubt(next, other, channel, 'contradiction', gone.at) : next;
}

function onEnter(state: PbxState, fact: BridgeEnterFact, only: Uniqueid | null): PbxState {
  const { bridge, channel, swap } = fact;
  const entered = change(state, fact, channel, (was) => enterBridge(was, fact, state.rules.registers));
  const swapped = swap === null || only !== null ? entered : change(entered, fact, swap, (was) => swapOut(was, bridge));
  const leg = swapped.legs.get(channel);
  const isHere = leg?.mine === true && leg[fact.source]?.bridge === bridge;
  const met = isHere ? trackBridge(swapped, bridge, fact.at, write) : swapped;
  return only === null ? countCompany(met, fact) : met;
}

/**
 * Who came into the bridge before anything was heard of them (before we logged in, or too long ago for the lobby) is told
 * by the PBX's count alone. In a conference it counts channels of its own.
 */
export function countCompany(
  state: PbxState,
  {
    source,
    at,
    bridge,
    bridgeKind,
    present,
  }: Pick<BridgeEnterFact, 'source' | 'at' | 'bridge' | 'bridgeKind' | 'present'>,
): PbxState {
  if (present === null || bridgeKind === 'conference' || bridgeKind === 'parking') return state;
  const inside = [...state.legs.values()].filter((leg) => leg[source]?.bridge === bridge);
  const mine = inside.find((leg) => leg.mine);
  return mine === undefined || inside.length === present ? state : inDoubt(state, source, mine.id, 'company', at);
}

/** DialEnd comes twice for one dial; the one that says more stays, whichever came first. */
const strength: Readonly<Record<string, number>> = {
  ANSWER: 6,
  BUSY: 5,
  NOANSWER: 4,
  CHANUNAVAIL: 3,
  CONGESTION: 3,
  CANCEL: 2,
};
const stronger = (one: string | null, two: string | null): string | null =>
  (strength[two ?? ''] ?? (two === null ? 0 : 1)) > (strength[one ?? ''] ?? (one === null ? 0 : 1)) ? two : one;

function onDial(state: PbxState, fact: DialBeginFact | DialEndFact): PbxState {
  const key = `${fact.caller ?? ''}>${fact.dest}`;
  const was: Edge = state.edges.get(key) ?? { caller: fact.caller, dest: fact.dest, begun: false, status: null };
  const next: Edge =
    fact.kind === 'dial-begin' ? { ...was, begun: true } : { ...was, status: stronger(was.status, fact.status) };
  if (next.begun === was.begun && next.status === was.status && state.edges.has(key)) return state;
  return { ...state, edges: new Map(state.edges).set(key, next) };
}

/** The same twice is once; parked again, or in the conference again, is the same only if it is of the same moment. */
function addNote(state: PbxState, fact: Note): PbxState {
  const same = (note: Note) => noteKey(note) === noteKey(fact);
  return state.notes.some(same) ? state : { ...state, notes: [...state.notes, fact] };
}

/** Begun, paused and begun again: what was told last of a channel holds, and the same again changes nothing. */
function record(state: PbxState, fact: RecordingFact): PbxState {
  const isOfIt = (note: Note): boolean => note.kind === 'recording' && note.channel === fact.channel;
  const last = state.notes.find(isOfIt);
  const isOld = last !== undefined && last.pbxAt !== null && fact.pbxAt !== null && fact.pbxAt < last.pbxAt;
  if (isOld || (last?.kind === 'recording' && last.state === fact.state)) return state;
  return { ...state, notes: [...state.notes.filter((note) => !isOfIt(note)), fact] };
}

function noteKey({ at, pbxAt, ...rest }: Note): string {
  const again = rest.kind === 'parked' || rest.kind === 'conference' ? (pbxAt ?? at) : null;
  return JSON.stringify([rest, again]);
}

function wait(state: PbxState, fact: PbxFact): PbxState {
  if (fact.kind !== 'queue-join' && fact.kind !== 'queue-leave') return state;
  const waiting = new Map(state.waiting);
  const queue = new Map(state.waiting.get(fact.queue));
  if (fact.kind === 'queue-join') queue.set(fact.caller, waitOf(fact, queue.get(fact.caller)?.joinedAt));
  else queue.delete(fact.caller);
  if (queue.size === 0) waiting.delete(fact.queue);
  else waiting.set(fact.queue, queue);
  return fact.kind === 'queue-leave' ? keepWait({ ...state, waiting }, fact, state) : { ...state, waiting };
}

const waitOf = ({ joinedAt, position }: QueueJoinFact, before: number | undefined) => ({
  joinedAt: Math.min(joinedAt, before ?? joinedAt),
  position,
});

/** A caller who is mine by now has waited; since when is still shown when the queue lets go. */
function keepWait(state: PbxState, fact: QueueLeaveFact, before: PbxState): PbxState {
  const wait = before.waiting.get(fact.queue)?.get(fact.caller);
  if (wait === undefined || !state.legs.has(fact.caller)) return state;
  const { source, at, pbxAt, queue, caller } = fact;
  return addNote(state, { kind: 'queue-join', source, at, pbxAt, queue, caller, ...wait });
}

/** Who is gone waits no longer, be its leave told or not. */
function stopWaiting(state: PbxState, caller: Uniqueid): PbxState {
  for (const [queue, callers] of state.waiting) {
    if (!callers.has(caller)) continue;
    const waiting = new Map(state.waiting);
    const left = new Map(callers);
    left.delete(caller);
    if (left.size === 0) waiting.delete(queue);
    else waiting.set(queue, left);
    return { ...state, waiting };
  }
  return state;
}

export function inDoubt(state: PbxState, source: PbxSource, channel: Uniqueid, why: Doubt, at: number): PbxState {
  return ask(state, { source, channel, why, since: at });
}

export const withLeg = (state: PbxState, leg: Leg): PbxState => ({
  ...state,
  legs: new Map(state.legs).set(leg.id, leg),
});

/** For snapshots: keeps a channel by its id. */
export const keep = (state: PbxState, channel: Uniqueid, at: number): PbxState => track(state, channel, at, write);
