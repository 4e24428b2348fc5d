import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { ContactFinder } from '../../main/directory/contact-finder.ts';
import type { ContactStore } from '../../main/directory/contact-store.ts';
import { ContactWriter } from '../../main/directory/contact-writer.ts';
import type { Draft } from '../../main/directory/draft.ts';
import { QuickMatch } from '../../main/directory/quick-match.ts';
import { readCsv } from '../../main/directory/read-csv.ts';
import { migrations } from '../../main/directory/schema.ts';
import { openDatabase } from '../../main/store/open-database.ts';
import { StoreThread } from '../../main/store/store-thread.ts';
import { messyCsv } from '../unit/directory/messy-csv.ts';
import { percentile } from './support/percentile.ts';

interface Figures {
  readonly bench: 'directory';
  readonly name: string;
  readonly vs?: string;
  readonly ratio?: number;
  readonly p50: number;
  readonly p95: number;
  readonly unit: 'ms';
  readonly n: number;
}

const people = Number(process.env['OFFHOOK_BENCH_PEOPLE'] ?? 500_000);
const matches = 500;
const messyRows = 50_000;

const first = [
  'Anna',
  'Bo',
  'Cyril',
  'Dora',
  'Eve',
  'Fritz',
  'Gina',
  'Hal',
  'Ines',
  'Jon',
  'Karl',
  'Lena',
  'Marek',
  'Nora',
];
const last = [
  'Berg',
  'Dahl',
  'Falk',
  'Ferreira',
  'Hale',
  'Kern',
  'Lind',
  'Müller',
  'O’Brien',
  'Sandoval',
  'Tanner',
  'Voss',
];
const firms = ['Acme', 'Brackwell', 'Lumbra', 'Okvist', 'Quillby', 'Tarnfield'];
const trades = ['Dental', 'Freight', 'Textiles', 'Tools', 'Foods', 'Printing'];

/** Deterministic, and as often the same as names are. */
function person(at: number): Draft {
  const pick = (from: readonly string[], by: number) => from[Math.floor(at / by) % from.length] ?? '';
  return {
    ...{ uid: `u${at}`, role: '', email: '', note: '' },
    name: `${pick(first, 1)} ${pick(last, 14)}${(at % 5000).toString(36)}`,
    company: `${pick(firms, 3)} ${pick(trades, 7)} ${Math.floor(at / 40).toString(36)}`,
    numbers: [
      { label: 'Mobile', raw: `+44 7${String(700_000_000 + at)}` },
      { label: 'Office', raw: `0161 ${String(4_000_000 + (at % 1_000_000))}` },
    ],
  };
}

/** Numbers are matched and names searched among half a million people; beside a Map, and beside what SQL's LIKE would take. */
export async function* run(): AsyncIterable<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
  try {
    yield* imported();
    const { database } = openDatabase(join(folder, 'contacts.db'), migrations, 0);
    fill(database);
    const finder = new ContactFinder(database, 'GB');
    yield* matched(finder);
    yield* searched(finder, database);
    database.close();
    yield* askedFromMain(join(folder, 'contacts.db'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fill(database: DatabaseSync): void {
  const writer = new ContactWriter(database, 'GB');
  const drafts = Array.from({ length: people }, (_, at) => ({ line: at, draft: person(at) }));
  writer.replace({ file: 'bench.csv', stamp: '1', drafts, rejected: [] });
}

function* imported(): Iterable<Figures> {
  const { bytes, taken, rejected } = messyCsv(messyRows);
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const { database } = openDatabase(':memory:', migrations, 0);
    const since = performance.now();
    const read = readCsv(bytes);
    const report = new ContactWriter(database, 'GB').replace({ file: 'messy.csv', stamp: '1', ...read });
    times.push(performance.now() - since);
    database.close();
    if (report.taken !== taken) throw new RangeError(`${report.taken} of ${taken} rows were taken`);
    const said = read.rejected.map(({ line, reason }) => `${line} ${reason}`);
    if (said.join('\n') !== rejected.join('\n')) throw new RangeError('the report of the rows is not the right one');
  }
  yield figures(`${messyRows} messy rows of CSV imported`, times);
}

function* matched(finder: ContactFinder): Iterable<Figures> {
  const known = new Map<string, number>();
  for (let at = 0; at < people; at++) known.set(`+447${700_000_000 + at}`, at);
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < matches; round++) {
    const at = (round * 7919) % people;
    const e164 = `+447${700_000_000 + at}`;
    ours.push(timed(() => finder.match({ raw: e164, e164 })));
    floor.push(timed(() => known.get(e164)));
  }
  yield figures('a number matched: a Map', floor);
  yield figures(`a number matched among ${people} people`, ours, { name: 'a Map', floor });
}

/** What a ringing call waits for: a look where it is, or a question to the thread and its answer. */
async function* askedFromMain(path: string): AsyncIterable<Figures> {
  const data = { path, country: 'GB', now: 0 };
  const quick = new QuickMatch({ ...data, now: () => performance.now() });
  const store = new URL('../../main/directory/contact-thread.ts', import.meta.url);
  const thread = new StoreThread<ContactStore>(store, data);
  await thread.ask('ready', undefined);
  const [here, there]: [number[], number[]] = [[], []];
  for (let round = 0; round < matches; round++) {
    const e164 = `+447${700_000_000 + ((round * 7919) % people)}`;
    here.push(timed(() => quick.match({ raw: e164, e164 })));
    const since = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- one call rings after the other
    await thread.ask('match', { raw: e164, e164 });
    there.push(performance.now() - since);
  }
  quick.dispose();
  thread.dispose();
  yield figures('a caller’s number: the thread asked', there);
  yield figures('a caller’s number: looked up where the call is', here, { name: 'the thread', floor: there });
}

function* searched(finder: ContactFinder, database: DatabaseSync): Iterable<Figures> {
  const like = database.prepare(`SELECT id FROM contact WHERE name LIKE ? OR company LIKE ? ORDER BY name LIMIT 50`);
  const ours: number[] = [];
  const floor: number[] = [];
  for (const text of ['anna ber', 'tarnfield fre', 'müll', 'o’br', 'voss1a', 'lumbra tex', 'quillby', 'ines kern']) {
    for (let end = 1; end <= text.length; end++) {
      const typed = text.slice(0, end);
      ours.push(timed(() => finder.search(typed, 50)));
      if (end === text.length) floor.push(timed(() => like.all(`%${typed}%`, `%${typed}%`)));
    }
  }
  yield figures('a keystroke of search: SQL LIKE', floor);
  yield figures(`a keystroke of search among ${people} people`, ours, { name: 'SQL LIKE', floor });
}

function timed(work: () => unknown): number {
  const since = performance.now();
  work();
  return performance.now() - since;
}

function figures(
  name: string,
  times: readonly number[],
  vs: { readonly name: string; readonly floor: readonly number[] } | null = null,
): Figures {
  const [p50, p95] = [percentile(times, 50), percentile(times, 95)].map((value) => Math.round(value * 1000) / 1000);
  const ratio =
    vs === null
      ? {}
      : { vs: vs.name, ratio: Math.round((percentile(times, 50) / percentile(vs.floor, 50)) * 1000) / 1000 };
  return { bench: 'directory', name, ...ratio, p50: p50 ?? 0, p95: p95 ?? 0, unit: 'ms', n: times.length };
}
