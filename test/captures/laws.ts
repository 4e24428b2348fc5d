import { isDeepStrictEqual } from 'node:util';
import type { Rules } from '../../main/calls/legs/rules.ts';
import type { PbxSource } from '../../main/facts/pbx.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { type Golden, goldens } from './golden.ts';
import { type Chaos, compareWithTruth, playChaos } from './law-of-chaos.ts';
import { endsOf, interleave, playInOrder } from './law-of-interleaving.ts';
import { type Capture, type Heard, readCapture } from './read-capture.ts';

export type Law = 'interleaving' | 'chaos';

/** One run that did not end as it must; `seed` repeats it. */
export interface Divergence {
  readonly law: Law;
  readonly capture: string;
  readonly me: string;
  readonly through: string;
  readonly seed: number;
  readonly wrong: readonly string[];
}

/** One recording seen by one phone. */
export interface Ground {
  readonly golden: Golden;
  readonly name: string;
  readonly capture: Capture;
}

export const grounds = (): readonly Ground[] =>
  ['22', '16'].flatMap((version) =>
    goldens.map((golden) => {
      const name = `${golden.capture}-${version}`;
      return { golden, name, capture: readCapture(name) };
    }),
  );

/** Streams that know nothing of each other's order: AMI's own ones, and AMI beside ARI. */
export function checkInterleaving({ golden, name, capture }: Ground, seed: number, rules?: Rules): readonly Divergence[] {
  const ways: readonly (readonly [string, readonly Heard[]])[] = [
    ['AMI', capture.ami],
    ['both', [...capture.ami, ...capture.ari]],
  ];
  return ways.flatMap(([through, events]) => {
    const played = playInOrder(golden.me, interleave(events, seededRandom(seed)), rules);
    const wrong: string[] = [];
    if (!isDeepStrictEqual(endsOf(played.story), endsOf(golden.calls))) {
      wrong.push(`ends as ${JSON.stringify(endsOf(played.story))}, not as ${JSON.stringify(endsOf(golden.calls))}`);
    }
    for (const visit of played.undead) wrong.push(`${visit} lives again after its end`);
    if (played.most > golden.calls.length) wrong.push(`${played.most} calls at one time, of ${golden.calls.length}`);
    return wrong.length === 0 ? [] : [{ law: 'interleaving', capture: name, me: golden.me, through, seed, wrong }];
  });
}

/** A ring that lasts fewer events than the window may be overtaken whole by its end, and so never pop. */
const shortestRing = 2;

/** Moved, doubled and lost events up to a random moment; then what is shown is what is so. */
export function checkChaos({ golden, name, capture }: Ground, seed: number, rules?: Rules): readonly Divergence[] {
  return (['ami', 'ari'] as const).flatMap((source) => {
    const random = seededRandom(seed);
    const all = capture[source];
    const chaos: Chaos = { window: 2 + Math.floor(random() * 8), doubled: 0.1, lost: random() < 0.5 ? 0 : 0.08 };
    const events = random() < 0.3 ? all : all.slice(0, Math.ceil(random() * all.length));
    const desk = playChaos(golden.me, source, events, chaos, random, rules);
    const wrong = [...compareWithTruth(desk, golden.me, source, events)];
    const pops = golden.calls.reduce((sum, call) => sum + call.pops, 0);
    const whole = events === all && chaos.lost === 0 && chaos.window <= shortestRing;
    if (desk.popCount > pops || (whole && desk.popCount !== pops)) wrong.push(`${desk.popCount} pops, not ${pops}`);
    const calls = desk.state.records.size + desk.state.shelf.length;
    if (calls > golden.calls.length) wrong.push(`${calls} calls, of ${golden.calls.length}`);
    const through: string = (source satisfies PbxSource).toUpperCase();
    return wrong.length === 0 ? [] : [{ law: 'chaos', capture: name, me: golden.me, through, seed, wrong }];
  });
}

export const checks = { interleaving: checkInterleaving, chaos: checkChaos } as const satisfies Record<Law, unknown>;

/** The shortest telling of what went wrong, for a test's failure. */
export const describeDivergence = ({ law, capture, me, through, seed, wrong }: Divergence): string =>
  `${law}: ${capture} seen by ${me} through ${through}, seed ${seed}: ${wrong.join('; ')}`;
