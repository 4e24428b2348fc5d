import type { Uniqueid } from '../base/ids.ts';
import type { PbxFact } from '../facts/fact.ts';
import type { PbxSource } from '../facts/pbx.ts';
import { sourceOf } from './chaos.ts';
import { withoutAnswers } from './interleaving.ts';
import type { Ground } from './laws.ts';
import { Player } from './player.ts';
import { byTime, type Heard, isHeard, type Step } from './step.ts';
import type { SeenCall } from './story.ts';
import { Truth } from './truth.ts';

/**
 * A recording without a golden as the laws judge it: played in the order in which it came, each road must end as it
 * does in that order; delivered in disorder, as the recording itself says it was.
 */
export function groundOf(name: string, me: readonly string[], steps: readonly Step[]): Ground {
  const told = withoutAnswers(steps);
  const streamsOf = (prefix: string) => told.filter((step) => step.stream.startsWith(prefix));
  const [ami, ari] = [streamsOf('ami'), streamsOf('ari')];
  const roads = [
    { through: 'AMI', steps: ami },
    ...(ami.length < told.length ? [{ through: 'all roads', steps: told }] : []),
  ];
  const orders = roads
    .filter((road) => new Set(road.steps.map((step) => step.stream)).size > 1)
    .map((road) => ({ ...road, expected: storyOf(me, road.steps) }));
  const deliveries = deliveriesOf(ofBorn(ami.filter(isHeard)), ofBorn(ari.filter(isHeard)), (events) =>
    storyOf(me, events),
  );
  return { name, me, orders, deliveries };
}

/** Each source alone and both together, where there are two; `story` says what there was to be seen. */
export function deliveriesOf(
  ami: readonly Heard[],
  ari: readonly Heard[],
  story: (events: readonly Heard[]) => readonly SeenCall[],
): Ground['deliveries'] {
  const alone = (source: PbxSource, events: readonly Heard[]): Ground['deliveries'] =>
    events.length === 0 ? [] : [{ sources: [source], events, expected: story(events), ends: null }];
  const each = [...alone('ami', ami), ...alone('ari', ari)];
  if (each.length < 2) return each;
  const events = byTime([...ami, ...ari]);
  return [...each, { sources: ['ami', 'ari'], events, expected: story(events), ends: agreements(events) }];
}

/**
 * After how many events both sources tell the same of every channel: each is a few milliseconds ahead of the other now and
 * then, and what is so can be said only where neither is.
 */
function agreements(events: readonly Heard[]): readonly number[] {
  const [ami, ari] = [new Truth([]), new Truth([])];
  return events.flatMap((event, at) => {
    (sourceOf(event) === 'ami' ? ami : ari).hear(event);
    return ami.agreesWith(ari) ? [at + 1] : [];
  });
}

/** Of a channel that was there before the recording began nobody could be asked in its place: it is left out. */
function ofBorn(events: readonly Heard[]): readonly Heard[] {
  const facts = events.flatMap((event) => event.facts);
  const born = new Set(facts.flatMap((fact) => (fact.kind === 'channel' && fact.born ? [fact.channel] : [])));
  return events
    .map((event) => ({ ...event, facts: event.facts.filter((fact) => namedIn(fact).every((id) => born.has(id))) }))
    .filter((event) => event.facts.length > 0);
}

const naming = ['channel', 'caller', 'dest', 'member', 'parkee', 'retriever', 'picker', 'transferee', 'swap'] as const;

/** The channels a fact names. `target` is one, or nothing, in a transfer and a pickup. */
function namedIn(fact: PbxFact): readonly Uniqueid[] {
  const named = new Set<string>([...naming, 'target']);
  return Object.entries(fact)
    .filter(([key]) => named.has(key))
    .map(([, value]: [string, unknown]) => value)
    .filter((value) => typeof value === 'string') as Uniqueid[];
}

function storyOf(me: readonly string[], steps: readonly Step[]): readonly SeenCall[] {
  const player = new Player(me);
  for (const step of steps) player.play(step);
  return player.story;
}
