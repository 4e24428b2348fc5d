import { describe, expect, test } from 'vitest';
import { viewOf } from '../../../main/calls/legs/links.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
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
    const answer: CallFact = { kind: 'answer', source: 'ami', at: 3000, channel: channel('leg'), found };
    const state = after(dialBegin('ann', 'leg', 1), up, leave('leg', 'one', 2), answer, enter('leg', 'one', 4));
    expect(viewOf(state.pbx, channel('leg'))?.bridge).toBe('one');
    expect(state.pbx.legs.get(channel('leg'))?.ami?.marks).toEqual([]);
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
