import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AmiDecoder, type AmiDecoderOptions } from '../../main/ami/codec/decoder.ts';
import type { AmiMessage } from '../../main/ami/codec/message.ts';
import { amiEventsRead } from '../../main/app/translate/ami-facts.ts';
import { collectGarbage } from '../support/collect-garbage.ts';
import { corpora } from './ami-peers/corpora.ts';
import { percentile } from './support/percentile.ts';

/** One figure, as `npm run bench` prints it. */
export interface Figures {
  readonly bench: string;
  readonly name: string;
  readonly vs?: string;
  readonly ratio?: number;
  readonly p50: number;
  readonly p95: number;
  /** The worst of all, where that is what matters. */
  readonly longest?: number;
  readonly unit: string;
  readonly n: number;
}

/** Takes the chunks of a whole session; answers how many blocks it saw. */
type Contender = (chunks: readonly Buffer[]) => number;

/** What a desk with a call list, queues and parking reads: more than Offhook's own list of today. */
const callEvents = [
  ...['Newchannel', 'Newstate', 'NewCallerid', 'NewConnectedLine', 'Hangup', 'DialBegin', 'DialEnd'],
  ...['BridgeEnter', 'BridgeLeave', 'QueueCallerJoin', 'QueueCallerLeave', 'QueueCallerAbandon', 'AgentCalled'],
  ...['AgentConnect', 'AgentComplete', 'MessageWaiting', 'ParkedCall', 'UnParkedCall', 'Hold', 'Unhold'],
];
const callFields = [
  'Uniqueid',
  'Linkedid',
  'Channel',
  'ChannelState',
  'CallerIDNum',
  'CallerIDName',
  'ConnectedLineName',
];

const ours =
  (options: AmiDecoderOptions, look: (message: AmiMessage) => void): Contender =>
  (chunks) => {
    let seen = 0;
    const decoder = new AmiDecoder(
      {
        onBanner: () => undefined,
        onForeign: () => undefined,
        onMessage: (message) => {
          seen += 1;
          look(message);
        },
      },
      options,
    );
    for (const chunk of chunks) decoder.push(chunk);
    return seen + decoder.counts.dropped;
  };

const read = (message: AmiMessage) => {
  for (const field of callFields) message.get(field);
};
const callNames = new Set(callEvents);
const readCalls = (message: AmiMessage) => {
  if (callNames.has(message.name)) read(message);
};

/** The least anybody can do: find where blocks end. */
const floor: Contender = (chunks) => {
  const blank = Buffer.from('\r\n\r\n');
  let seen = 0;
  let rest: Buffer = Buffer.alloc(0);
  for (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(blank); end >= 0; end = bytes.indexOf(blank, start)) {
      seen += 1;
      start = end + blank.length;
    }
    rest = bytes.subarray(start);
  }
  return seen;
};

/** What one writes in five minutes: text, split, split, object. */
const naive: Contender = (chunks) => {
  let [seen, rest] = [0, ''];
  for (const chunk of chunks) {
    const blocks = (rest + chunk.toString('utf8')).split('\r\n\r\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const message: Record<string, string> = {};
      for (const line of block.split('\r\n')) {
        const colon = line.indexOf(':');
        message[line.slice(0, colon)] = line.slice(colon + 2);
      }
      seen += 1;
    }
  }
  return seen;
};

const contenders: Readonly<Record<string, Contender>> = {
  'blank-line scan (floor)': floor,
  'ours, filtered as the app does': ours({ interesting: amiEventsRead }, read),
  'ours, filtered to call events': ours({ interesting: callEvents }, read),
  'ours, all delivered, calls read': ours({}, readCalls),
  'ours, all delivered, all read': ours({}, read),
  'ours, everything decoded': ours({}, (message) => message.headers()),
  'naive split': naive,
};

const rounds = 30;
/** Rounds that only warm the compiler up: a desk runs for hours. */
const warmUp = 30;
/** As large as Node reads from a socket at once. */
const chunkSize = 65_536;

const size = 6_000_000;

/** As it comes from a socket; of about the same size whatever the recordings are. */
function chunksOf(file: string): readonly Buffer[] {
  const session = gunzipSync(readFileSync(new URL(`../captures/${file}.ami.gz`, import.meta.url)));
  const greeting = Buffer.from('Asterisk Call Manager/11.0.0\r\n');
  const once = session.subarray(session.indexOf('\n') + 1);
  const copies = Array.from({ length: Math.max(1, Math.round(size / once.length)) }, () => once);
  const bytes = Buffer.concat([greeting, ...copies]);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) chunks.push(bytes.subarray(at, at + chunkSize));
  return chunks;
}

/** Blocks a second from memory, each contender once a round so that all meet the same weather. */
export function run(): Figures[] {
  const all = Object.entries(corpora).map(([corpus, file]) => [corpus, chunksOf(file)] as const);
  const rates = all.flatMap(([corpus, chunks]) => rateFigures(corpus, chunks));
  return [...rates, ...heapFigures('ami-decode', all[0]?.[1] ?? [])];
}

function rateFigures(corpus: string, chunks: readonly Buffer[]): Figures[] {
  const rates = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [name, contender] of Object.entries(contenders)) {
      const began = performance.now();
      const seen = contender(chunks);
      const rate = seen / ((performance.now() - began) / 1000);
      if (round >= 0) rates.get(name)?.push(rate);
    }
  }
  const floorRate = percentile(rates.get('blank-line scan (floor)') ?? [], 50);
  return [...rates].map(([name, measured]) => ({
    bench: `ami-decode, ${corpus}`,
    name,
    vs: 'blank-line scan (floor)',
    ratio: percentile(measured, 50) / floorRate,
    p50: percentile(measured, 50),
    // For a rate the bad end is the low one: 95 % of the rounds were better.
    p95: percentile(measured, 5),
    unit: 'blocks/s',
    n: rounds,
  }));
}

/** The E of `Event:`, where there is no greeting. */
const eventBegins = 69;

/** Heap for each event that nobody is interested in: what the decoder adds to the scan is what it allocates itself. */
export function heapFigures(bench: string, chunks: readonly Buffer[]): Figures[] {
  const drop = ours({ interesting: ['NoSuchEvent'], greeting: chunks[0]?.[0] !== eventBegins }, () => undefined);
  return Object.entries({ 'heap a block, floor': floor, 'heap a dropped event, ours': drop }).map(
    ([name, contender]) => {
      const costs = Array.from({ length: rounds }, () => {
        collectGarbage();
        const before = process.memoryUsage().heapUsed;
        const seen = contender(chunks);
        return (process.memoryUsage().heapUsed - before) / seen;
      });
      return {
        bench,
        name,
        p50: percentile(costs, 50),
        p95: percentile(costs, 95),
        unit: 'bytes',
        n: rounds,
      };
    },
  );
}
