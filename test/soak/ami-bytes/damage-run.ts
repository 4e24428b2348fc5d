import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AmiDecoder } from '../../../main/ami/codec/decoder.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { mutate } from './mutate.ts';

const recordings = ['lists-22', 'queue-call-22', 'park-retrieve-16', 'userevent-vars-22', 'firehose-22'].map((name) =>
  gunzipSync(readFileSync(new URL(`../../captures/${name}.ami.gz`, import.meta.url))),
);
const pieceLength = 4_000;

/** What was fed and seen by one decoder. */
export interface DamageCounts {
  readonly bytes: number;
  readonly messages: number;
  /** Damaged stretches after which the very next block was read as it is. */
  readonly inStep: number;
  readonly stretches: number;
}

/** One decoder that is fed damaged stretches of recordings, each followed by a block that must be understood. */
export class DamageRun {
  readonly #random: () => number;
  readonly #decoder: AmiDecoder;
  #last = '';
  #counts = { bytes: 0, messages: 0, inStep: 0, stretches: 0 };

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    this.#decoder = new AmiDecoder({
      onBanner: () => undefined,
      onForeign: (text) => {
        throw new Error(`taken for a stranger: ${text}`);
      },
      onMessage: (message) => this.#read(message),
    });
    this.#decoder.push(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
  }

  get counts(): DamageCounts {
    return this.#counts;
  }

  /** Feeds at least that many damaged bytes. */
  feed(bytes: number): void {
    for (const until = this.#counts.bytes + bytes; this.#counts.bytes < until; ) this.#stretch();
  }

  #stretch(): void {
    const random = this.#random;
    const recording = recordings[Math.floor(random() * recordings.length)] ?? Buffer.alloc(0);
    const from = Math.floor(random() * (recording.length - pieceLength));
    const damaged = mutate(recording.subarray(from, from + pieceLength), random, 20 + Math.floor(random() * 2_000));
    const mark = String(this.#counts.stretches);
    this.#push(damaged);
    this.#push(Buffer.from(`\r\n\r\nEvent: InStep\r\nMark: ${mark}\r\n\r\n`));
    this.#counts.bytes += damaged.length;
    this.#counts.stretches += 1;
    if (this.#last === mark) this.#counts.inStep += 1;
  }

  /** In chunks of any size, down to single bytes. */
  #push(bytes: Buffer): void {
    const largest = this.#random() < 0.1 ? 3 : 3_000;
    for (let at = 0; at < bytes.length; ) {
      const length = 1 + Math.floor(this.#random() * largest);
      this.#decoder.push(bytes.subarray(at, at + length));
      at += length;
    }
  }

  /** Everything that can be asked of a message is asked. */
  #read(message: AmiMessage): void {
    this.#counts.messages += 1;
    for (const name of ['Uniqueid', 'CallerIDName', 'ActionID', 'EventList']) message.get(name);
    message.all('Output');
    message.headers();
    message.output();
    if (message.name === 'InStep') this.#last = message.get('Mark') ?? '';
  }
}
