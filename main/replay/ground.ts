import type { Uniqueid } from '../base/ids.ts';
import type { PbxFact } from '../facts/fact.ts';
import type { PbxSource } from '../facts/pbx.ts';
import { withoutAnswers } from './interleaving.ts';
import type { Ground } from './laws.ts';
import { Player } from './player.ts';
import { type Heard, isHeard, type Step } from './step.ts';
import type { SeenCall } from './story.ts';

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
  const sources: readonly (readonly [PbxSource, readonly Step[]])[] = [
    ['ami', ami],
    ['ari', ari],
  ];
  const deliveries = sources
    .map(([source, road]) => ({ source, events: ofBorn(road.filter(isHeard)) }))
    .filter(({ events }) => events.length > 0)
    .map((delivery) => ({ ...delivery, expected: storyOf(me, delivery.events) }));
  return { name, me, orders, deliveries };
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
