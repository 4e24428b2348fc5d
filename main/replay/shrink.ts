import type { Rules } from '../calls/legs/rules.ts';
import type { Arrival, Delivery } from './chaos.ts';
import { faultsOfOrder, playInOrder } from './interleaving.ts';
import { type Bounds, type Divergence, faultsOfDelivery } from './laws.ts';
import type { Heard, Step } from './step.ts';

/** The smallest run found that still goes wrong. */
export interface Shortest {
  readonly wrong: readonly string[];
  /** What came, in the order in which it came. */
  readonly told: readonly ToldEvent[];
}

export interface ToldEvent {
  readonly name: string;
  readonly stream: string;
  /** Its number in the recording, from 1. */
  readonly number: number;
  /** It came after a later one, a second time, or never. */
  readonly odd: 'late' | 'again' | 'never' | null;
}

/** Runs a shrink may cost: a recording of half an hour must not take a day. */
const mostRuns = 1_500;

/** Makes a divergence as short as it gets: fewer events, fewer of them out of place. */
export function shrink({ run, ground }: Divergence, rules?: Rules): Shortest {
  return run.law === 'interleaving'
    ? shrinkOrder(ground.me, run.order, rules)
    : shrinkDelivery(run.delivery, run.bounds, rules);
}

/** Takes `smaller` steps from `from` while they keep going wrong, up to the budget. */
class Descent<State> {
  #runs = 0;
  readonly #fails: (state: State) => boolean;
  state: State;

  constructor(from: State, fails: (state: State) => boolean) {
    this.state = from;
    this.#fails = fails;
  }

  try(candidate: State): boolean {
    this.#runs += 1;
    if (this.#runs > mostRuns || !this.#fails(candidate)) return false;
    this.state = candidate;
    return true;
  }

  get spent(): boolean {
    return this.#runs > mostRuns;
  }
}

function shrinkOrder(me: readonly string[], order: readonly Step[], rules?: Rules): Shortest {
  const recorded = order.toSorted((a, b) => a.at - b.at);
  const numberOf = new Map(recorded.map((step, at) => [step, at]));
  const number = (step: Step): number => numberOf.get(step) ?? 0;
  const inOrder = (steps: readonly Step[]) => steps.toSorted((a, b) => number(a) - number(b));
  // Against itself in order: what the whole must come to says nothing of a part.
  const faults = (steps: readonly Step[]) =>
    faultsOfOrder(me, steps, playInOrder(me, inOrder(steps), rules).story, rules);
  const descent = new Descent<readonly Step[]>(order, (steps) => faults(steps).length > 0);
  if (!descent.try(order)) return { wrong: faults(order), told: tellOrder(order, number) };
  cut(descent, recorded.length, (steps, below) => steps.filter((step) => number(step) < below));
  for (let size = descent.state.length; size >= 2 && !descent.spent; size = Math.floor(size / 2)) {
    for (let from = 0; from + 1 < descent.state.length; from += Math.max(1, Math.floor(size / 2))) {
      const steps = descent.state;
      const part = inOrder(steps.slice(from, from + size));
      if (part.some((step, at) => step !== steps[from + at])) {
        descent.try([...steps.slice(0, from), ...part, ...steps.slice(from + size)]);
      }
    }
  }
  return { wrong: faults(descent.state), told: tellOrder(descent.state, number) };
}

/** The fewest events from the beginning, by halves and then one by one. */
function cut<State>(descent: Descent<State>, count: number, until: (state: State, below: number) => State): void {
  let kept = count;
  for (let step = Math.ceil(count / 2); step >= 1 && !descent.spent; step = Math.floor(step / 2)) {
    while (kept - step > 0 && descent.try(until(descent.state, kept - step))) kept -= step;
  }
}

function tellOrder(order: readonly Step[], number: (step: Step) => number): readonly ToldEvent[] {
  let latest = -1;
  return order.map((step) => {
    const late = number(step) < latest;
    latest = Math.max(latest, number(step));
    return { name: step.name, stream: step.stream, number: number(step) + 1, odd: late ? 'late' : null };
  });
}

function shrinkDelivery(delivery: Delivery, bounds: Bounds, rules?: Rules): Shortest {
  const loose = { ...bounds, exact: false };
  const fails = (each: Delivery) => faultsOfDelivery(each, loose, rules).length > 0;
  const descent = new Descent(delivery, fails);
  if (descent.try(delivery)) {
    cut(descent, delivery.events.length, (state, below) => ({
      ...state,
      events: state.events.slice(0, below),
      arrivals: state.arrivals.filter(({ index }) => index < below),
    }));
    putInPlace(descent);
  }
  const { events, arrivals } = descent.state;
  return { wrong: faultsOfDelivery(descent.state, loose, rules), told: tellDelivery(events, arrivals) };
}

/** Events are given back their own place, once each, in ever smaller groups. */
function putInPlace(descent: Descent<Delivery>): void {
  const { length } = descent.state.events;
  for (let size = length; size >= 1 && !descent.spent; size = Math.floor(size / 2)) {
    for (let from = 0; from < length; from += size) {
      const { arrivals } = descent.state;
      const inside = (index: number) => index >= from && index < from + size;
      const straight = Array.from({ length: Math.min(size, length - from) }, (_, at) => ({
        index: from + at,
        place: from + at,
      }));
      const others = arrivals.filter(({ index }) => !inside(index));
      const before = others.filter(({ index }) => index < from);
      descent.try({
        ...descent.state,
        arrivals: [...before, ...straight, ...others.filter(({ index }) => index >= from + size)],
      });
    }
  }
}

function tellDelivery(events: readonly Heard[], arrivals: readonly Arrival[]): readonly ToldEvent[] {
  const tell = (index: number, odd: ToldEvent['odd']): ToldEvent => ({
    name: events[index]?.name ?? '',
    stream: events[index]?.stream ?? '',
    number: index + 1,
    odd,
  });
  const seen = new Set<number>();
  let latest = -1;
  const told = arrivals
    .toSorted((a, b) => a.place - b.place)
    .map(({ index }) => {
      const odd = seen.has(index) ? 'again' : index < latest ? 'late' : null;
      seen.add(index);
      latest = Math.max(latest, index);
      return tell(index, odd);
    });
  const never = events.flatMap((_, index) => (seen.has(index) ? [] : [tell(index, 'never')]));
  return [...told, ...never];
}
