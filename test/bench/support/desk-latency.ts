import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AmiDecoder } from '../../../main/ami/codec/decoder.ts';
import { DeskModel } from '../../../main/app/desk-model.ts';
import { amiFacts } from '../../../main/app/translate/ami-facts.ts';
import { eventsRead } from '../../../main/app/translate/events-read.ts';
import { createLogger } from '../../../main/base/log.ts';
import { FlightRecorder } from '../../../main/recorder/flight-recorder.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { systemClock } from '../../support/system-clock.ts';
import { noSurroundings } from '../../unit/app/no-surroundings.ts';
import type { Figures } from '../ami-decode.ts';
import { percentile } from './percentile.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Ines Varga', extension: '2001' },
  sip: { url: 'wss://pbx.example/ws', username: '2001' },
  ami: { host: 'pbx.example', username: 'agent2001' },
});
const silent = createLogger(
  () => undefined,
  () => 0,
);
const capture = (name: string): Buffer =>
  gunzipSync(readFileSync(new URL(`../../captures/${name}.ami.gz`, import.meta.url)));
/** What one packet of Ethernet carries. */
const packet = 1_448;

/** A desk behind a manager connection: decoder, translation, model and view, with or without the recorder. */
class BenchDesk {
  readonly model = new DeskModel({
    ...{ settings, endpoints: ['PJSIP/2001'], clock: systemClock, rehearsals: [] },
    surroundings: noSurroundings(),
  });
  readonly recorder: FlightRecorder | null;
  readonly others = this.#decoder();
  /** Its own events come whole between two packets of others'. */
  readonly own = this.#decoder();

  constructor(recorder: FlightRecorder | null) {
    this.recorder = recorder;
  }

  dispose(): void {
    this.model.dispose();
    this.recorder?.dispose();
  }

  #decoder(): AmiDecoder {
    return new AmiDecoder(
      {
        onBanner: () => undefined,
        onForeign: () => undefined,
        onMessage: (message) => {
          this.recorder?.ami.received(message.block);
          this.model.applyEvent(amiFacts(message, systemClock.now()));
        },
      },
      { interesting: eventsRead, greeting: false },
    );
  }
}

const newRecorder = () => new FlightRecorder({ me: ['PJSIP/2001'], clock: systemClock, log: silent });

/** Without the greeting: blocks follow each other as on a connection that is up. */
const sessionOf = (name: string): Buffer => {
  const bytes = capture(name);
  return bytes.subarray(bytes.indexOf('\n') + 1);
};

/** One call of our own, block by block, as a call that never was before: no Uniqueid and no bridge is met twice. */
function ownCall(round: number): readonly Buffer[] {
  const text = sessionOf('inbound-answered-22').toString('latin1');
  const anew = text
    .replaceAll(/^((?:\w*Uniqueid|Linkedid|\w*Linkedid): )/gm, `$1${round}-`)
    .replaceAll(/^(BridgeUniqueid: )/gm, `$1${round}-`);
  return anew
    .split('\r\n\r\n')
    .filter((block) => block !== '')
    .map((block) => Buffer.from(`${block}\r\n\r\n`, 'latin1'));
}

/** From the arrival of a packet to the view it leads to: one of our own events in each packet of the firehose. */
export async function eventToView(): Promise<Figures & { readonly p99: number }> {
  const desk = new BenchDesk(newRecorder());
  let viewedAt = 0;
  const heard = desk.model.onDidChangeView(() => {
    viewedAt = performance.now();
  });
  const others = sessionOf('firehose-22');
  const latencies: number[] = [];
  let [round, waiting] = [0, [] as Buffer[]];
  for (let at = 0; at < others.length; at += packet) {
    if (waiting.length === 0) waiting = [...ownCall((round += 1))];
    const event = waiting.shift();
    const arrived = performance.now();
    viewedAt = 0;
    desk.others.push(others.subarray(at, at + packet));
    if (event !== undefined) desk.own.push(event);
    // oxlint-disable-next-line no-await-in-loop -- the view comes at the end of the turn, and then the next packet
    await Promise.resolve();
    if (viewedAt > 0) latencies.push(viewedAt - arrived);
  }
  heard.dispose();
  desk.dispose();
  const [p50, p95, p99] = [percentile(latencies, 50), percentile(latencies, 95), percentile(latencies, 99)];
  const name = 'packet to view, own calls in the firehose';
  return { bench: 'model', name, p50, p95, p99, unit: 'ms', n: latencies.length };
}

/** What the recorder adds to the main thread's work (by its own processor time: packing is done by others), and what it holds of the firehose in the end. */
export function recorderCost(): (Figures & { readonly MB: number })[] {
  const others = sessionOf('firehose-22');
  const costs = { without: [] as number[], with: [] as number[] };
  let held = 0;
  for (let round = -2; round < 12; round += 1) {
    for (const how of ['without', 'with'] as const) {
      const desk = new BenchDesk(how === 'with' ? newRecorder() : null);
      const before = process.threadCpuUsage();
      for (let at = 0; at < others.length; at += 65_536) desk.others.push(others.subarray(at, at + 65_536));
      const { user, system } = process.threadCpuUsage(before);
      if (round >= 0) costs[how].push((user + system) / 1_000);
      held = desk.recorder?.size ?? held;
      desk.dispose();
    }
  }
  const base = percentile(costs.without, 50);
  const vs = 'the firehose without the recorder';
  return [
    {
      ...{ bench: 'model', name: 'the firehose with the recorder', vs, ratio: percentile(costs.with, 50) / base },
      ...{ p50: percentile(costs.with, 50), p95: percentile(costs.with, 95), unit: 'ms of CPU', n: costs.with.length },
      MB: held / 1_048_576,
    },
  ];
}
