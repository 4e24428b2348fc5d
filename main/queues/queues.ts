import type { Uniqueid } from '../base/ids.ts';
import type { MemberTold, NumbersTold, QueueFact, WaitingTold } from './queue-facts.ts';

/** Why somebody is paused. Null: it was so when we first looked, or the PBX does not say who did it. */
export type PausedBy = 'this-desk' | 'missed-call' | 'elsewhere' | null;

export interface Member extends MemberTold {
  readonly pausedBy: PausedBy;
  /** When it was last heard of. */
  readonly heardAt: number;
}

export interface Waiting extends WaitingTold {
  readonly heardAt: number;
}

export interface Queue {
  readonly name: string;
  /** Null: heard of, and not listed yet. */
  readonly numbers: NumbersTold | null;
  /** By interface. */
  readonly members: ReadonlyMap<string, Member>;
  /** The next one first. */
  readonly waiting: readonly Waiting[];
  /** Callers who left before they were heard to join: the mark eats that join once. Bounded. */
  readonly left: readonly Uniqueid[];
}

/** A queue is asked for because what was heard cannot be all (`doubt`), or because its numbers have changed. */
export type WhyAsk = 'doubt' | 'numbers';

export interface QueuesState {
  /** As they were last, when they are not known now. */
  readonly queues: ReadonlyMap<string, Queue>;
  /** The PBX tells of them now. */
  readonly known: boolean;
  /** Questions to the PBX, answered by a `queues` fact about that one. */
  readonly asks: ReadonlyMap<string, WhyAsk>;
  /** What this desk has asked for lately, by interface. */
  readonly pausing: readonly Extract<QueueFact, { kind: 'pausing' }>[];
}

export const unknownQueues: QueuesState = { queues: new Map(), known: false, asks: new Map(), pausing: [] };

/** Who works in which queue and who waits: one list, and the events around it in any order. */
export function reduceQueues(state: QueuesState, fact: QueueFact): QueuesState {
  if (fact.kind === 'queues-lost') return { ...unknownQueues, queues: state.queues };
  if (fact.kind === 'pausing') return { ...state, pausing: [...lately(state, fact.at), fact] };
  if (fact.kind === 'queues') return onList(state, fact);
  // Events before the first list say too little to show, and the list says it all.
  if (!state.known) return state;
  switch (fact.kind) {
    case 'member':
      return onMember(state, fact.member, fact.at);
    case 'member-gone':
      return change(state, fact.queue, (queue) => ({ ...queue, members: without(queue.members, fact.interface) }));
    case 'caller-joined':
      return onJoined(state, fact);
    case 'caller-left':
      return onLeft(state, fact);
    case 'caller-gone':
      return onGone(state, fact.caller);
    case 'counted':
      return ask(state, fact.queue, 'numbers');
  }
}

const blank = (name: string): Queue => ({ name, numbers: null, members: new Map(), waiting: [], left: [] });

function change(state: QueuesState, name: string, how: (queue: Queue) => Queue): QueuesState {
  const queue = state.queues.get(name);
  const known = { ...state, queues: new Map(state.queues).set(name, how(queue ?? blank(name))) };
  // A realtime queue is loaded when somebody comes: no list has told of it.
  return queue === undefined ? ask(known, name, 'doubt') : known;
}

function ask(state: QueuesState, queue: string, why: WhyAsk): QueuesState {
  const asked = state.asks.get(queue);
  return asked === 'doubt' || asked === why ? state : { ...state, asks: new Map(state.asks).set(queue, why) };
}

function onMember(state: QueuesState, told: MemberTold, at: number): QueuesState {
  const before = state.queues.get(told.queue)?.members.get(told.interface) ?? null;
  const pausedBy = pauserOf(state, told, before, at);
  // One wish is one pause: the next one may be somebody else's.
  const pausing = told.paused
    ? state.pausing.filter((each) => each.queue !== told.queue || each.interface !== told.interface)
    : state.pausing;
  return change({ ...state, pausing }, told.queue, (queue) => ({
    ...queue,
    members: new Map(queue.members).set(told.interface, { ...told, pausedBy, heardAt: at }),
  }));
}

/** A pause this desk asked for is told within this time, ms. */
const pauseTold = 10_000;

const lately = (state: QueuesState, at: number) => state.pausing.filter((each) => at - each.at < pauseTold);

/** What app_queue writes as the reason when a member has missed a call (apps/app_queue.c, `rna`). */
const missedCall = 'Auto-Pause';

/** Who paused a member, as far as can be known: AMI does not say. */
function pauserOf(state: QueuesState, told: MemberTold, before: Member | null, at: number): PausedBy {
  if (!told.paused) return null;
  if (told.pausedReason === missedCall) return 'missed-call';
  if (before?.paused === true && before.pausedAt === told.pausedAt) return before.pausedBy;
  const mine = lately(state, at).some(
    (each) => each.interface === told.interface && (each.queue === null || each.queue === told.queue),
  );
  if (mine) return 'this-desk';
  return before === null ? null : 'elsewhere';
}

function onJoined(state: QueuesState, fact: Extract<QueueFact, { kind: 'caller-joined' }>): QueuesState {
  const { kind: _, at, count, ...told } = fact;
  const queue = state.queues.get(told.queue) ?? blank(told.queue);
  if (queue.left.includes(told.caller)) {
    const left = queue.left.filter((caller) => caller !== told.caller);
    return ask(
      change(state, told.queue, (was) => ({ ...was, left })),
      told.queue,
      'doubt',
    );
  }
  const others = queue.waiting.filter(({ caller }) => caller !== told.caller);
  const waiting = others.toSpliced(Math.max(0, told.position - 1), 0, { ...told, heardAt: at });
  return counted(
    change(state, told.queue, (was) => ({ ...was, waiting })),
    told.queue,
    count,
  );
}

const leftKept = 50;

function onLeft(state: QueuesState, { queue: name, caller, count }: Extract<QueueFact, { kind: 'caller-left' }>) {
  const queue = state.queues.get(name) ?? blank(name);
  const waiting = queue.waiting.filter((each) => each.caller !== caller);
  const isEarly = waiting.length === queue.waiting.length;
  const left = isEarly ? [...queue.left, caller].slice(-leftKept) : queue.left;
  const known = change(state, name, (was) => ({ ...was, waiting, left }));
  return isEarly ? ask(known, name, 'doubt') : counted(known, name, count);
}

/** The PBX counts who waits: where that is another number, something has not been heard yet. */
function counted(state: QueuesState, name: string, count: number | null): QueuesState {
  const isAlike = count === null || state.queues.get(name)?.waiting.length === count;
  return isAlike ? state : ask(state, name, 'doubt');
}

function onGone(state: QueuesState, caller: Uniqueid): QueuesState {
  let next = state;
  for (const queue of state.queues.values()) {
    const waiting = queue.waiting.filter((each) => each.caller !== caller);
    const left = queue.left.filter((each) => each !== caller);
    if (waiting.length < queue.waiting.length || left.length < queue.left.length)
      next = change(next, queue.name, (was) => ({ ...was, waiting, left }));
  }
  return next;
}

type Listed = Extract<QueueFact, { kind: 'queues' }>;

function onList(state: QueuesState, list: Listed): QueuesState {
  const named = [...list.numbers, ...list.members, ...list.waiting].map(({ queue }) => queue);
  const kept = list.only === null ? [] : [...state.queues].filter(([name]) => name !== list.only);
  const listed = new Set(list.only === null ? named : named.filter((name) => name === list.only));
  const queues = new Map([...kept, ...[...listed].map((name) => [name, listedQueue(state, name, list)] as const)]);
  const asks = new Map([...state.asks].filter(([name]) => list.only !== null && name !== list.only));
  return { queues, known: true, asks, pausing: lately(state, list.at) };
}

/** A queue as it is listed, but for what was heard of since the list was asked for. */
function listedQueue(state: QueuesState, name: string, { at, since, numbers, members, waiting }: Listed): Queue {
  const before = state.queues.get(name) ?? blank(name);
  const isNewer = ({ heardAt }: { readonly heardAt: number }): boolean => heardAt >= since;
  const ofList = members
    .filter(({ queue }) => queue === name)
    .map((told): Member => {
      const known = before.members.get(told.interface) ?? null;
      return known !== null && isNewer(known)
        ? known
        : { ...told, pausedBy: pauserOf(state, told, known, at), heardAt: at };
    });
  const newer = [...before.members.values()].filter(isNewer);
  const newcomers = before.waiting.filter(isNewer);
  const waited = waiting
    .filter(({ queue, caller }) => queue === name && !before.left.includes(caller))
    .filter(({ caller }) => !newcomers.some((each) => each.caller === caller))
    .map((told): Waiting => ({ ...told, heardAt: at }));
  return {
    name,
    numbers: numbers.find(({ queue }) => queue === name) ?? before.numbers,
    members: new Map([...ofList, ...newer].map((member) => [member.interface, member])),
    waiting: [...waited, ...newcomers].toSorted((a, b) => a.position - b.position),
    left: [],
  };
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  const next = new Map(map);
  next.delete(key);
  return next;
}
