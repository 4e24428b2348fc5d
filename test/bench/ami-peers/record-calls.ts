import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { InboundCall } from '../../pbx/calls/call.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';

/**
 * Records the corpus of calls for `npm run bench -- ami`: half a minute of a PBX whose calls wait in queues, are bridged,
 * parked, fetched and transferred, as a manager with every right is told of it.
 *
 *     node test/bench/ami-peers/record-calls.ts test/captures/calls-22.ami.gz
 */
async function record(file: string): Promise<void> {
  const pbx = await startPbx();
  const { username, secret } = pbx.accounts.ami['truth'] ?? { username: '', secret: '' };
  const socket = connect({ host: '127.0.0.1', port: pbx.ports.ami });
  const chunks: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => chunks.push(bytes));
  await once(socket, 'connect');
  socket.write(`Action: Login\r\nUsername: ${username}\r\nSecret: ${secret}\r\n\r\n`);
  for (const robot of ['3000', '3001', '3009']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await pbx.truth.action({ Action: 'QueueAdd', Queue: 'sales', Interface: `Local/${robot}@robots/n` });
  }
  const stories = [queued, bridged, parkedAndFetched, parkedTooLong, transferred, consulted, metOthers];
  const calls = Array.from({ length: 84 }, async (_, at) => {
    await delay(at * 250);
    await stories[at % stories.length]?.(pbx, at);
  });
  await Promise.all(calls);
  // Robots that nobody is left to talk to never tire.
  const left = (await pbx.truth.channels()).map(({ Channel = '' }) => Channel);
  await Promise.all(left.map((Channel) => pbx.truth.action({ Action: 'Hangup', Channel }).catch(() => 'gone already')));
  await pbx.truth.noChannelsWithin(10_000);
  socket.destroy();
  await pbx.stop();
  // What the login was answered holds no secret; the greeting and it stand at the beginning, as in every recording.
  writeFileSync(file, gzipSync(Buffer.concat(chunks), { level: 9 }));
}

const callIn = (pbx: Pbx, at: number, to: string): Promise<InboundCall> =>
  pbx.callIn({
    to,
    name: `Caller ${at} Müller`,
    number: `+1555123${String(at).padStart(4, '0')}`,
    naming: 'directory',
  });

/** A call that went elsewhere may have left the channel it came on. */
const end = (call: InboundCall): Promise<unknown> => Promise.race([call.hangUp(), delay(1_000)]);

async function queued(pbx: Pbx, at: number): Promise<void> {
  const call = await callIn(pbx, at, '501');
  await delay(5_000);
  await end(call);
}

async function bridged(pbx: Pbx, at: number): Promise<void> {
  const call = await callIn(pbx, at, '3001');
  await delay(4_000);
  await end(call);
}

async function parkedAndFetched(pbx: Pbx, at: number): Promise<void> {
  const call = await callIn(pbx, at, '3000');
  await delay(1_000);
  const { ParkingSpace } = await pbx.park(call.channel);
  await delay(2_000);
  await pbx.originate({
    ...{ Channel: 'Local/3000@robots', Context: 'parkedcalls', Exten: ParkingSpace, Priority: 1 },
  });
  await delay(2_000);
  await end(call);
}

async function parkedTooLong(pbx: Pbx, at: number): Promise<void> {
  const call = await callIn(pbx, at, '3009');
  await delay(2_000);
  await pbx.truth.action({ Action: 'Park', Channel: call.channel, Timeout: 2_000 });
  await delay(5_000);
  await end(call);
}

async function transferred(pbx: Pbx, at: number): Promise<void> {
  const call = await callIn(pbx, at, '3000');
  await delay(1_500);
  await pbx.truth.action({ Action: 'BlindTransfer', Channel: call.channel, Exten: '3009', Context: 'from-internal' });
  await delay(3_000);
  await end(call);
}

async function consulted(pbx: Pbx, at: number): Promise<void> {
  const call = await callIn(pbx, at, '3000');
  await delay(1_500);
  await pbx.truth.action({ Action: 'Atxfer', Channel: call.channel, Exten: '3006', Context: 'from-internal' });
  await delay(5_000);
  await end(call);
}

async function metOthers(pbx: Pbx, at: number): Promise<void> {
  const call = await callIn(pbx, at, '800');
  await delay(6_000);
  await end(call);
}

await record(process.argv[2] ?? 'calls-22.ami.gz');
