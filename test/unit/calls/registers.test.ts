import { describe, expect, test } from 'vitest';
import { peersOf, viewOf } from '../../../main/calls/legs/links.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import type { CallsState } from '../../../main/calls/state.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import { after, arrival, channel, dialBegin, enter, hangup, hold, leave, stranger } from './facts.ts';

const up = arrival('leg', 1, { state: 'up' });
const place = (...facts: readonly CallFact[]) =>
  viewOf(after(dialBegin('ann', 'leg', 1), up, ...facts).pbx, channel('leg'));
const asks = (...facts: readonly CallFact[]) => [...after(dialBegin('ann', 'leg', 1), up, ...facts).pbx.asks.values()];

describe('where a channel is', () => {
  test('a leave clears only the bridge it names', () => {
    expect(place(enter('leg', 'one', 2), enter('leg', 'two', 3), leave('leg', 'one', 4))?.bridge).toBe('two');
    expect(place(enter('leg', 'one', 2), leave('leg', 'one', 3))?.bridge).toBeNull();
  });

  test('a leave that overtakes its enter eats it, once', () => {
    expect(place(leave('leg', 'one', 2), enter('leg', 'one', 2))?.bridge).toBeNull();
    expect(place(leave('leg', 'one', 2), enter('leg', 'one', 2), enter('leg', 'one', 5))?.bridge).toBe('one');
  });

  test('whoever is swapped out is out', () => {
    const swapped = [enter('leg', 'one', 2), enter('ann', 'one', 2), enter('bob', 'one', 3, 'leg')];
    expect(place(...swapped)?.bridge).toBeNull();
  });

  test('is asked after whenever a mark was made', () => {
    expect(asks(leave('leg', 'one', 2)).map((ask) => ask.source)).toContain('ami');
  });

  test('the answer wins, and settles the marks', () => {
    const found = arrival('leg', 3, { state: 'up', bridge: 'two' });
    const answer: CallFact = { kind: 'answer', source: 'ami', at: 3000, since: 2900, channel: channel('leg'), found };
    const state = after(dialBegin('ann', 'leg', 1), up, leave('leg', 'one', 2), answer, enter('leg', 'one', 4));
    expect(viewOf(state.pbx, channel('leg'))?.bridge).toBe('one');
    expect(state.pbx.legs.get(channel('leg'))?.ami?.marks).toEqual([]);
  });
});

describe('an answer to a question', () => {
  const asked = (at: number, change = {}): CallFact => ({
    kind: 'answer',
    source: 'ami',
    at: 4_000,
    since: at * 1_000,
    channel: channel('leg'),
    found: arrival('leg', 4, { bridge: null, dialog: 'a@pbx' as never, ...change }),
  });

  test('that may be older than what was heard since it was asked for changes nothing of that, and names the dialog', () => {
    const state = after(dialBegin('ann', 'leg', 1), up, enter('leg', 'one', 3), asked(2.5));
    expect(viewOf(state.pbx, channel('leg'))).toMatchObject({ bridge: 'one', rank: 2, dialog: 'a@pbx' });
  });

  test('is asked again where it was in doubt', () => {
    const state = after(dialBegin('ann', 'leg', 1), up, leave('leg', 'one', 2), enter('leg', 'two', 3), asked(2.5));
    expect(viewOf(state.pbx, channel('leg'))?.bridge).toBe('two');
    expect([...state.pbx.asks.values()]).toMatchObject([{ channel: 'leg', why: 'leave-first', since: 4_000 }]);
    const later = { ...asked(5, { bridge: 'two' }), at: 5_250 } as CallFact;
    expect(reduceCalls(state, later).pbx.asks.size).toBe(0);
  });

  test('a list asked for before a channel moved does not put it back, and that channel is asked', () => {
    const listed = arrival('leg', 4, { state: 'up', bridge: null });
    const list: CallFact = { kind: 'snapshot', source: 'ami', at: 4_000, since: 2_500, channels: [listed] };
    const state = after(dialBegin('ann', 'leg', 1), up, enter('leg', 'one', 3), list);
    expect(viewOf(state.pbx, channel('leg'))?.bridge).toBe('one');
    expect([...state.pbx.asks.values()]).toMatchObject([{ channel: 'leg', why: 'overwritten' }]);
  });
});

describe('who is in my bridge', () => {
  const company = (...names: readonly string[]): CallFact => ({
    kind: 'company',
    source: 'ami',
    at: 4_000,
    since: 3_900,
    bridge: 'one',
    channels: [
      arrival('leg', 4, { state: 'up', bridge: 'one', born: false }),
      ...names.map((name) => stranger(name, 4, { state: 'up', bridge: 'one', born: false })),
    ],
  });
  const doubts = (state: CallsState) => [...state.pbx.asks.values()].map(({ why }) => why);
  const peers = (state: CallsState) => peersOf(state.pbx, channel('leg'));

  test('is asked when the PBX counts more than have been seen to come, and known from then on', () => {
    const alone = after(dialBegin('ann', 'leg', 1), up, enter('leg', 'one', 3, 'anns', 2));
    expect(doubts(alone)).toEqual(['company']);
    expect(peers(alone)).toEqual([]);
    const met = [company('ben'), hold('ben', true, 5)].reduce(reduceCalls, alone);
    expect(peers(met)).toEqual(['ben']);
    expect(callStack(met)).toMatchObject([{ heldByThem: true }]);
  });

  test('is not asked when everybody was seen to come', () => {
    const state = after(enter('ann', 'one', 0), dialBegin('ann', 'leg', 1), up, enter('leg', 'one', 3, null, 2));
    expect(doubts(state)).toEqual(['new']);
    expect(peers(state)).toEqual(['ann']);
  });

  test('is no longer who left unseen', () => {
    const state = after(dialBegin('ann', 'leg', 1), up, enter('ann', 'one', 2), enter('leg', 'one', 3), company());
    expect(peers(state)).toEqual([]);
  });

  test('does not matter in a bridge where I am not', () => {
    const state = after(dialBegin('ann', 'leg', 1), up, company('ben'));
    expect(state.pbx.legs.has(channel('ben'))).toBe(false);
  });
});

describe('a list of the bridges', () => {
  const bridges = (...listed: readonly [bridge: string, present: number][]): CallFact => ({
    kind: 'bridges',
    source: 'ami',
    at: 6_000,
    since: 5_000,
    bridges: listed.map(([bridge, present]) => ({ bridge, present, bridgeKind: 'basic' })),
  });
  const doubts = (state: CallsState) => [...state.pbx.asks.values()].map(({ why }) => why);
  const inOne = [dialBegin('ann', 'leg', 1), up, enter('leg', 'one', 3), enter('ann', 'one', 3)];

  test('that counts whom we know raises no question; one more than that is asked for by name', () => {
    const settled = { kind: 'no-answer', source: 'ami', at: 4_000, channel: channel('leg') } as const;
    expect(doubts(after(...inOne, settled, bridges(['one', 2], ['others', 5])))).toEqual([]);
    expect(doubts(after(...inOne, settled, bridges(['one', 3])))).toEqual(['company']);
  });

  test('takes everybody out of a bridge that is no more, but not who was heard of since it was asked for', () => {
    const bridgeOf = (state: CallsState, name: string) => viewOf(state.pbx, channel(name))?.bridge;
    const gone = after(...inOne, bridges());
    expect([bridgeOf(gone, 'leg'), bridgeOf(gone, 'ann')]).toEqual([null, null]);
    const moved = after(...inOne, enter('leg', 'two', 5.5), enter('ann', 'two', 5.5), bridges());
    expect([bridgeOf(moved, 'leg'), bridgeOf(moved, 'ann')]).toEqual(['two', 'two']);
  });

  test('says what a bridge is that a list of channels only names', () => {
    const listed = arrival('leg', 4, { state: 'up', bridge: 'one', born: false });
    const list: CallFact = { kind: 'snapshot', source: 'ami', at: 5_500, since: 5_000, channels: [listed] };
    expect(viewOf(after(list).pbx, channel('leg'))?.bridgeKind).toBe('other');
    expect(viewOf(after(list, bridges(['one', 1])).pbx, channel('leg'))?.bridgeKind).toBe('basic');
  });
});

describe('who is held', () => {
  test('an unhold without a hold changes nothing', () => {
    expect(callStack(after(dialBegin('ann', 'leg', 1), up, hold('leg', false, 2)))).toMatchObject([
      { phase: 'active' },
    ]);
  });

  test('by me is a phase, by them a trait', () => {
    const bridged = [
      dialBegin('ann', 'leg', 1),
      stranger('ann', 1),
      up,
      enter('leg', 'one', 2),
      enter('ann', 'one', 2),
    ];
    expect(callStack(after(...bridged, hold('leg', true, 3)))).toMatchObject([{ phase: 'held', heldByThem: false }]);
    expect(callStack(after(...bridged, hold('ann', true, 3)))).toMatchObject([{ phase: 'active', heldByThem: true }]);
  });

  test('nobody is, once the holder is in another bridge', () => {
    const facts = [
      dialBegin('ann', 'leg', 1),
      up,
      enter('leg', 'one', 2),
      hold('leg', true, 3),
      leave('leg', 'one', 4),
      enter('leg', 'two', 4),
    ];
    expect(callStack(after(...facts))).toMatchObject([{ phase: 'active' }]);
  });
});

describe('a channel’s life', () => {
  test('only goes up, and ends for good', () => {
    const late = arrival('leg', 9, { state: 'ringing', born: false });
    expect(callStack(after(dialBegin('ann', 'leg', 1), up, late))).toMatchObject([{ phase: 'active' }]);
    expect(callStack(after(dialBegin('ann', 'leg', 1), up, hangup('leg', 8), late))).toMatchObject([
      { phase: 'ended' },
    ]);
  });

  test('that a snapshot does not know, and no event renewed, is over', () => {
    const snapshot = (since: number): CallFact => ({ kind: 'snapshot', source: 'ami', at: 9000, since, channels: [] });
    const facts = [dialBegin('ann', 'leg', 1), up];
    expect(callStack(after(...facts, snapshot(8000)))).toMatchObject([{ phase: 'ended' }]);
    expect(callStack(after(...facts, snapshot(500)))).toMatchObject([{ phase: 'active' }]);
  });

  test('belongs to one life of the PBX', () => {
    const booted = (at: number): CallFact => ({ kind: 'boot', source: 'ami', at: 5000, bootedAt: at });
    const state = after(booted(1_000_000), dialBegin('ann', 'leg', 1), up, booted(9_000_000));
    expect(callStack(state)).toMatchObject([{ phase: 'ended' }]);
    expect(state.pbx.diagnostics).toMatchObject([{ kind: 'rebooted' }]);
    expect(callStack(after(booted(1_000_000), dialBegin('ann', 'leg', 1), up, booted(1_002_000)))).toMatchObject([
      { phase: 'active' },
    ]);
  });

  test('of a new life of the PBX goes on, though which life that is was told after it', () => {
    const booted = (at: number, bootedAt: number): CallFact => ({
      ...{ kind: 'boot', source: 'ami', at, bootedAt, isExact: true },
    });
    const lost: CallFact = { kind: 'source-lost', source: 'ami', at: 4_000 };
    const back: CallFact = { kind: 'source-up', source: 'ami', at: 5_000 };
    const state = after(booted(0, 100), dialBegin('ann', 'leg', 1), up, lost, back);
    const next = [dialBegin('bob', 'next', 6), arrival('next', 6, { state: 'up' }), booted(6_500, 4_000)];
    expect(callStack(next.reduce(reduceCalls, state)).map(({ phase }) => phase)).toEqual(['active', 'ended']);
  });
});

test('others’ calls leave the calls as they are, and only a bounded trace', () => {
  const foreign = Array.from({ length: 10_000 }, (_, n) => [
    stranger(`s${n}`, n),
    dialBegin(`s${n}`, `d${n}`, n),
    enter(`s${n}`, `b${n}`, n),
    hangup(`s${n}`, n),
  ]).flat();
  const state = after(...foreign);
  expect([state.pbx.legs.size, state.records.size]).toEqual([0, 0]);
  expect(state.pbx.lobby.full.flatMap((chunk) => chunk.facts).length + state.pbx.lobby.open.length).toBeLessThanOrEqual(
    4160,
  );
});
