import type { Rules } from '../calls/legs/rules.ts';
import type { ChannelFact } from '../facts/channel-facts.ts';
import type { PbxFact } from '../facts/fact.ts';
import type { PbxSource } from '../facts/pbx.ts';
import { type Arrival, type Chaos, compareWithTruth, type Delivery, disturb, playDelivery, sourceOf } from './chaos.ts';
import { faultsOfOrder, interleave } from './interleaving.ts';
import { seededRandom } from './seeded-random.ts';
import type { Heard, Step } from './step.ts';
import type { SeenCall } from './story.ts';

export type Law = 'interleaving' | 'chaos';

/** A recording as the laws judge it. */
export interface Ground {
  /** What people call it. */
  readonly name: string;
  readonly me: readonly string[];
  /** What is played in any interleaving, road by road, and how it must end. */
  readonly orders: readonly {
    readonly through: string;
    readonly steps: readonly Step[];
    readonly expected: readonly SeenCall[];
  }[];
  /** What is delivered in disorder, by each source alone and by both, and what there was to be seen. */
  readonly deliveries: readonly {
    readonly sources: readonly PbxSource[];
    readonly events: readonly Heard[];
    readonly expected: readonly SeenCall[];
    /** After how many events it may be broken off: where all sources agree on what is so. Null: anywhere. */
    readonly ends: readonly number[] | null;
  }[];
}

/** One run that did not end as it must; `seed` repeats it. */
export interface Divergence {
  readonly law: Law;
  readonly ground: Ground;
  readonly through: string;
  readonly seed: number;
  readonly wrong: readonly string[];
  /** What was played. */
  readonly run:
    | { readonly law: 'interleaving'; readonly order: readonly Step[]; readonly expected: readonly SeenCall[] }
    | { readonly law: 'chaos'; readonly delivery: Delivery; readonly bounds: Bounds };
}

/** Streams that know nothing of each other's order: AMI's own ones, and AMI beside ARI and the softphone. */
export function checkInterleaving(ground: Ground, seed: number, rules?: Rules): readonly Divergence[] {
  return ground.orders.flatMap(({ through, steps, expected }): Divergence[] => {
    const order = interleave(steps, seededRandom(seed));
    const wrong = faultsOfOrder(ground.me, order, expected, rules);
    if (wrong.length === 0) return [];
    return [{ law: 'interleaving', ground, through, seed, wrong, run: { law: 'interleaving', order, expected } }];
  });
}

/** A ring that lasts fewer events than the window may be overtaken whole by its end, and so never pop. */
const shortestRing = 2;

/** What there may be at most; `pops` exactly, where nothing could be overtaken. */
export interface Bounds {
  readonly calls: number;
  readonly pops: number;
  readonly exact: boolean;
}

/** What is wrong with a delivery, once all is told and asked; empty: nothing. */
export function faultsOfDelivery(delivery: Delivery, bounds: Bounds, rules?: Rules): readonly string[] {
  const player = playDelivery(delivery, rules);
  const wrong = [...compareWithTruth(player, delivery)];
  const { popCount, callCount } = player;
  if (popCount > bounds.pops || (bounds.exact && popCount !== bounds.pops)) {
    wrong.push(`${popCount} pops, not ${bounds.pops}`);
  }
  if (callCount > bounds.calls) wrong.push(`${callCount} calls, of ${bounds.calls}`);
  return wrong;
}

/** Moved, doubled and lost events up to a random moment; then what is shown is what is so. */
export function checkChaos(ground: Ground, seed: number, rules?: Rules): readonly Divergence[] {
  return ground.deliveries.flatMap(({ sources, events: all, expected, ends }): Divergence[] => {
    const random = seededRandom(seed);
    const chaos: Chaos = { window: 2 + Math.floor(random() * 8), doubled: 0.1, lost: random() < 0.5 ? 0 : 0.08 };
    const isWhole = random() < 0.3;
    const events = isWhole ? all : all.slice(0, endAt(all.length, ends, random));
    const arrivals = lagging(events, disturb(events.length, chaos, random), sources, random);
    const { window } = chaos;
    const delivery = { me: ground.me, sources, events, arrivals, window, snapshot: chaos.lost > 0 };
    const pops = expected.reduce((sum, call) => sum + call.pops, 0);
    const exact = events === all && chaos.lost === 0 && window <= shortestRing && sources.length === 1;
    const bounds = { calls: expected.length + untold(delivery), pops, exact };
    const wrong = faultsOfDelivery(delivery, bounds, rules);
    if (wrong.length === 0) return [];
    const run = { law: 'chaos', delivery, bounds } as const;
    return [{ law: 'chaos', ground, through: sources.join(' and ').toUpperCase(), seed, wrong, run }];
  });
}

/**
 * My channels of which neither a dial nor a Linkedid came through: whose they were nobody can know any more. ARI tells no
 * Linkedid, and no list says who dialled whom; each may stand as a call of its own.
 */
function untold({ me, events, arrivals, snapshot }: Delivery): number {
  if (!snapshot) return 0;
  const [mine, tied] = [new Set<string>(), new Set<string>()];
  for (const { facts } of events) for (const fact of facts) if (isOf(me, fact)) mine.add(fact.channel);
  for (const { index } of arrivals) {
    for (const fact of events[index]?.facts ?? []) {
      if (fact.kind === 'dial-begin' || fact.kind === 'dial-end')
        for (const id of [fact.caller, fact.dest]) tied.add(id ?? '');
      if (fact.kind === 'channel' && fact.linkedid !== null) tied.add(fact.channel);
    }
  }
  return [...mine].filter((id) => !tied.has(id)).length;
}

const isOf = (me: readonly string[], fact: PbxFact): fact is ChannelFact =>
  fact.kind === 'channel' && fact.endpoint !== null && me.includes(fact.endpoint);

function endAt(count: number, ends: readonly number[] | null, random: () => number): number {
  const at = random();
  return ends === null ? Math.ceil(at * count) : (ends[Math.floor(at * ends.length)] ?? count);
}

/** One road is slower than the other by up to so many events, all of it. */
const mostLag = 20;

function lagging(
  events: readonly Heard[],
  arrivals: readonly Arrival[],
  sources: readonly PbxSource[],
  random: () => number,
): readonly Arrival[] {
  if (sources.length < 2) return arrivals;
  const [slow, by] = [sources[Math.floor(random() * sources.length)], random() ** 2 * mostLag];
  return arrivals.map((arrival) => {
    const event = events[arrival.index];
    return event !== undefined && sourceOf(event) === slow ? { ...arrival, place: arrival.place + by } : arrival;
  });
}

export const checks = { interleaving: checkInterleaving, chaos: checkChaos } as const satisfies Record<Law, unknown>;

/** In one line, as for a test's failure. */
export const describeDivergence = ({ law, ground, through, seed, wrong }: Divergence): string =>
  `${law}: ${ground.name} seen by ${ground.me.join(', ')} through ${through}, seed ${seed}: ${wrong.join('; ')}`;
