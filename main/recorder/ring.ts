import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Logger } from '../base/log.ts';

const gzipped = promisify(gzip);
/** The quickest level: this text packs eight to one all the same. */
const zip = (bytes: Buffer): Promise<Buffer> => gzipped(bytes, { level: 1 });

export interface RingLimits {
  /** Nothing older is kept, ms. */
  readonly age: number;
  /** Bytes kept at most, packed or not yet. */
  readonly bytes: number;
  /** Bytes that are packed together. */
  readonly segment: number;
}

/** Half an hour; 16 MB hold some hundred of traffic. */
export const usualLimits: RingLimits = { age: 30 * 60_000, bytes: 16 * 1_048_576, segment: 262_144 };

/** A segment is closed after this time, so that what is too old can go, ms. */
const segmentLasts = 60_000;

interface Packed {
  bytes: Buffer;
  isPacked: boolean;
  readonly lastAt: number;
}

/**
 * Lines of text, the newest ones: bounded in age and in bytes. They are packed with gzip as they grow, away from the main
 * thread; gzip members one after the other are a gzip file again, so nothing is unpacked to be saved.
 */
export class Ring {
  readonly #limits: RingLimits;
  readonly #log: Logger;
  #packed: Packed[] = [];
  #open: Buffer;
  #length = 0;
  #openedAt = 0;
  #lastAt = 0;
  #size = 0;
  /** Segments are packed one after the other. */
  #packing: Promise<void> = Promise.resolve();

  constructor(limits: RingLimits, log: Logger) {
    this.#limits = limits;
    this.#log = log;
    this.#open = Buffer.allocUnsafe(limits.segment);
  }

  /** Bytes in use, the open segment's whole buffer included. */
  get size(): number {
    return this.#size + this.#open.length;
  }

  /** One line, without its end. A line longer than a segment is left out: nothing honest is that long. */
  add(line: string, at: number): void {
    const { segment } = this.#limits;
    // Three bytes a character at most: counted exactly only where that might not fit.
    if (line.length * 3 >= segment - this.#length) {
      const length = Buffer.byteLength(line, 'utf8') + 1;
      if (length > segment) return;
      if (this.#length + length > segment) this.#close();
    }
    if (at - this.#openedAt >= segmentLasts) this.#close();
    if (this.#length === 0) this.#openedAt = at;
    this.#length += this.#open.write(line, this.#length, 'utf8');
    this.#open[this.#length] = 10;
    this.#length += 1;
    this.#lastAt = at;
    this.prune(at);
  }

  /** Lets go of what is too old by now. */
  prune(now: number): void {
    while (true) {
      const oldest = this.#packed[0];
      if (oldest === undefined) break;
      const tooOld = now - oldest.lastAt > this.#limits.age;
      if (!tooOld && this.size <= this.#limits.bytes) break;
      this.#packed.shift();
      this.#size -= oldest.bytes.length;
    }
    if (this.#length > 0 && now - this.#lastAt > this.#limits.age) this.#length = 0;
  }

  /** All there is, packed, oldest first. */
  async save(): Promise<readonly Buffer[]> {
    const open = Buffer.from(this.#open.subarray(0, this.#length));
    const closed = [...this.#packed];
    await this.#packing;
    const bytes = closed.map((segment) => (segment.isPacked ? segment.bytes : zip(segment.bytes)));
    return Promise.all([...bytes, ...(open.length === 0 ? [] : [zip(open)])]);
  }

  #close(): void {
    if (this.#length === 0) return;
    const segment: Packed = {
      bytes: Buffer.from(this.#open.subarray(0, this.#length)),
      isPacked: false,
      lastAt: this.#lastAt,
    };
    this.#length = 0;
    this.#size += segment.bytes.length;
    this.#packed.push(segment);
    this.#packing = this.#packing.then(() => this.#pack(segment));
  }

  async #pack(segment: Packed): Promise<void> {
    // Let go of before its turn came.
    if (!this.#packed.includes(segment)) return;
    try {
      const bytes = await zip(segment.bytes);
      if (this.#packed.includes(segment)) this.#size += bytes.length - segment.bytes.length;
      segment.bytes = bytes;
      segment.isPacked = true;
    } catch (error) {
      // It stays as it is and is packed when it is saved.
      this.#log.warn('a part of the recording could not be packed', { error: String(error) });
    }
  }
}
