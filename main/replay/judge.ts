import type { Rules } from '../calls/legs/rules.ts';
import { checks, type Divergence, type Ground, type Law } from './laws.ts';
import { type Shortest, shrink } from './shrink.ts';

/** What the runs of both laws came to. */
export interface Judgement {
  /** Runs of each law on each road. */
  readonly runs: { readonly [Each in Law]: number };
  readonly diverged: number;
  /** One of each law and road: the shortest example of what goes wrong. */
  readonly examples: readonly (Shortest & Pick<Divergence, 'law' | 'through' | 'seed'>)[];
}

/** Plays `each` interleavings and `each` disorderly deliveries, from `seed` on, and shortens what does not end as it must. */
export function judge(ground: Ground, each: number, seed: number, rules?: Rules): Judgement {
  const found: Divergence[] = [];
  for (const law of ['interleaving', 'chaos'] as const) {
    for (let run = 0; run < each; run += 1) found.push(...checks[law](ground, seed + run, rules));
  }
  const kinds = Map.groupBy(found, ({ law, through }) => `${law} ${through}`);
  const examples = [...kinds.values()].flatMap(([first]) => {
    if (first === undefined) return [];
    const { law, through } = first;
    return [{ law, through, seed: first.seed, ...shrink(first, rules) }];
  });
  const runs = { interleaving: each * ground.orders.length, chaos: each * ground.deliveries.length };
  return { runs, diverged: found.length, examples };
}
