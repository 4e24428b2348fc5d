import { isDeepStrictEqual } from 'node:util';
import type { Rules } from '../calls/legs/rules.ts';
import { Player } from './player.ts';
import { isHeard, type Step } from './step.ts';
import { endsOf, type SeenCall } from './story.ts';

/** How far the softphone's own dialogs and the PBX's word of them may be apart, ms: they travel by other roads at the same time. */
const phoneSkew = 250;

/** One random order in which each stream keeps its own, and none waits for another. */
export function interleave(steps: readonly Step[], random: () => number): readonly Step[] {
  const phone = steps.filter((step) => step.stream === 'sip');
  const streams = [
    ...Map.groupBy(
      steps.filter((step) => step.stream !== 'sip'),
      (step) => step.stream,
    ).values(),
  ].map((stream) => [...stream]);
  // Streams of very different speed in some runs, of the same in others.
  const speeds = streams.map(() => random() ** 3 + 0.01);
  const order: Step[] = [];
  for (;;) {
    const open = streams.map((stream, at) => (stream.length > 0 ? (speeds[at] ?? 0) : 0));
    let pick = random() * open.reduce((sum, speed) => sum + speed, 0);
    const next = streams.find((_, at) => {
      pick -= open[at] ?? 0;
      return (open[at] ?? 0) > 0 && pick <= 0;
    });
    const step = (next ?? streams.find((stream) => stream.length > 0))?.shift();
    if (step === undefined)
      return phone.length === 0 ? order : weave(order, phone, random() * 2 * phoneSkew - phoneSkew);
    order.push(step);
  }
}

/** The softphone's steps among the others by time, all of them `late` ms later. */
function weave(order: readonly Step[], phone: readonly Step[], late: number): readonly Step[] {
  let latest = 0;
  const placed = order.map((step) => ({ step, at: (latest = Math.max(latest, step.at)) }));
  return [...placed, ...phone.map((step) => ({ step, at: step.at + late }))]
    .toSorted((a, b) => a.at - b.at)
    .map(({ step }) => step);
}

/** What an order came to. */
export interface Played {
  readonly story: readonly SeenCall[];
  /** The most calls there ever were at one time, ended ones included. */
  readonly most: number;
  /** Calls that were over and lived again without coming anew. */
  readonly undead: readonly string[];
}

export function playInOrder(me: readonly string[], order: readonly Step[], rules?: Rules): Played {
  const player = new Player(me, rules);
  let most = 0;
  const over = new Set<string>();
  const undead = new Set<string>();
  for (const step of order) {
    player.play(step);
    for (const { key, phase, visits } of player.calls) {
      const visit = `${key} visit ${visits.length + 1}`;
      if (phase === 'ended') over.add(visit);
      else if (over.has(visit)) undead.add(visit);
    }
    most = Math.max(most, player.callCount);
  }
  return { story: player.story, most, undead: [...undead] };
}

/** What is wrong with an order that should have ended as `expected`; empty: nothing. */
export function faultsOfOrder(
  me: readonly string[],
  order: readonly Step[],
  expected: readonly SeenCall[],
  rules?: Rules,
): readonly string[] {
  const played = playInOrder(me, order, rules);
  const [is, must] = [endsOf(played.story), endsOf(expected)];
  const wrong = isDeepStrictEqual(is, must) ? [] : [`ends as ${JSON.stringify(is)}, not as ${JSON.stringify(must)}`];
  for (const visit of played.undead) wrong.push(`${visit} lives again after its end`);
  if (played.most > expected.length) wrong.push(`${played.most} calls at one time, of ${expected.length}`);
  return wrong;
}

/** Only what a recording says by itself: the law holds for streams without any question or answer. */
export const withoutAnswers = (steps: readonly Step[]): readonly Step[] =>
  steps.filter((step) => isHeard(step) || (step.told.kind !== 'answer' && step.told.kind !== 'no-answer'));
