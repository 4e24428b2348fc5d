import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import type { Figures } from './ami-decode.ts';
import { type Client, fast, floorName, peers, readTimes, referenceName } from './ami-peers/clients.ts';
import { percentile } from './support/percentile.ts';

const rounds = 3;
const passes = 10;
const size = 6_000_000;

/** Every manager client beside the others, over loopback, from the first byte to the last event of the same flood. */
export async function* run(): AsyncGenerator<Figures> {
  for (const [corpus, files] of Object.entries({
    firehose: ['firehose-22'],
    calls: [
      'queue-call-22',
      'park-retrieve-22',
      'blind-refer-22',
      'atxfer-refer-22',
      'confbridge-22',
      'inbound-answered-22',
    ],
  })) {
    const bytes = eventsOf(files);
    const measured = new Map<string, number[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, client] of Object.entries({ ...fast, ...peers })) {
        // oxlint-disable-next-line no-await-in-loop -- one at a time, or they measure each other
        const rate = await flood(client, bytes);
        measured.set(name, [...(measured.get(name) ?? []), rate]);
      }
    }
    yield longestRead(corpus);
    const median = (name: string) => percentile(measured.get(name) ?? [], 50);
    for (const [name, rates] of measured) {
      const common = {
        bench: `ami, ${corpus}`,
        name,
        p50: median(name),
        p95: percentile(rates, 5),
        unit: 'blocks/s',
      };
      yield { ...common, vs: floorName, ratio: median(name) / median(floorName), n: rounds };
      if (name.startsWith('ours'))
        yield { ...common, vs: referenceName, ratio: median(name) / median(referenceName), n: rounds };
    }
  }
}

/** How long one read of our client holds up everything else in the process, over all the floods of this corpus. */
function longestRead(corpus: string): Figures {
  const times = readTimes.splice(0);
  const common = { bench: `ami, ${corpus}`, name: 'one read of ours (p95: the longest)', unit: 'ms', n: times.length };
  return { ...common, p50: percentile(times, 50), p95: percentile(times, 100) };
}

/** Events only, and of about the same size whatever the recordings are: answers to nobody's questions help no one. */
function eventsOf(files: readonly string[]): Uint8Array {
  const blocks = files.flatMap((file) =>
    gunzipSync(readFileSync(new URL(`../captures/${file}.ami.gz`, import.meta.url)))
      .toString('latin1')
      .split('\r\n\r\n')
      .filter((block) => block.startsWith('Event: ')),
  );
  const once = Buffer.from(`${blocks.join('\r\n\r\n')}\r\n\r\n`, 'latin1');
  const copies = Math.max(1, Math.round(size / once.length));
  return Buffer.concat(Array.from({ length: copies }, () => once));
}

/** Blocks a second, from the first byte of the flood to its last event. */
async function flood(client: Client, corpus: Uint8Array): Promise<number> {
  const blocks = (Buffer.from(corpus).toString('latin1').split('\r\n\r\n').length - 1) * passes;
  const server = new Worker(new URL('ami-peers/flood-server.ts', import.meta.url), { workerData: { corpus, passes } });
  try {
    const [{ port }] = (await once(server, 'message')) as [{ port: number }];
    const poured = once(server, 'message') as Promise<[{ poursAt: number }]>;
    await client(port);
    const endedAt = performance.timeOrigin + performance.now();
    const [{ poursAt }] = await poured;
    return blocks / ((endedAt - poursAt) / 1000);
  } finally {
    await server.terminate();
  }
}
