import { viewOf } from '../../main/calls/legs/links.ts';
import type { Rules } from '../../main/calls/legs/rules.ts';
import type { PbxSource } from '../../main/facts/pbx.ts';
import { Desk } from './play.ts';
import type { Heard } from './read-capture.ts';
import { Truth } from './truth.ts';

export interface Chaos {
  /** How far events may be moved, in events. */
  readonly window: number;
  readonly doubled: number;
  readonly lost: number;
}

/** One delivery of the first `events`, shuffled within a window, some twice and some never. */
export function shuffle(events: readonly Heard[], { window, doubled, lost }: Chaos, random: () => number) {
  const moved = events.flatMap((event, index) => {
    if (random() < lost) return [];
    const copies = random() < doubled ? [0, 1] : [0];
    return copies.map(() => ({ event, index, place: index + random() * window }));
  });
  return keepHolds(moved.toSorted((a, b) => a.place - b.place));
}

/**
 * No snapshot tells who holds whom, so nothing could settle a Hold and an Unhold that changed places: those of one
 * channel keep their order, and are told once.
 */
function keepHolds<Moved extends { readonly event: Heard; readonly index: number }>(moved: readonly Moved[]) {
  const isHold = ({ event }: Moved) => event.facts.some((fact) => fact.kind === 'hold');
  const seen = new Set<number>();
  const holds = moved
    .filter(isHold)
    .filter(({ index }) => !seen.has(index) && seen.add(index))
    .toSorted((a, b) => a.index - b.index);
  return moved.flatMap((each) => (isHold(each) ? (holds.shift() ?? []) : [each]));
}

/** Plays a delivery; what the model asks is answered, a window later, with what is true by then. */
export function playChaos(me: string, source: PbxSource, events: readonly Heard[], chaos: Chaos, random: () => number, rules?: Rules): Desk {
  const desk = new Desk([me], rules);
  const asked = new Map<string, number>();
  const answerDue = (at: number, step: number, all: boolean) => {
    for (const [key, { channel, source: to }] of desk.state.pbx.asks) {
      const due = asked.get(key) ?? step + chaos.window;
      asked.set(key, due);
      if (due > step && !all) continue;
      asked.delete(key);
      const truth = new Truth(source, events.slice(0, all ? events.length : step + 1));
      if (to === source) desk.tell({ kind: 'answer', source, at, channel, found: truth.answer(channel, at) });
    }
  };
  for (const { event, place } of shuffle(events, chaos, random)) {
    desk.hear(event.facts);
    answerDue(event.at, Math.min(events.length - 1, Math.floor(place)), false);
  }
  settleDown(desk, source, events, chaos, answerDue);
  return desk;
}

/** Nothing more is under way: open questions are answered; where something was lost, the link was, and a snapshot follows. */
function settleDown(
  desk: Desk,
  source: PbxSource,
  events: readonly Heard[],
  chaos: Chaos,
  answerDue: (at: number, step: number, all: boolean) => void,
): void {
  const at = (events.at(-1)?.at ?? 0) + 2_000;
  if (chaos.lost > 0) {
    desk.tell({ kind: 'source-lost', source, at });
    desk.tell({ kind: 'source-up', source, at });
    desk.tell({ kind: 'snapshot', source, at, since: at, channels: new Truth(source, events).all(at) });
  }
  for (let round = 0; round < 5; round += 1) {
    answerDue(at + round, events.length, true);
    desk.tell({ kind: 'tick', at: at + round });
  }
}

/** What is shown against what is so: each living phone of mine in one call with its phase and party, and no call without one. */
export function compareWithTruth(desk: Desk, me: string, source: PbxSource, events: readonly Heard[]): readonly string[] {
  const truth = new Truth(source, events).all(0).filter((channel) => channel.endpoint === me && channel.state !== 'down');
  const shown = desk.calls.filter((call) => call.phase !== 'ended');
  const wrong: string[] = [];
  for (const channel of truth) {
    const [call, ...more] = shown.filter((each) => each.channels.includes(channel.channel));
    if (call === undefined) wrong.push(`${channel.channel} is not shown`);
    // Where it is told where channels are: AMI's Status.
    const place = viewOf(desk.state.pbx, channel.channel)?.bridge ?? null;
    if (channel.bridge !== undefined && place !== channel.bridge) {
      wrong.push(`${channel.channel} is in ${channel.bridge}, taken to be in ${place}`);
    }
    if (more.length > 0) wrong.push(`${channel.channel} is shown twice`);
    if (call === undefined) continue;
    const talks = call.phase === 'active' || call.phase === 'held';
    if (talks !== (channel.state === 'up')) wrong.push(`${channel.channel} is ${channel.state}, shown as ${call.phase}`);
    const number = channel.connected?.number ?? '';
    if (number !== '' && call.party.number !== number) wrong.push(`${call.party.number} is shown for ${number}`);
  }
  const down = new Truth(source, events).all(0).filter((channel) => channel.state === 'down');
  const living = new Set([...truth, ...down].map((channel) => channel.channel));
  for (const call of shown) {
    if (!call.channels.some((channel) => living.has(channel))) wrong.push(`${call.key} is a ghost (${call.phase})`);
  }
  return wrong;
}
