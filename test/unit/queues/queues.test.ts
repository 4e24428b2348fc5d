import { describe, expect, test } from 'vitest';
import type { Uniqueid } from '../../../main/base/ids.ts';
import type { MemberTold, QueueFact } from '../../../main/queues/queue-facts.ts';
import { type QueuesState, reduceQueues, unknownQueues } from '../../../main/queues/queues.ts';
import { countOf, memberName, pausedIn, queueSights } from '../../../main/queues/select-queues.ts';
import { readQueues } from '../../captures/read-queues.ts';

const list = (at: number, change: Partial<Extract<QueueFact, { kind: 'queues' }>> = {}): QueueFact => ({
  ...{ kind: 'queues', at, since: at, only: null, numbers: [], members: [], waiting: [] },
  ...change,
});
const bob: MemberTold = {
  ...{ queue: 'support', interface: 'PJSIP/1002', device: 'PJSIP/1002', name: 'Bob Example', dynamic: false },
  ...{ penalty: 0, status: 1, paused: false, pausedReason: null, pausedAt: null, lastCallAt: null },
  ...{ callsTaken: 0, wrapUpSeconds: 3 },
};
const member = (at: number, change: Partial<MemberTold> = {}): QueueFact => ({
  ...{ kind: 'member', at, member: { ...bob, ...change } },
});
const ann = { queue: 'support', caller: 'ann' as Uniqueid, party: { name: 'Ann Client', number: '+15551230001' } };
const joined = (caller: string, at: number, position: number, count: number | null = null): QueueFact => ({
  ...{ kind: 'caller-joined', at, count, ...ann, caller: caller as Uniqueid, position, joinedAt: at },
});
const left = (caller: string, at: number, count: number | null = null): QueueFact => ({
  ...{ kind: 'caller-left', at, queue: 'support', caller: caller as Uniqueid, count },
});
const after = (...facts: readonly QueueFact[]): QueuesState => facts.reduce(reduceQueues, unknownQueues);
/** Bob's queue, listed at 0. */
const support = (...facts: readonly QueueFact[]): QueuesState => after(list(0, { members: [bob] }), ...facts);
const sight = (state: QueuesState, name = 'support') => {
  const found = queueSights(state)?.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${name} is not known`);
  return found;
};
const waits = (state: QueuesState): readonly string[] =>
  (state.queues.get('support')?.waiting ?? []).map(({ caller }) => caller);
const isList = (fact: QueueFact): boolean => fact.kind === 'queues';

describe.each([22, 16])('a queue as Asterisk %i tells of it', (version) => {
  const told = readQueues(`queue-call-${version}`);

  test('is by its events alone what the PBX itself lists then', () => {
    const at = told.findIndex(isList);
    const byEvents = told.slice(0, at).reduce(reduceQueues, after(list(0)));
    const listed = told.slice(at, at + 1).reduce(reduceQueues, unknownQueues);
    const what = (state: QueuesState) => {
      const { callers, agents, members } = sight(state);
      const sorted = members.toSorted((a, b) => a.interface.localeCompare(b.interface));
      // When somebody was last paused is told of those who are paused.
      return { callers, agents, members: sorted };
    };
    expect(at).toBeGreaterThan(8);
    expect(what(byEvents)).toEqual(what(listed));
    expect(sight(listed)).toMatchObject({
      agents: { free: 2, busy: 1, ringing: 0, paused: 0, away: 0 },
      numbers: { strategy: 'ringall', completed: 0, abandoned: 1, servedWithinSeconds: 30, servedWell: 0 },
    });
  });

  test('shows a member come, pause for lunch and go, and a caller wait and be answered', () => {
    let state = after(list(0));
    const seen: string[] = [];
    for (const fact of told.filter((each) => !isList(each))) {
      state = reduceQueues(state, fact);
      const { callers, agents, members } = sight(state);
      const one = members.find(({ name }) => name === 'Desk One');
      const desk = one === undefined ? '-' : `${one.doing}${one.pause === null ? '' : ` (${one.pause.reason})`}`;
      const line = `${callers.map(({ party }) => party.number).join()} | ${agents.free} free | ${desk}`;
      if (seen.at(-1) !== line) seen.push(line);
    }
    // Bob and Alice, whose phones are there; then the desk phone; both ring, Bob answers; all go.
    expect(seen).toEqual([
      ' | 1 free | -',
      ' | 2 free | -',
      ' | 3 free | free',
      ' | 2 free | paused (Lunch)',
      ' | 3 free | free',
      '+15551230001 | 3 free | free',
      '+15551230001 | 2 free | free',
      '+15551230001 | 1 free | free',
      ' | 1 free | free',
      ' | 2 free | free',
      ' | 3 free | free',
      ' | 2 free | -',
      ' | 1 free | -',
      ' | 0 free | -',
    ]);
  });

  test('lists who waits, since when', () => {
    const lists = readQueues(`lists-${version}`).filter(isList);
    const { callers, longestSince } = sight(lists.slice(0, 1).reduce(reduceQueues, unknownQueues));
    const since = (lists[0]?.at ?? 0) - 3_000;
    expect(callers).toEqual([{ party: { name: 'Ann Client', number: '+15551230001' }, position: 1, since }]);
    expect(longestSince).toBe(since);
  });
});

describe('who waits', () => {
  test('stands in the order of the queue, and moves up', () => {
    const state = support(joined('ann', 10, 1, 1), joined('ben', 20, 2, 2), joined('vip', 30, 1, 3));
    expect(waits(state)).toEqual(['vip', 'ann', 'ben']);
    const next = reduceQueues(state, left('vip', 40, 2));
    expect(sight(next).callers.map(({ position }) => position)).toEqual([1, 2]);
    expect(sight(next)).toMatchObject({ longestSince: 10 });
    expect(next.asks.size).toBe(0);
  });

  test('whose leave overtakes the join is not left waiting, and the queue is asked', () => {
    const state = support(left('ann', 10, 0), joined('ann', 11, 1, 1));
    expect(waits(state)).toEqual([]);
    expect([...state.asks]).toEqual([['support', 'doubt']]);
    // The same caller may come back later.
    expect(waits(reduceQueues(state, joined('ann', 20, 1, 1)))).toEqual(['ann']);
  });

  test('is asked for when the PBX counts others than were heard of; its answer wins', () => {
    const state = support(joined('ann', 10, 1, 1), joined('ben', 20, 3, 3));
    expect([...state.asks]).toEqual([['support', 'doubt']]);
    const waiting = ['ann', 'eve', 'ben'].map((caller, place) => ({
      ...{ ...ann, caller: caller as Uniqueid, position: place + 1, joinedAt: 10 + place },
    }));
    const told = reduceQueues(state, list(300, { since: 290, only: 'support', members: [bob], waiting }));
    expect(waits(told)).toEqual(['ann', 'eve', 'ben']);
    expect(told.asks.size).toBe(0);
  });

  test('is gone with the channel, though no leave was told', () => {
    expect(waits(support(joined('ann', 10, 1), { kind: 'caller-gone', at: 20, caller: ann.caller }))).toEqual([]);
  });
});

describe('a list', () => {
  test('is older than what was heard since it was asked for', () => {
    const waiting = [{ ...ann, caller: 'gone' as Uniqueid, position: 1, joinedAt: 0 }];
    const state = support(
      member(100, { paused: true, pausedReason: 'Lunch' }),
      joined('ann', 110, 1, 1),
      left('gone', 120),
      list(130, { since: 90, members: [bob], waiting }),
    );
    expect(sight(state).members).toMatchObject([{ doing: 'paused', pause: { reason: 'Lunch' } }]);
    expect(waits(state)).toEqual(['ann']);
  });

  test('takes away who is not in it, and leaves other queues alone when it is about one', () => {
    const sales = { ...bob, queue: 'sales' };
    const two = after(list(0, { members: [bob, sales] }), list(10, { since: 10, only: 'support', members: [] }));
    expect(queueSights(two)?.map(({ name }) => name)).toEqual(['sales']);
    expect(queueSights(reduceQueues(two, list(20, { members: [bob] })))?.map(({ name }) => name)).toEqual(['support']);
  });

  test('that is not there any more: nothing is known, but what people are called', () => {
    const state = support({ kind: 'queues-lost', at: 5 });
    expect(queueSights(state)).toBeNull();
    expect(countOf(state, 'support')).toBeNull();
    expect(memberName(state, ['PJSIP/1002'])).toBe('Bob Example');
    expect(reduceQueues(state, member(6, { name: 'Eve' }))).toBe(state);
  });

  test('is asked for where a queue is heard of that none has told of', () => {
    expect([...support(member(5, { queue: 'realtime' })).asks]).toEqual([['realtime', 'doubt']]);
  });

  test('of a queue is asked for anew when a call was completed or given up', () => {
    expect([...support({ kind: 'counted', at: 5, queue: 'support', member: null }).asks]).toEqual([
      ['support', 'numbers'],
    ]);
  });
});

describe('a pause', () => {
  const by = (...facts: readonly QueueFact[]) => sight(support(...facts)).members[0]?.pause?.by;
  const paused = { paused: true, pausedReason: 'Lunch', pausedAt: 100 };
  const pausing = (at: number, queue: string | null = null): QueueFact => ({
    ...{ kind: 'pausing', at, queue, interface: 'PJSIP/1002' },
  });

  test('that this desk asked for is known to be its own', () => {
    expect(by(pausing(90), member(100, paused))).toBe('this-desk');
    expect(by(pausing(90, 'support'), member(100, paused), member(200, { ...paused, status: 2 }))).toBe('this-desk');
  });

  test('that somebody else asked for is not', () => {
    expect(by(member(100, paused))).toBe('elsewhere');
    expect(by(pausing(90, 'sales'), member(100, paused))).toBe('elsewhere');
    expect(by(pausing(90), member(20_000, paused))).toBe('elsewhere');
    // One wish is one pause: a supervisor's next one is not mine.
    const over = member(200, { paused: false, pausedReason: null, pausedAt: null });
    expect(by(pausing(90, 'support'), member(100, paused), over, member(300, { ...paused, pausedAt: 300 }))).toBe(
      'elsewhere',
    );
  });

  test('after a missed call says so', () => {
    expect(by(member(100, { ...paused, pausedReason: 'Auto-Pause' }))).toBe('missed-call');
  });

  test('that was there when we first looked is nobody knows whose', () => {
    const state = after(list(0, { members: [{ ...bob, ...paused }] }));
    expect(sight(state).members[0]?.pause).toEqual({ reason: 'Lunch', since: 100, by: null });
    expect(pausedIn(state, ['PJSIP/1002'])).toEqual(['support']);
    expect(pausedIn(reduceQueues(state, member(200)), ['PJSIP/1002'])).toEqual([]);
  });
});

test.each([
  [0, 'free'],
  [1, 'free'],
  [2, 'busy'],
  [3, 'busy'],
  [4, 'away'],
  [5, 'away'],
  [6, 'ringing'],
  [7, 'busy'],
  [8, 'busy'],
] as const)('a member whose device is in state %i is %s', (status, doing) => {
  expect(sight(support(member(5, { status }))).agents[doing]).toBe(1);
  const away = doing === 'away' ? 'away' : 'paused';
  expect(sight(support(member(5, { status, paused: true }))).members[0]?.doing).toBe(away);
});
