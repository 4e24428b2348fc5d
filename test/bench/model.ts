import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AmiDecoder } from '../../main/ami/codec/decoder.ts';
import { amiEventsRead, amiFacts } from '../../main/app/translate/ami-facts.ts';
import type { Uniqueid } from '../../main/base/ids.ts';
import { reduceEvent } from '../../main/calls/reduce-calls.ts';
import { type CallsState, callsOf } from '../../main/calls/state.ts';
import type { PbxFact } from '../../main/facts/fact.ts';
import type { Figures } from './ami-decode.ts';
import { eventToView, recorderCost } from './support/desk-latency.ts';

const me = 'PJSIP/1001';
const rounds = 15;
/** As large as Node reads from a socket at once. */
const chunkSize = 65_536;

/**
 * Events a second through decoder, translation and model; what others' calls in progress cost each event; how long it
 * takes until the view is there; what the recorder adds.
 */
export async function run(): Promise<Figures[]> {
  return [...throughput(), ...foreignCalls(), await eventToView(), ...recorderCost()];
}

function throughput(): Figures[] {
  const bytes = gunzipSync(readFileSync(new URL('../captures/firehose-22.ami.gz', import.meta.url)));
  const rates: number[] = [];
  for (let round = -3; round < rounds; round += 1) {
    const began = performance.now();
    const seen = firehose(bytes);
    if (round >= 0) rates.push(seen / ((performance.now() - began) / 1000));
  }
  const figures = { bench: 'model', name: 'decoder + model, the firehose', unit: 'events/s', n: rounds };
  return [{ ...figures, p50: share(rates, 0.5), p95: share(rates, 0.05) }];
}

/** The whole recording as a desk takes it; answers how many blocks it held. */
function firehose(bytes: Buffer): number {
  let state = callsOf([me]);
  let seen = 0;
  const decoder = new AmiDecoder(
    {
      onBanner: () => undefined,
      onForeign: () => undefined,
      onMessage: (message) => {
        seen += 1;
        state = reduceEvent(state, amiFacts(message, seen));
      },
    },
    { interesting: amiEventsRead },
  );
  for (let at = 0; at < bytes.length; at += chunkSize) decoder.push(bytes.subarray(at, at + chunkSize));
  return seen + decoder.counts.dropped;
}

/** The cost of an event of mine and of others' with few and with very many other channels in progress. */
function foreignCalls(): Figures[] {
  const [few, many] = [100, 100_000];
  const states = new Map([few, many].map((count) => [count, withForeign(count)]));
  const costs = new Map([few, many].map((count) => [count, [] as number[]]));
  for (let round = -5; round < 60; round += 1) {
    for (const [count, state] of states) {
      const began = performance.now();
      oneCall(state, round);
      const cost = ((performance.now() - began) * 1000) / eventsOfCall;
      if (round >= 0) costs.get(count)?.push(cost);
    }
  }
  const base = share(costs.get(few) ?? [], 0.5);
  return [...costs].map(([count, measured]) => ({
    bench: 'model',
    name: `an event, ${count} foreign channels`,
    vs: `an event, ${few} foreign channels`,
    ratio: share(measured, 0.5) / base,
    p50: share(measured, 0.5),
    p95: share(measured, 0.95),
    unit: 'µs',
    n: measured.length,
  }));
}

const times = (at: number) => ({ source: 'ami', at, pbxAt: null }) as const;

function channel(id: string, name: string, endpoint: string, at: number, state: 'ringing' | 'up'): PbxFact {
  const person = { name: 'Ann Client', number: '+15551230001' };
  const told = { linkedid: id, caller: person, connected: person, dialled: null, dialog: null };
  return {
    kind: 'channel',
    ...times(at),
    channel: id as Uniqueid,
    name,
    endpoint,
    pair: null,
    state,
    role: 'caller',
    born: true,
    ...told,
  };
}

function withForeign(count: number): CallsState {
  let state = callsOf([me]);
  for (let n = 0; n < count; n += 1) {
    const id = `f${n}`;
    const enter: PbxFact = {
      kind: 'bridge-enter',
      ...times(n),
      channel: id as Uniqueid,
      bridge: `b${n >> 1}`,
      bridgeKind: 'basic',
      swap: null,
      present: null,
    };
    state = reduceEvent(state, [channel(id, `PJSIP/other-${n}`, 'PJSIP/other', n, 'up')]);
    state = reduceEvent(state, [enter]);
  }
  return state;
}

const callsARound = 20;
const eventsOfCall = callsARound * 10;

/** Calls of mine from the first ring to the end, among as many events of others. */
function oneCall(start: CallsState, round: number): CallsState {
  let state = start;
  for (let n = 0; n < callsARound; n += 1) {
    const at = 1_000_000 + round * 100_000 + n * 4_000;
    const [caller, leg, other] = [`c${round}-${n}`, `m${round}-${n}`, `o${round}-${n}`] as Uniqueid[] as [
      Uniqueid,
      Uniqueid,
      Uniqueid,
    ];
    const mine = (name: 'ringing' | 'up') => channel(leg, `${me}-0000000a`, me, at, name);
    const events: readonly (readonly PbxFact[])[] = [
      [channel(other, 'PJSIP/other-0000000b', 'PJSIP/other', at, 'up')],
      [
        { kind: 'dial-begin', ...times(at), caller, dest: leg },
        channel(caller, 'PJSIP/trunk-0000000c', 'PJSIP/trunk', at, 'up'),
        mine('ringing'),
      ],
      [mine('ringing')],
      [{ kind: 'hold', ...times(at), channel: other, held: true }],
      [mine('up')],
      [{ kind: 'dial-end', ...times(at), caller, dest: leg, status: 'ANSWER' }],
      [
        {
          kind: 'bridge-enter',
          ...times(at),
          channel: leg,
          bridge: `x${at}`,
          bridgeKind: 'basic',
          swap: null,
          present: null,
        },
      ],
      [
        {
          kind: 'bridge-enter',
          ...times(at),
          channel: caller,
          bridge: `x${at}`,
          bridgeKind: 'basic',
          swap: null,
          present: null,
        },
      ],
      [{ kind: 'channel-gone', ...times(at), channel: other, cause: 16 }],
      [{ kind: 'channel-gone', ...times(at), channel: leg, cause: 16 }],
    ];
    for (const facts of events) state = reduceEvent(state, facts);
  }
  return state;
}

/** For rates the bad end is the low one. */
function share(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? Number.NaN;
}
