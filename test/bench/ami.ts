import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { tcpTransport } from '../../main/ami/tcp-transport.ts';
import { collectGarbage } from '../support/collect-garbage.ts';
import { watchTurns } from '../support/loop-turns.ts';
import type { Figures } from './ami-decode.ts';
import { heapFigures } from './ami-decode.ts';
import { allDelivered, floor, type OurClient, ours, peers, referenceName } from './ami-peers/clients.ts';
import { corpora, type Flood, floodOf, hundredThousand, readsOf } from './ami-peers/corpora.ts';
import { memoryTransport, withMemorySockets } from './ami-peers/memory-road.ts';
import { percentile } from './support/percentile.ts';

const rounds = 5;
/** The others are measured seldom: they take most of the time. */
const peerRounds = 3;
const passes = 10;
/** Rounds before those that count, floor and ours in turns: until then the compiler is still at work. The others take one. */
const warmUps = 25;

/** Seconds from the first byte of a flood to its last event: by the clock, and of this thread's processor time. */
interface Taken {
  readonly clock: number;
  readonly processor: number;
}
/** Called when the flood begins. */
type Begin = (at?: number) => void;
type Run = (flood: Flood, begin: Begin) => Promise<number | null>;

/** Every manager client beside the others, over loopback and in memory, from the first byte to the last event of one flood. */
export async function* run(): AsyncGenerator<Figures> {
  for (const [corpus, capture] of Object.entries(corpora)) {
    const flood = floodOf(capture, passes);
    yield* roadFigures(`ami, ${corpus}, loopback`, flood, overLoopback);
    yield* roadFigures(`ami, ${corpus}, memory`, flood, inMemory);
    yield* turnFigures(`ami, ${corpus}, loopback`, flood);
  }
  yield* turnFigures('ami, 100,000 events, loopback', hundredThousand());
  yield* heapFigures('ami', [...readsOf(floodOf(corpora.firehose, 1))]);
}

const overLoopback: Readonly<Record<string, Run>> = {
  [floor.name]: (flood, begin) =>
    served(flood, begin, async (port) => {
      await floor.overLoopback(port);
      return null;
    }),
  ...each(ours, (client) => (flood, begin) => served(flood, begin, (port) => client(road(port)))),
  ...each(peers, (client) => (flood, begin) => served(flood, begin, client)),
};

const inMemory: Readonly<Record<string, Run>> = {
  [floor.name]: (flood, begin) => {
    begin();
    floor.inMemory(readsOf(flood));
    return Promise.resolve(null);
  },
  ...each(ours, (client) => (flood, begin) => client(memoryTransport(flood, begin))),
  ...each(peers, (client) => (flood, begin) => withMemorySockets(flood, begin, () => client(1))),
};

function each<Client>(clients: Readonly<Record<string, Client>>, runOf: (client: Client) => Run): Record<string, Run> {
  return Object.fromEntries(Object.entries(clients).map(([name, client]) => [name, runOf(client)]));
}

const road = (port: number) => tcpTransport({ host: '127.0.0.1', port });

/** With a manager in a thread of its own. */
async function served<Value>(flood: Flood, begin: Begin, client: (port: number) => Promise<Value>): Promise<Value> {
  const { once: corpus } = flood;
  const server = new Worker(new URL('ami-peers/flood-server.ts', import.meta.url), {
    workerData: { corpus, passes: flood.passes },
  });
  try {
    const [{ port }] = (await once(server, 'message')) as [{ port: number }];
    const poured = once(server, 'message') as Promise<[{ poursAt: number }]>;
    begin();
    const value = await client(port);
    const [{ poursAt }] = await poured;
    begin(poursAt);
    return value;
  } finally {
    await server.terminate();
  }
}

async function* roadFigures(
  bench: string,
  flood: Flood,
  contenders: Readonly<Record<string, Run>>,
): AsyncGenerator<Figures> {
  const measured = new Map<string, Taken[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [name, contender] of Object.entries(contenders)) {
      if (name in peers && (round < -1 || round >= peerRounds)) continue;
      // oxlint-disable-next-line no-await-in-loop -- one at a time, or they measure each other
      const taken = await take(flood, name, contender);
      if (round >= 0) measured.get(name)?.push(taken);
    }
  }
  const rates = (name: string, by: keyof Taken) => (measured.get(name) ?? []).map((taken) => flood.blocks / taken[by]);
  for (const by of ['clock', 'processor'] as const) {
    const median = (name: string) => percentile(rates(name, by), 50);
    for (const name of measured.keys()) {
      const [p50, p95] = [median(name), percentile(rates(name, by), 5)];
      const common = {
        bench,
        name,
        p50,
        p95,
        unit: by === 'clock' ? 'blocks/s' : 'blocks/s of processor',
        n: rates(name, by).length,
      };
      yield { ...common, vs: floor.name, ratio: p50 / median(floor.name) };
      if (name in ours) yield { ...common, vs: referenceName, ratio: p50 / median(referenceName) };
    }
  }
}

async function take(flood: Flood, name: string, contender: Run): Promise<Taken> {
  let [began, before] = [0, process.threadCpuUsage()];
  const seen = await contender(flood, (at) => {
    began = at ?? now();
    if (at === undefined) before = process.threadCpuUsage();
  });
  const { user, system } = process.threadCpuUsage(before);
  if (name === allDelivered && seen !== flood.blocks + 1) throw new Error(`of ${flood.blocks} events ${seen} came`);
  return { clock: (now() - began) / 1_000, processor: (user + system) / 1e6 };
}

/** On the clock that all threads share. */
const now = (): number => performance.timeOrigin + performance.now();

/** How long our client keeps the rest of its process waiting in a flood. */
async function* turnFigures(bench: string, flood: Flood): AsyncGenerator<Figures> {
  for (const [name, client] of Object.entries(ours)) {
    const turns: number[] = [];
    const latest: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time
      const seen = await watched(flood, client);
      turns.push(...seen.busy);
      latest.push(seen.latest);
    }
    const longest = percentile(turns, 100);
    yield {
      bench,
      name: `one turn of the loop without other threads, ${name}`,
      p50: percentile(turns, 50),
      p95: percentile(turns, 95),
      longest,
      unit: 'ms',
      n: turns.length,
    };
    yield {
      bench,
      name: `a timer comes late by, ${name}`,
      p50: percentile(latest, 50),
      p95: percentile(latest, 95),
      longest: percentile(latest, 100),
      unit: 'ms at worst',
      n: rounds,
    };
  }
}

function watched(flood: Flood, client: OurClient): Promise<ReturnType<ReturnType<typeof watchTurns>>> {
  return served(
    flood,
    () => undefined,
    async (port) => {
      // What the others left behind would be collected in a turn of ours.
      collectGarbage();
      const seen = watchTurns();
      await client(road(port));
      return seen();
    },
  );
}
