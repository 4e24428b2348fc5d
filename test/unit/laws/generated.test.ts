import { assert, check } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allRules } from '../../../main/calls/legs/rules.ts';
import { groundOf } from '../../../main/replay/ground.ts';
import { checks, describeDivergence, type Law } from '../../../main/replay/laws.ts';
import { allRoads, play } from '../../generated/history.ts';
import { booksAgree, lawHolds } from '../../generated/laws.ts';
import { me } from '../../generated/stay.ts';

const numRuns = Number(process.env['LAWS'] ?? 60);
/** Others come up in `npm run soak -- laws`. */
const seed = 20_260;
const timeout = 60_000 + numRuns * 200;

describe.each(allRoads)('whatever people do to their calls, heard through AMI, ARI or both (%s),', (roads) => {
  test('the desk shows what the PBX’s own books say, pops once a ring and for nothing else', { timeout }, () => {
    expect(() => assert(booksAgree(roads), { numRuns, seed })).not.toThrow();
  });

  test.each<Law>(['interleaving', 'chaos'])('the law of %s holds', { timeout }, (law) => {
    expect(() => assert(lawHolds(law, roads), { numRuns, seed })).not.toThrow();
  });
});

/** ARI tells late that the caller was parked; or it loses both dials of a talk that was too short for a bridge to say who it was. */
test('a caller who is parked at once and comes back ends the same in any order, and in any disorder as far as was told', {
  timeout,
}, () => {
  const deeds = (['callMe', 'answer', 'park', 'comeBack'] as const).map((deed) => ({ deed, a: 0, b: 0 }));
  for (const roads of allRoads) {
    const ground = groundOf('parked', [`PJSIP/${me}`], play(deeds, roads).events);
    const seeds = Array.from({ length: 40 }, (_, at) => at);
    const wrong = (['interleaving', 'chaos'] as const).flatMap((law) =>
      seeds.flatMap((each) => checks[law](ground, each).map(describeDivergence)),
    );
    expect(wrong).toEqual([]);
  }
});

test.each([
  ['nothing stays dead', 'tombstones'],
  ['the halves of a Local channel are taken for phones', 'localFilter'],
] as const)('a made-up history notices when %s, and is cut down to a call', { timeout }, (_, rule) => {
  const planted = lawHolds('chaos', 'AMI', { ...allRules, [rule]: false });
  const { counterexample } = check(planted, { numRuns: 300, seed: 1 });
  expect(counterexample?.[0].length).toBeLessThanOrEqual(3);
});
