import type { Rules } from '../../main/calls/legs/rules.ts';
import type { GoldenCall } from './golden.ts';
import { Desk } from './play.ts';
import type { Heard } from './read-capture.ts';

/** What must be the same in the end, whoever spoke first. */
export const endsOf = (story: readonly GoldenCall[]) =>
  story
    .map(({ steps, origins, reason, pops, original = null }) => ({
      last: steps.at(-1),
      origin: origins.at(-1),
      reason,
      pops,
      original,
    }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

export interface Interleaving {
  readonly order: readonly Heard[];
  readonly story: readonly GoldenCall[];
  /** The most calls there ever were at one time, ended ones included. */
  readonly most: number;
  /** Calls that were over and lived again without coming anew. */
  readonly undead: readonly string[];
}

/** One random order in which each stream keeps its own, and none waits for another. */
export function interleave(events: readonly Heard[], random: () => number): readonly Heard[] {
  const streams = [...Map.groupBy(events, (event) => event.stream).values()].map((stream) => [...stream]);
  // Streams of very different speed in some runs, of the same in others.
  const speeds = streams.map(() => random() ** 3 + 0.01);
  const order: Heard[] = [];
  for (;;) {
    const open = streams.map((stream, at) => (stream.length > 0 ? (speeds[at] ?? 0) : 0));
    let pick = random() * open.reduce((sum, speed) => sum + speed, 0);
    const next = streams.find((_, at) => {
      pick -= open[at] ?? 0;
      return (open[at] ?? 0) > 0 && pick <= 0;
    });
    const event = (next ?? streams.find((stream) => stream.length > 0))?.shift();
    if (event === undefined) return order;
    order.push(event);
  }
}

export function playInOrder(me: string, order: readonly Heard[], rules?: Rules): Interleaving {
  const desk = new Desk([me], rules);
  let most = 0;
  const over = new Set<string>();
  const undead = new Set<string>();
  for (const event of order) {
    desk.hear(event.facts);
    for (const { key, phase, visits } of desk.calls) {
      const visit = `${key} visit ${visits.length + 1}`;
      if (phase === 'ended') over.add(visit);
      else if (over.has(visit)) undead.add(visit);
    }
    most = Math.max(most, desk.state.records.size + desk.state.shelf.length);
  }
  return { order, story: desk.story, most, undead: [...undead] };
}
