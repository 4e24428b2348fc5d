import type { Place } from '../../preload/contract/places.ts';
import { Targets } from '../../renderer/search/targets.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { percentile } from './support/percentile.ts';

/** One figure, as `npm run bench` prints it. */
export interface Figures {
  readonly bench: string;
  readonly name: string;
  readonly vs?: string;
  readonly ratio?: number;
  readonly p50: number;
  readonly p95: number;
  readonly unit: string;
  readonly n: number;
}

const people = 5_000;
const rounds = 40;
const firsts = [
  'Alice',
  'Bob',
  'Carol',
  'Dávid',
  'Éva',
  'François',
  'Grace',
  'Hans',
  'Ines',
  'Jürgen',
  'Kamala',
  'Zoë',
];
const lasts = ['Example', 'Varga', 'Achterberg', 'Ångström', 'Müller', 'O’Brien', 'Silva', 'Novák', 'Smith', 'Tanaka'];
const states = ['free', 'ringing', 'busy', 'away', 'offline'] as const;
/** What somebody types, key by key; the worst is what everybody matches. */
const queries = ['', 'a', 'al', 'ali', 'e', 'ex', 'exa', '1', '10', '104', '1042', 'a e', 'aex', 'muller', 'zzz'];

/** Five thousand colleagues, the same ones each time. */
export function crowd(): Place[] {
  const random = seededRandom(1);
  const pick = <Value>(from: readonly Value[], fallback: Value): Value =>
    from[Math.floor(random() * from.length)] ?? fallback;
  return Array.from({ length: people }, (_, index) => {
    const dials = String(1_000 + index);
    return {
      kind: 'colleague' as const,
      name: `${pick(firsts, 'Ann')} ${pick(lasts, 'Example')} ${index % 97}`,
      number: { raw: dials, display: dials, e164: null },
      dials,
      team: index % 3 === 0 ? 'Billing' : null,
      company: null,
      presence: pick(states, 'free'),
      since: null,
      warning: null,
    };
  });
}

/** The least one would write: keep what contains the text, sort by name. */
const floor = (places: readonly Place[], text: string): readonly Place[] =>
  places
    .filter(({ name, dials }) => (name ?? '').toLowerCase().includes(text) || dials.includes(text))
    .toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
    .slice(0, 50);

/** Milliseconds a search over 5,000 extensions takes, each query in each round. */
export function run(): Figures[] {
  const places = crowd();
  const targets = new Targets();
  for (const place of places) targets.put(place);
  const times = { floor: [] as number[], ours: [] as number[] };
  for (let round = -5; round < rounds; round += 1) {
    for (const query of queries) {
      const began = performance.now();
      const plain = floor(places, query);
      const between = performance.now();
      const found = targets.find(query, 50);
      const ended = performance.now();
      if (plain.length > 50 || found.length > 50) throw new Error('too many');
      // The first rounds warm the compiler up.
      if (round < 0) continue;
      times.floor.push(between - began);
      times.ours.push(ended - between);
    }
  }
  const of = (name: string, measured: readonly number[]): Figures => ({
    bench: 'targets',
    name,
    vs: 'filter and sort (floor)',
    ratio: percentile(measured, 50) / percentile(times.floor, 50),
    p50: percentile(measured, 50),
    p95: percentile(measured, 95),
    unit: 'ms',
    n: measured.length,
  });
  return [of('filter and sort (floor)', times.floor), of('ranked, fuzzy, marked', times.ours)];
}
