import { everybody, type Floor, type Who } from '../../integration/calls/floor.ts';
import type { Told } from '../../integration/calls/timeline.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { type Roles, sharedCalls } from './shared-calls.ts';
import { type SingleCall, singleCalls } from './single-calls.ts';

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
 * Rounds of calls at three desks, in a seeded order. At each step and after each call, a shared one or one desk's own, the
 * desks it concerned must show just what AMI's truth has; and must have shown just what there was: each caller by
 * their own name, one pop a ring, no other card at any moment. Gives how many customers there were.
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
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (isShared) await floor.hasTold(await shared(floor, roles, `Customer ${round}`), perCaller);
      // oxlint-disable-next-line no-await-in-loop -- as above
      else await Promise.all(singles.map(([who, , call]) => ofOne(floor, who, call, `Customer ${round} of ${who}`)));
      // oxlint-disable-next-line no-await-in-loop -- as above
      await floor.parkedAgree();
    } catch (error) {
      throw new Error(`round ${round} of seed ${seed} went wrong: ${what}`, { cause: error });
    }
    customers = floor.customers;
    onRound?.(customers);
  }
  return customers;
}

/** A call of one desk, held against the truth as soon as it is over, while the other desks have theirs. */
async function ofOne(floor: Floor, who: Who, call: SingleCall, name: string): Promise<void> {
  await floor.hasToldAt(who, await call(floor, who, name), perCaller);
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
