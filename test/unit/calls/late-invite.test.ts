import { describe, expect, test } from 'vitest';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import { callsOf } from '../../../main/calls/state.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import { alice, answered, arrival, channel, dialBegin, dialog, ended, hangup, seen, stranger } from './facts.ts';

const ann = { name: 'Ann Client', number: '+15551230001' };
const remote = { name: ann.name, user: ann.number };
const gaveUp = { by: 'them', how: 'cancelled' } as const;
const tick = (at: number): CallFact => ({ kind: 'tick', at: at * 1000 });

/** What the manager tells of a caller who rings and hangs up within a few milliseconds. */
const rangBriefly = (leg: string, at: number, who = ann): readonly CallFact[] => [
  stranger(`from-${leg}`, at, { caller: who }),
  arrival(leg, at, { connected: who, state: 'down' }),
  dialBegin(`from-${leg}`, leg, at),
  hangup(leg, at + 0.011),
  hangup(`from-${leg}`, at + 0.012),
];
/** Its channel was gone when its Call-ID was asked for. */
const unknown = (leg: string, at: number): CallFact => ({
  ...{ kind: 'answer', source: 'ami', at: at * 1000, since: at * 1000, channel: channel(leg), found: null },
});

/** Every card after each fact. */
const cards = (facts: readonly CallFact[]): readonly (readonly string[])[] => {
  let state = callsOf([alice]);
  return facts.map((fact) => {
    state = reduceCalls(state, fact);
    return callStack(state).map(({ key, phase }) => `${key} ${phase}`);
  });
};
const most = (steps: readonly (readonly string[])[]): number => Math.max(...steps.map((each) => each.length));
const distinct = (steps: readonly (readonly string[])[]): readonly string[] => {
  const lines = steps.map((each) => each.toSorted().join(', '));
  return lines.filter((line, at) => line !== lines[at - 1]);
};

describe('a caller who rings and hangs up before the INVITE is read', () => {
  const invite = seen('a', 1.023, { remote });
  const cancelled = ended('a', 1.03, gaveUp);

  test.each([
    ['before its Call-ID is asked for', [invite, cancelled]],
    ['after the PBX has answered that there is no such channel', [unknown('leg', 1.02), invite, cancelled]],
    ['seconds later, on a busy machine', [tick(2), seen('a', 5, { remote }), ended('a', 5.1, gaveUp), tick(6)]],
  ])('is one card that rings as long as the phone does, %s', (_, told) => {
    const steps = cards([...rangBriefly('leg', 1), ...told]);
    expect(distinct(steps)).toEqual(['', 'call-1 ringing', 'call-1 ended', 'call-1 ringing', 'call-1 ended']);
  });

  test('is one card too where ARI has told the Call-ID', () => {
    const byAri = arrival('leg', 1, {
      source: 'ari',
      pbxAt: 1_000,
      state: 'down',
      connected: ann,
      dialog: dialog('a'),
    });
    const steps = cards([byAri, ...rangBriefly('leg', 1), invite, cancelled]);
    expect(most(steps)).toBe(1);
    expect(steps.at(-1)).toEqual(['call-1 ended']);
  });

  test('is one card when they do so twice, and both INVITEs are late', () => {
    const twice = [...rangBriefly('leg1', 1), ...rangBriefly('leg2', 2)];
    const late = [
      ...[seen('a', 3, { remote }), ended('a', 3.01, gaveUp)],
      ...[seen('b', 3.02, { remote }), ended('b', 3.03, gaveUp)],
    ];
    const steps = cards([...twice, ...late]);
    expect(most(steps)).toBe(2);
    expect(steps.at(-1)?.toSorted()).toEqual(['call-1 ended', 'call-2 ended']);
  });

  test.each([
    ['rang at another phone under the same account', { state: 'ringing', born: false } as const, 16],
    ['was turned down by the phone', { born: false, state: 'down' } as const, 21],
  ])('has a card of their own when what they dialled %s', (_, change, cause) => {
    const [from, leg, dial] = rangBriefly('leg', 1);
    const before = [from, leg, dial].filter((fact) => fact !== undefined);
    const told = [...before, arrival('leg', 1.005, { connected: ann, ...change }), hangup('leg', 1.011, cause), invite];
    expect(cards(told).at(-1)?.toSorted()).toEqual(['call-1 ended', 'call-2 ringing']);
  });

  test('has a card of their own beside somebody else’s INVITE', () => {
    const bob = seen('b', 1.023, { remote: { name: 'Bob', user: '+15550000000' } });
    expect(
      cards([...rangBriefly('leg', 1), bob])
        .at(-1)
        ?.toSorted(),
    ).toEqual(['call-1 ended', 'call-2 ringing']);
  });

  test('has a card of their own, long over, when the same number calls again', () => {
    const again = [seen('b', 9, { remote })];
    expect(
      cards([...rangBriefly('leg', 1), ...again])
        .at(-1)
        ?.toSorted(),
    ).toEqual(['call-1 ended', 'call-2 ringing']);
  });
});

/** The phone was never reached the first time; the second INVITE is read before the manager tells of its channel. */
describe('a caller who calls again at once', () => {
  const second: readonly CallFact[] = [
    seen('b', 3, { remote }),
    stranger('from-leg2', 3.2, { caller: ann }),
    arrival('leg2', 3.2, { connected: ann }),
    dialBegin('from-leg2', 'leg2', 3.2),
  ];
  const named: CallFact = {
    ...{ kind: 'answer', source: 'ami', at: 3_300, since: 3_250, channel: channel('leg2') },
    found: arrival('leg2', 3.3, { connected: ann, dialog: dialog('b'), born: false }),
  };

  test('rings at once, and has two cards as soon as the manager has told of two channels', () => {
    const steps = cards([...rangBriefly('leg1', 1), ...second, named]);
    expect(steps[5]).toEqual(['call-1 ringing']);
    expect(steps.at(-1)?.toSorted()).toEqual(['call-1 ringing', 'call-2 ended']);
    expect(most(steps)).toBe(2);
  });

  test('is answered on the card that rang, and the first time stays a call they gave up', () => {
    const taken = [...rangBriefly('leg1', 1), ...second, named, answered('b', 4, { remote })];
    const state = taken.reduce(reduceCalls, callsOf([alice]));
    expect(callStack(state)).toMatchObject([
      { key: 'call-1', phase: 'active', channels: ['leg2'], dialog: dialog('b') },
      { phase: 'ended', reason: 'they-gave-up', channels: ['leg1'] },
    ]);
  });
});
