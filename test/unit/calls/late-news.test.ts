import { describe, expect, test } from 'vitest';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import { callsOf } from '../../../main/calls/state.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import { after, alice, answered, arrival, channel, dialBegin, dialog, ended, hangup, seen, stranger } from './facts.ts';

const dismissed = (at: number): CallFact => ({ kind: 'dismissed', at: at * 1000, call: 'call-1' });
const tick = (at: number): CallFact => ({ kind: 'tick', at: at * 1000 });
const person = { name: 'Tomas Achterberg', number: '+442079460137' };
/** What the manager tells of a whole call, begun at second `at`. */
const news = (at: number): readonly CallFact[] => [
  stranger('ann', at, { caller: person }),
  arrival('mine', at, { connected: person }),
  dialBegin('ann', 'mine', at),
  tick(at + 1),
];

/** A caller who rang and gave up, and whose card is put away. */
const gone: readonly CallFact[] = [seen('a', 1), ended('a', 2, { how: 'cancelled' }), dismissed(2.5)];

describe('a card that was dismissed', () => {
  test.each([3, 5, 7.9])('stays away when the manager tells of its call only at second %s', (at) => {
    const facts = [...gone, ...news(at), hangup('mine', at + 1), hangup('ann', at + 1), tick(at + 2)];
    for (let count = gone.length; count <= facts.length; count++) {
      expect(callStack(after(...facts.slice(0, count)))).toEqual([]);
    }
  });

  test('has no second beside it either while it is there', () => {
    const there = gone.slice(0, 2);
    expect(callStack(after(...there, ...news(6)))).toMatchObject([{ key: 'call-1', phase: 'ended' }]);
  });

  test('stays away when its channel is named only after it was told of', () => {
    const named: CallFact = {
      ...{ kind: 'answer', source: 'ami', at: 7_500, since: 7_490, channel: channel('mine') },
      found: arrival('mine', 7.5, { dialog: dialog('a') }),
    };
    expect(callStack(after(...gone, ...news(6), named))).toEqual([]);
  });

  test('does not take the next call for itself', () => {
    // Whose channel it is says its Call-ID; where nobody tells that, it is the living one's after a while.
    const next = [seen('b', 6), ...news(6), tick(10)];
    expect(callStack(after(...gone, ...next))).toMatchObject([
      { phase: 'ringing', dialog: dialog('b'), channels: ['mine'] },
    ]);
    const other = { name: 'Bob', number: '+15550000000' };
    const stranger2 = [
      stranger('bob', 6, { caller: other }),
      arrival('mine', 6, { connected: other }),
      dialBegin('bob', 'mine', 6),
    ];
    expect(callStack(after(...gone, ...stranger2))).toMatchObject([{ phase: 'ringing', party: other }]);
  });
});

describe('a softphone of somebody else under my name, which is rung with mine', () => {
  const rungs = [
    seen('a', 1),
    stranger('ann', 1, { caller: person }),
    arrival('theirs', 1, { connected: person, dialog: dialog('z') }),
    dialBegin('ann', 'theirs', 1),
  ];
  const mine = [arrival('mine', 1.01, { connected: person, dialog: dialog('a') }), dialBegin('ann', 'mine', 1.01)];

  test('is no second card while my own channel is not told of yet, and is of that call then', () => {
    const facts = [...rungs, ...mine, tick(2)];
    for (let count = 1; count <= facts.length; count++) {
      expect(callStack(after(...facts.slice(0, count))), `after ${count}`).toMatchObject([{ phase: 'ringing' }]);
    }
    expect(callStack(after(...facts))).toMatchObject([
      { channels: expect.arrayContaining(['mine', 'theirs']) as string[] },
    ]);
  });

  test('is a call of its own where mine never comes', () => {
    expect(callStack(after(...rungs, tick(5)))).toHaveLength(2);
  });
});

test('a call I have had does not ring again while the end of my other phone’s ringing is not told yet', () => {
  const phone = 'PJSIP/2001';
  const facts: readonly CallFact[] = [
    stranger('ann', 1, { caller: person }),
    arrival('mine', 1, { connected: person, dialog: dialog('a') }),
    arrival('desk', 1, { name: `${phone}-00000002`, endpoint: phone, connected: person }),
    dialBegin('ann', 'mine', 1),
    dialBegin('ann', 'desk', 1),
    seen('a', 1),
    answered('a', 3),
    ended('a', 5),
    hangup('mine', 5),
    hangup('desk', 5),
    hangup('ann', 5),
  ];
  const states = facts.map((_, count) => facts.slice(0, count + 1).reduce(reduceCalls, callsOf([alice, phone])));
  const phases = states.flatMap((state) => callStack(state).map(({ phase }) => phase));
  expect(phases.filter((phase, at) => phase !== phases[at - 1])).toEqual(['ringing', 'active', 'ended']);
  expect(callStack(states.at(-1) ?? callsOf([]))).toHaveLength(1);
});

test('two softphones under my name ring as one call all the time, though AMI tells late which of them answered', () => {
  const facts: readonly CallFact[] = [
    stranger('ann', 1, { caller: person }),
    arrival('mine', 1, { connected: person }),
    arrival('other', 1, { connected: person, name: `${alice}-00000002` }),
    dialBegin('ann', 'mine', 1),
    dialBegin('ann', 'other', 1),
    seen('a', 1),
    ended('a', 3, { how: 'answered-elsewhere' }),
    arrival('other', 3.1, { connected: person, name: `${alice}-00000002`, state: 'up', born: false }),
    hangup('mine', 3.2, 26),
    hangup('other', 9),
    hangup('ann', 9),
  ];
  const phases = facts.flatMap((_, count) => callStack(after(...facts.slice(0, count + 1))).map(({ phase }) => phase));
  expect(phases.filter((phase, at) => phase !== phases[at - 1])).toEqual(['ringing', 'active', 'ended']);
});

test('nor are they two when both are named, and the INVITE is read, before either is dialled', () => {
  const leg = (name: string, of: string, born: boolean): CallFact =>
    arrival(name, 1, { connected: person, state: 'down', born, linkedid: 'ann', dialog: born ? null : dialog(of) });
  const facts: readonly CallFact[] = [
    stranger('ann', 1, { caller: person, linkedid: 'ann' }),
    ...[leg('other', 'b', true), leg('mine', 'a', true)],
    ...[leg('other', 'b', false), leg('mine', 'a', false)],
    seen('a', 1),
    ...[dialBegin('ann', 'other', 1), dialBegin('ann', 'mine', 1)],
  ];
  const cards = facts.map((_, count) => callStack(after(...facts.slice(0, count + 1))).length);
  expect(Math.max(...cards)).toBe(1);
});

describe('a call that my desk phone answers before the manager has told that anything rings', () => {
  const phone = 'PJSIP/2001';
  const desk = (at: number, change: Partial<Parameters<typeof arrival>[2]> = {}) =>
    arrival('desk', at, { name: `${phone}-00000002`, endpoint: phone, connected: person, ...change });
  const mine = [arrival('mine', 1.05, { connected: person, state: 'down' }), dialBegin('ann', 'mine', 1.05)];
  const theirs = [desk(1.05, { state: 'down' }), dialBegin('ann', 'desk', 1.05)];
  const shown = (facts: readonly CallFact[]) => {
    const states = facts.map((_, count) => facts.slice(0, count + 1).reduce(reduceCalls, callsOf([alice, phone])));
    const phases = states.flatMap((state) => callStack(state).map(({ phase }) => phase));
    return {
      phases: phases.filter((phase, at) => phase !== phases[at - 1]),
      cards: callStack(states.at(-1) ?? callsOf([])),
    };
  };

  test.each([
    ['mine first', [...mine, ...theirs]],
    ['the desk phone first', [...theirs, ...mine]],
  ])('does not ring again, and is the same visit: %s', (_, told) => {
    const { phases, cards } = shown([
      ...[seen('a', 1), ended('a', 1.03, { how: 'answered-elsewhere' })],
      ...[stranger('ann', 1.05, { caller: person }), ...told],
      ...[arrival('mine', 1.06, { connected: person, born: false }), desk(1.06, { born: false })],
      ...[desk(1.07, { state: 'up', born: false }), hangup('mine', 1.08, 26)],
      ...[hangup('desk', 9), hangup('ann', 9)],
    ]);
    expect(phases).toEqual(['ringing', 'ended', 'active', 'ended']);
    expect(cards).toMatchObject([{ phase: 'ended', visits: [] }]);
  });

  test('does not either where it is told of before, and that it rings after', () => {
    const { phases, cards } = shown([
      ...[seen('a', 1), stranger('ann', 1, { caller: person }), desk(1, { state: 'down' }), ...mine],
      ...[ended('a', 1.06, { how: 'answered-elsewhere' }), dialBegin('ann', 'desk', 1.07), desk(1.07, { born: false })],
      ...[desk(1.08, { state: 'up', born: false }), hangup('mine', 1.08, 26), hangup('desk', 9), hangup('ann', 9)],
    ]);
    expect(phases).toEqual(['ringing', 'ended', 'active', 'ended']);
    expect(cards).toMatchObject([{ phase: 'ended', visits: [] }]);
  });

  test('rings at the desk phone where the PBX took it back from mine alone', () => {
    const took = [seen('a', 1), ended('a', 1.03, { how: 'cancelled' })];
    const facts = [...took, stranger('ann', 1.05, { caller: person }), ...mine, ...theirs, desk(1.06, { born: false })];
    expect(shown(facts).phases).toEqual(['ringing', 'ended']);
    expect(shown([...facts, hangup('mine', 1.07), tick(5)]).cards).toMatchObject([{ phase: 'ringing', visits: [] }]);
  });

  test('is another visit where the desk phone is rung after mine has stopped', () => {
    const first = [seen('a', 1), stranger('ann', 1, { caller: person }), ...mine, ended('a', 2, { how: 'cancelled' })];
    const facts = [...first, hangup('mine', 2), desk(2.1, { state: 'down' }), dialBegin('ann', 'desk', 2.1)];
    expect(shown(facts).cards).toMatchObject([{ phase: 'ringing', visits: [{ startedAt: 0 }] }]);
  });
});
