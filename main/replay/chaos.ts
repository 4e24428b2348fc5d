import { viewOf } from '../calls/legs/links.ts';
import type { Rules } from '../calls/legs/rules.ts';
import type { PbxSource } from '../facts/pbx.ts';
import { Player } from './player.ts';
import type { Heard } from './step.ts';
import { Truth } from './truth.ts';

export interface Chaos {
  /** How far events may be moved, in events; an answer of the PBX takes as long. */
  readonly window: number;
  /** The share of events that come twice, and that never come. */
  readonly doubled: number;
  readonly lost: number;
}

/** One arrival of an event: its number in the recording, and the moment, in events, at which it comes. */
export interface Arrival {
  readonly index: number;
  readonly place: number;
}

/** One delivery of events: shuffled within a window, some twice and some never. */
export function disturb(count: number, { window, doubled, lost }: Chaos, random: () => number): readonly Arrival[] {
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    if (random() < lost) return [];
    const copies = random() < doubled ? [0, 1] : [0];
    return copies.map(() => ({ index, place: index + random() * window }));
  });
}

/**
 * No snapshot tells who holds whom, so nothing could settle a Hold and an Unhold that changed places: those of one
 * channel keep their order, and are told once.
 */
function inOrderOfArrival(events: readonly Heard[], arrivals: readonly Arrival[]): readonly Arrival[] {
  const moved = arrivals.toSorted((a, b) => a.place - b.place);
  const isHold = ({ index }: Arrival) => events[index]?.facts.some((fact) => fact.kind === 'hold') === true;
  const seen = new Set<number>();
  const holds = moved
    .filter(isHold)
    .filter(({ index }) => !seen.has(index) && seen.add(index))
    .toSorted((a, b) => a.index - b.index);
  return moved.flatMap((each) => (isHold(each) ? (holds.shift() ?? []) : [each]));
}

/** A recording, and one delivery of it. */
export interface Delivery {
  readonly me: readonly string[];
  /** Who tells of it; each is asked, and answers, for itself. */
  readonly sources: readonly PbxSource[];
  readonly events: readonly Heard[];
  readonly arrivals: readonly Arrival[];
  /** An answer to a question takes this long, in events. */
  readonly window: number;
  /** Where something was lost, the link was, and a snapshot follows. */
  readonly snapshot: boolean;
}

/** Whose event it is. */
export const sourceOf = ({ facts }: Heard): PbxSource | null => facts[0]?.source ?? null;

/** What that source would say after the first events of a delivery. */
const truthOf = (events: readonly Heard[], source: PbxSource): Truth =>
  new Truth(events.filter((event) => sourceOf(event) === source));

/** Plays a delivery; what the model asks is answered, a window later, with what is true by then. */
export function playDelivery(delivery: Delivery, rules?: Rules): Player {
  const { me, sources, events, window } = delivery;
  const player = new Player(me, rules);
  const asked = new Map<string, { readonly due: number; readonly since: number }>();
  const answerDue = (at: number, step: number, all: boolean) => {
    for (const [key, { channel, source }] of player.state.pbx.asks) {
      const { due, since } = asked.get(key) ?? { due: step + window, since: at };
      asked.set(key, { due, since });
      if (due > step && !all) continue;
      asked.delete(key);
      if (!sources.includes(source)) continue;
      const truth = truthOf(events.slice(0, all ? events.length : step + 1), source);
      const found = truth.answer(channel, at);
      player.tell({ kind: 'answer', source, at, since: all ? at : since, channel, found });
      const bridge = found?.bridge ?? null;
      if (bridge !== null) {
        player.tell({ kind: 'company', source, at, since: at, bridge, channels: truth.company(bridge, at) });
      }
    }
  };
  for (const { index, place } of inOrderOfArrival(events, delivery.arrivals)) {
    const event = events[index];
    if (event === undefined) continue;
    player.hear(event.facts);
    answerDue(event.at, Math.min(events.length - 1, Math.floor(place)), false);
  }
  settleDown(player, delivery, answerDue);
  return player;
}

/** Nothing more is under way: open questions are answered, after a snapshot where there is one. */
function settleDown(
  player: Player,
  { sources, events, snapshot }: Delivery,
  answerDue: (at: number, step: number, all: boolean) => void,
): void {
  const at = (events.at(-1)?.at ?? 0) + 2_000;
  for (const source of snapshot ? sources : []) {
    player.tell({ kind: 'source-lost', source, at });
    player.tell({ kind: 'source-up', source, at });
    player.tell({ kind: 'snapshot', source, at, since: at, channels: truthOf(events, source).all(at) });
  }
  for (let round = 0; round < 5; round += 1) {
    answerDue(at + round, events.length, true);
    player.tell({ kind: 'tick', at: at + round });
  }
}

/** What is shown against what is so: each living phone of mine in one call with its phase and party, and no call without one. */
export function compareWithTruth(
  player: Player,
  { me, sources, events }: Pick<Delivery, 'me' | 'sources' | 'events'>,
): readonly string[] {
  // Where two sources tell, the delivery ends at a moment at which they agree.
  const [first] = sources;
  const channels = first === undefined ? [] : truthOf(events, first).all(0);
  const truth = channels.filter(
    (channel) => channel.endpoint !== null && me.includes(channel.endpoint) && channel.state !== 'down',
  );
  const shown = player.calls.filter((call) => call.phase !== 'ended');
  const wrong: string[] = [];
  for (const channel of truth) {
    const [call, ...more] = shown.filter((each) => each.channels.includes(channel.channel));
    if (call === undefined) wrong.push(`${channel.channel} is not shown`);
    // Where it is told where channels are: AMI's Status.
    const place = viewOf(player.state.pbx, channel.channel)?.bridge ?? null;
    if (channel.bridge !== undefined && place !== channel.bridge) {
      wrong.push(`${channel.channel} is in ${channel.bridge}, taken to be in ${place}`);
    }
    if (more.length > 0) wrong.push(`${channel.channel} is shown twice`);
    if (call === undefined) continue;
    const talks = call.phase === 'active' || call.phase === 'held';
    if (talks !== (channel.state === 'up'))
      wrong.push(`${channel.channel} is ${channel.state}, shown as ${call.phase}`);
    const number = channel.connected?.number ?? '';
    if (number !== '' && call.party.number !== number) wrong.push(`${call.party.number} is shown for ${number}`);
  }
  const down = channels.filter((channel) => channel.state === 'down');
  const living = new Set([...truth, ...down].map((channel) => channel.channel));
  for (const call of shown) {
    if (!call.channels.some((channel) => living.has(channel))) wrong.push(`${call.key} is a ghost (${call.phase})`);
  }
  return wrong;
}
