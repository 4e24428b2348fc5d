import { everybody, type Floor, type Who } from '../../integration/calls/floor.ts';
import type { Told } from '../../integration/calls/timeline.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { type Roles, sharedCalls } from './shared-calls.ts';
import { singleCalls } from './single-calls.ts';

export interface FloorWork {
  readonly floor: Floor;
  readonly seed: number;
  /** Another round? Asked before each one, with the customers there have been. */
  readonly goesOn: (customers: number) => boolean;
  /** After each round. */
  readonly onRound?: (customers: number) => void;
}

/** One round in so many is a call that concerns several agents; in all others each agent has one of their own. */
const sharedEvery = 3;

/**
 * Rounds of calls at three desks, in a seeded order. After each, every desk must have shown just what there was: each
 * caller by their own name, one pop a ring, no other card at any moment, and nothing left that the PBX does not have.
 * Gives how many customers there were.
 */
export async function workFloor({ floor, seed, goesOn, onRound }: FloorWork): Promise<number> {
  const random = seededRandom(seed);
  const pick = <Value>(from: Readonly<Record<string, Value>>): readonly [string, Value] => {
    const all = Object.entries(from);
    const found = all[Math.floor(random() * all.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  };
  let customers = 0;
  for (let round = 0; goesOn(customers); round++) {
    const isShared = Math.floor(random() * sharedEvery) === 0;
    const [kind, shared] = pick(sharedCalls);
    const roles = everybody.toSorted(() => random() - 0.5) as unknown as Roles;
    const singles = everybody.map((who) => [who, ...pick(singleCalls)] as const);
    const what = isShared
      ? `${kind} (${roles.join(', ')})`
      : singles.map(([who, each]) => `${who}: ${each}`).join('; ');
    try {
      // oxlint-disable-next-line no-await-in-loop -- one round after the other
      await floor.begin();
      const wanted = isShared
        ? // oxlint-disable-next-line no-await-in-loop -- as above
          await shared(floor, roles, `Customer ${round}`)
        : // oxlint-disable-next-line no-await-in-loop -- as above
          await allAtOnce(singles.map(([who, , call]) => [who, call(floor, who, `Customer ${round} of ${who}`)]));
      // oxlint-disable-next-line no-await-in-loop -- as above
      await floor.hasTold(wanted, perCaller);
    } catch (error) {
      throw new Error(`round ${round} of seed ${seed} went wrong: ${what}`, { cause: error });
    }
    customers = floor.customers;
    onRound?.(customers);
  }
  return customers;
}

async function allAtOnce(
  calls: readonly (readonly [Who, Promise<readonly Told[]>])[],
): Promise<Partial<Record<Who, readonly Told[]>>> {
  const told = await Promise.all(calls.map(async ([who, call]) => [who, await call] as const));
  return Object.fromEntries(told);
}

/** A caller who comes back is one call, whether the card that came first stays or the one of the return. */
function perCaller(told: readonly Told[]): readonly Told[] {
  const found = new Map<string, Told>();
  for (const each of told) {
    const key = each.names.at(-1) ?? '';
    const before = found.get(key);
    found.set(key, before === undefined ? each : together(before, each));
  }
  return [...found.values()];
}

function together(one: Told, two: Told): Told {
  const joined = (a: readonly string[], b: readonly string[]) =>
    [...a, ...b].filter((item, at, all) => item !== all[at - 1]);
  return {
    ...one,
    ...two,
    steps: joined(one.steps, two.steps),
    origins: joined(one.origins, two.origins),
    names: joined(one.names, two.names),
    pops: one.pops + two.pops,
  };
}
