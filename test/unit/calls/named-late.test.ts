import { describe, expect, test } from 'vitest';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import { type CallsState, callsOf } from '../../../main/calls/state.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import { alice, answered, arrival, channel, dialBegin, dialog, ended, hangup, seen, stranger } from './facts.ts';

const ann = { name: 'Ann Client', number: '+15551230001' };
const carol = { name: 'Carol Example', number: '1003' };
const tick = (at: number): CallFact => ({ kind: 'tick', at: at * 1000 });

/** Every card there was after each fact, as `call-1 active 1003`. */
function shown(facts: readonly CallFact[]): readonly (readonly string[])[] {
  let state: CallsState = callsOf([alice]);
  return facts.map((fact) => {
    state = reduceCalls(state, fact);
    return callStack(state).map(({ key, phase, party }) => `${key} ${phase} ${party.number}`);
  });
}

const named = (leg: string, name: string, at: number): CallFact => ({
  ...{ kind: 'answer', source: 'ami', at: at * 1000, since: at * 1000, channel: channel(leg) },
  found: arrival(leg, at, { name: `${alice}-0000000${leg.at(-1)}`, dialog: dialog(name), born: false }),
});

describe('a manager that is slower than the softphone', () => {
  const rings = (leg: string, at: number): readonly CallFact[] => [
    stranger(`ann${leg}`, at),
    arrival(leg, at, { name: `${alice}-0000000${leg.at(-1)}`, connected: ann }),
    dialBegin(`ann${leg}`, leg, at),
  ];
  const remote = { name: ann.name, user: ann.number };
  const two = [answered('a', 1, { remote }), seen('b', 2, { remote })];

  test('shows no third card while it is not known whose channel it tells of', () => {
    const steps = shown([
      ...two,
      ...rings('leg1', 3),
      ...rings('leg2', 4),
      named('leg1', 'a', 5),
      named('leg2', 'b', 5),
    ]);
    expect(steps.slice(2).map((cards) => cards.length)).toEqual(steps.slice(2).map(() => 2));
    expect(steps.at(-1)?.toSorted()).toEqual(['call-1 active +15551230001', 'call-2 ringing +15551230001']);
  });

  test('shows one more call when nobody names the channel', () => {
    expect(shown([...two, ...rings('leg1', 3), tick(4), tick(7)]).at(-1)).toHaveLength(3);
  });
});

test('a caller handed on to me is one card, though the manager tells of the whole call only after the softphone', () => {
  const remote = { name: carol.name, user: carol.number };
  const facts: readonly CallFact[] = [
    seen('b', 1, { remote }),
    answered('b', 2, { remote }),
    answered('b', 2, { remote: { name: ann.name, user: ann.number } }),
    stranger('carols', 3, { caller: carol }),
    arrival('leg1', 3, { connected: carol }),
    dialBegin('carols', 'leg1', 3),
    arrival('leg1', 3, { connected: carol, state: 'up', born: false }),
    named('leg1', 'b', 4),
  ];
  expect(shown(facts).slice(2)).toEqual(facts.slice(2).map(() => [`call-1 active ${ann.number}`]));
});

/** The first INVITE names nobody; the manager, back from a while away, lists both channels, the second one first. */
test.each([
  ['before its INVITE is here', false],
  ['when its INVITE is here', true],
])('a caller whose channel was taken for another one’s call has a call of their own, named %s', (_, isHere) => {
  const ben = { name: 'Ben', number: '+15551230002' };
  const invite = seen('b', 3, { remote: { name: ben.name, user: ben.number } });
  const leg2 = arrival('leg2', 2, { name: `${alice}-00000002`, connected: ben, linkedid: 'ben' });
  const leg1 = arrival('leg1', 3, { connected: ann, linkedid: 'ann' });
  const facts: readonly CallFact[] = [
    seen('a', 1, { remote: { name: null, user: '' } }),
    leg2,
    ...(isHere ? [invite] : []),
    leg1,
    named('leg1', 'a', 4),
    named('leg2', 'b', 4),
    ...(isHere ? [] : [invite]),
  ];
  const state = facts.reduce(reduceCalls, callsOf([alice]));
  expect(new Map(callStack(state).map((call) => [call.dialog, call.channels]))).toEqual(
    new Map([
      [dialog('a'), ['leg1']],
      [dialog('b'), ['leg2']],
    ]),
  );
});

test('a colleague who hands me a caller I had rung for stays the same card, though the manager was away meanwhile', () => {
  const before: readonly CallFact[] = [
    stranger('ann', 1, { linkedid: 'ann' }),
    arrival('rang', 1, { connected: ann, linkedid: 'ann' }),
    dialBegin('ann', 'rang', 1),
    seen('a', 1, { remote: { name: ann.name, user: ann.number } }),
    ended('a', 2, { how: 'answered-elsewhere' }),
    hangup('rang', 2, 26),
    { kind: 'source-lost', source: 'ami', at: 3_000 },
  ];
  const asked = seen('b', 4, { remote: { name: carol.name, user: carol.number } });
  const talks = answered('b', 5, { remote: { name: carol.name, user: carol.number } });
  const leg = arrival('leg', 7, { state: 'up', born: false, connected: ann, linkedid: 'ann', bridge: 'theirs' });
  const back: readonly CallFact[] = [
    { kind: 'source-up', source: 'ami', at: 7_000 },
    {
      kind: 'snapshot',
      source: 'ami',
      at: 7_000,
      since: 6_900,
      channels: [stranger('ann', 7, { born: false, state: 'up', linkedid: 'ann', bridge: 'theirs' }), leg],
    },
    named('leg', 'b', 8),
  ];
  const cards = shown([...before, asked, talks, ...back]).map((each) => each.filter((card) => !card.includes('ended')));
  expect(cards.slice(before.length + 1)).toEqual([
    ['call-2 active 1003'],
    ['call-2 active 1003'],
    ['call-2 active +15551230001'],
    ['call-2 active +15551230001'],
  ]);
});
