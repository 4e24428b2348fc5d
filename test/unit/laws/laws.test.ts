import { describe, expect, test } from 'vitest';
import { allRules, type Rules } from '../../../main/calls/legs/rules.ts';
import { checks, type Divergence, describeDivergence, type Law } from '../../../main/replay/laws.ts';
import { grounds } from '../../captures/laws.ts';

/** Runs of each law on each recording as each phone in it saw it; LAWS=1000 for the long proof. */
const runsEach = Number(process.env['LAWS'] ?? 4);
const timeout = 20_000 + runsEach * 1_000;
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
  test.each<keyof Rules>(['tombstones', 'registers', 'localFilter', 'precedence'])('%s', { timeout }, (rule) => {
    const rules = { ...allRules, [rule]: false };
    expect([...run('interleaving', 3, rules), ...run('chaos', 6, rules)].length).toBeGreaterThan(0);
  });
});
