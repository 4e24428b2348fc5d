import { describe, expect, test } from 'vitest';
import { viewOf } from '../../../main/calls/legs/links.ts';
import { allRules, type Rules } from '../../../main/calls/legs/rules.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { callsOf } from '../../../main/calls/state.ts';
import { checks, type Divergence, describeDivergence, type Law } from '../../../main/replay/laws.ts';
import { grounds } from '../../captures/laws.ts';
import { alice, arrival, channel, dialBegin, enter, leave } from '../calls/facts.ts';

/** Runs of each law on each recording as each phone in it saw it; LAWS=1000 for the long proof. */
const runsEach = Number(process.env['LAWS'] ?? 4);
const timeout = 90_000 + runsEach * 1_000;
const all = grounds();

function run(law: Law, each: number, rules?: Rules): readonly Divergence[] {
  return all.flatMap((ground, at) =>
    Array.from({ length: each }, (_, run) => checks[law](ground, at * 100_003 + run * 7 + 1, rules)).flat(),
  );
}

describe('the law of', () => {
  test('interleaving: streams in any order among each other end the same, without asking, and make no call that never was', {
    timeout,
  }, () => {
    expect(run('interleaving', runsEach).map(describeDivergence)).toEqual([]);
  });

  test('chaos: moved, doubled and lost events end in what is so, once what is in doubt is asked', { timeout }, () => {
    expect(run('chaos', runsEach).map(describeDivergence)).toEqual([]);
  });
});

describe('the laws notice when a rule is missing:', () => {
  test.each<keyof Rules>(['tombstones', 'localFilter', 'precedence'])('%s', { timeout }, (rule) => {
    const rules = { ...allRules, [rule]: false };
    expect([...run('interleaving', 3, rules), ...run('chaos', 6, rules)].length).toBeGreaterThan(0);
  });

  // In the laws every doubt is asked about, and the answer mends what this rule would not have broken: so before it comes.
  test('registers', () => {
    const told = [
      dialBegin('ann', 'leg', 1),
      arrival('leg', 1, { state: 'up' }),
      enter('leg', 'old', 2),
      enter('leg', 'new', 3),
      leave('leg', 'old', 3),
    ];
    const place = (rules: Rules) =>
      viewOf(told.reduce(reduceCalls, callsOf([alice], rules)).pbx, channel('leg'))?.bridge;
    expect(place(allRules)).toBe('new');
    expect(place({ ...allRules, registers: false })).not.toBe('new');
  });
});
