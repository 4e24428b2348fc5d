import { EventNames, wordEnd } from './event-names.ts';
import { lineScan, longestRead } from './line-scan.ts';
import { AmiMessage } from './message.ts';

export interface AmiDecoderOptions {
  /** Names of the events to make messages of; the others are passed over without an object. Null: all of them. */
  readonly interesting?: Iterable<string> | null;
  /** A longer block is skipped, whatever it says. */
  readonly maxBlock?: number;
  /** False: there is no greeting before the first block. */
  readonly greeting?: boolean;
}

export interface AmiDecoderListener {
  /** The greeting's version, as in `Asterisk Call Manager/11.0.0`. */
  onBanner(version: string): void;
  /** Something else than Asterisk's manager speaks; nothing more is decoded. */
  onForeign(text: string): void;
  onMessage(message: AmiMessage): void;
}

/** What was passed over, for the log and the tests. */
export interface AmiDecoderCounts {
  readonly dropped: number;
  readonly stray: number;
  readonly oversized: number;
}

const blank = Buffer.from('\r\n\r\n');
const command = Buffer.from('Response: Follows');
const commandEnd = Buffer.from('--END COMMAND--');
const longestBanner = 200;

/**
 * Bytes in any chunking → messages. Pure: no sockets, no time. A block ends with a blank line and nothing else does,
 * so text with bare line feeds cannot pass for a block of its own; a block that begins with neither `Event:` nor
 * `Response:` is passed over, and so the stream is in step again by the next one.
 */
export class AmiDecoder {
  /** While set, uninteresting events are decoded too: list items carry the names of any events. */
  everything = false;
  readonly #listener: AmiDecoderListener;
  readonly #names: EventNames | null;
  readonly #learnt = new EventNames([]);
  readonly #maxBlock: number;
  readonly #counts = { dropped: 0, stray: 0, oversized: 0 };
  #phase: 'banner' | 'blocks' | 'foreign' = 'banner';
  /** The block under way, from earlier chunks; its last three bytes, where a blank line may have begun. */
  #held: Buffer[] = [];
  #heldLength = 0;
  #tail: Buffer = Buffer.alloc(0);
  #skipping = false;
  /** What `halt` has left for later, and where to go on in it. */
  #waiting: { readonly chunk: Buffer; readonly at: number }[] = [];
  #halted = false;

  constructor(listener: AmiDecoderListener, options: AmiDecoderOptions = {}) {
    this.#listener = listener;
    const { interesting = null } = options;
    this.#names = interesting === null ? null : new EventNames(interesting);
    this.#maxBlock = options.maxBlock ?? 1_048_576;
    if (options.greeting === false) this.#phase = 'blocks';
  }

  get counts(): AmiDecoderCounts {
    return this.#counts;
  }

  /** While halted the bytes are kept. */
  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at += longestRead) {
      const read = chunk.length <= longestRead ? chunk : chunk.subarray(at, at + longestRead);
      if (this.#halted) this.#waiting.push({ chunk: read, at: 0 });
      else this.#takeFrom(read, 0);
    }
  }

  /** Nothing more is handed out until `resume`; while a message is handed out, nothing after that one. */
  halt(): void {
    this.#halted = true;
  }

  /** Goes on where it was halted; it may be halted again on the way. */
  resume(): void {
    this.#halted = false;
    while (!this.#halted) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#takeFrom(next.chunk, next.at);
    }
  }

  #takeFrom(chunk: Buffer, from: number): void {
    let at = this.#phase === 'banner' ? this.#takeBanner(chunk) : from;
    if (this.#phase !== 'blocks' || at >= chunk.length) return;
    if (this.#heldLength > 0 || this.#skipping) at = this.#finishHeld(chunk, at);
    if (at < chunk.length && this.#halted) this.#waiting.unshift({ chunk, at });
    else if (at < chunk.length) this.#takeWhole(chunk, at);
  }

  /** Every block that begins and ends in this chunk; what is left over is held. */
  #takeWhole(chunk: Buffer, from: number): void {
    let start = from;
    let search = from;
    let count = lineScan.load(chunk);
    for (let at = 0; at < count; at += 1) {
      const end = lineScan.blanks[at] ?? 0;
      if (end < search) continue;
      search = end + 4;
      if (isUnfinishedCommand(chunk, start, end)) continue;
      this.#take(chunk, start, end);
      start = search;
      if (this.#halted) break;
      // Whoever was told something had another decoder take a read.
      if (lineScan.read !== chunk) [count, at] = [lineScan.load(chunk), -1];
    }
    if (this.#halted) this.#waiting.unshift({ chunk, at: start });
    else if (start < chunk.length) this.#hold(chunk, start);
  }

  /** Goes on with a block that earlier chunks began. Answers where in `chunk` the next one begins. */
  #finishHeld(chunk: Buffer, from: number): number {
    let at = from;
    while (this.#heldLength > 0 || this.#skipping) {
      const next = this.#blankAcross(chunk, at);
      if (next < 0) {
        this.#hold(chunk, at);
        return chunk.length;
      }
      if (this.#skipping) {
        this.#skipping = false;
        this.#clear();
        return next;
      }
      const block = Buffer.concat([...this.#held, chunk.subarray(at, next)]);
      at = next;
      this.#clear();
      if (isUnfinishedCommand(block, 0, block.length - 4)) this.#hold(block, 0);
      else this.#take(block, 0, block.length - 4);
    }
    return at;
  }

  /** Where in `chunk` the first blank line is over, be it begun in an earlier chunk; -1 if there is none. */
  #blankAcross(chunk: Buffer, at: number): number {
    const seam = Buffer.concat([this.#tail, chunk.subarray(at, at + 3)]).indexOf(blank);
    if (seam >= 0) return at + seam + 4 - this.#tail.length;
    const inside = chunk.indexOf(blank, at);
    return inside < 0 ? -1 : inside + 4;
  }

  #hold(chunk: Buffer, from: number): void {
    const rest = chunk.subarray(from);
    this.#tail = rest.length >= 3 ? rest.subarray(-3) : Buffer.concat([this.#tail, rest]).subarray(-3);
    if (this.#skipping) return;
    this.#held.push(rest);
    this.#heldLength += rest.length;
    if (this.#heldLength <= this.#maxBlock) return;
    const tail = Buffer.from(this.#tail);
    this.#clear();
    this.#tail = tail;
    this.#skipping = true;
    this.#counts.oversized += 1;
  }

  #clear(): void {
    this.#held = [];
    this.#heldLength = 0;
    this.#tail = Buffer.alloc(0);
  }

  #take(bytes: Buffer, from: number, end: number): void {
    let start = from;
    // Some handlers end in more than one blank line (QueueRule): what is left of it stands before the next block.
    while (start < end && (bytes[start] === 13 || bytes[start] === 10)) start += 1;
    if (start >= end) return;
    if (end - start > this.#maxBlock) {
      this.#counts.oversized += 1;
      return;
    }
    // E v e n t :
    if (bytes[start] === 69 && bytes[start + 1] === 118 && bytes[start + 5] === 58) this.#takeEvent(bytes, start, end);
    // R e s p o n s e :
    else if (bytes[start] === 82 && bytes[start + 1] === 101 && bytes[start + 8] === 58) {
      const word = bytes.toString('latin1', valueStart(bytes, start + 9), wordEnd(bytes, start + 9, end));
      this.#listener.onMessage(new AmiMessage('response', word, bytes, start, end));
    } else this.#counts.stray += 1;
  }

  #takeEvent(bytes: Buffer, start: number, end: number): void {
    const from = valueStart(bytes, start + 6);
    const known = this.#names?.find(bytes, from, end);
    if (known === undefined && this.#names !== null && !this.everything) {
      this.#counts.dropped += 1;
      return;
    }
    const name = known ?? this.#learnt.learn(bytes, from, end);
    this.#listener.onMessage(new AmiMessage('event', name, bytes, start, end));
  }

  /** The greeting is one line with no blank line after it. Answers where in `chunk` the blocks begin. */
  #takeBanner(chunk: Buffer): number {
    const before = this.#heldLength;
    this.#held.push(chunk);
    this.#heldLength += chunk.length;
    const text = Buffer.concat(this.#held).toString('latin1', 0, longestBanner);
    const line = /^[^\n]*\n/.exec(text)?.[0];
    if (line === undefined && text.length < longestBanner) return chunk.length;
    this.#clear();
    const version = /^Asterisk Call Manager\/([^\r\n]*)\r?\n/.exec(line ?? '')?.[1];
    if (line === undefined || version === undefined) {
      this.#phase = 'foreign';
      this.#listener.onForeign(text);
      return chunk.length;
    }
    this.#phase = 'blocks';
    this.#listener.onBanner(version);
    return line.length - before;
  }
}

/** Asterisk 13 prints a command's output raw, blank lines and all, up to `--END COMMAND--`. */
function isUnfinishedCommand(bytes: Buffer, start: number, end: number): boolean {
  if (bytes[start] !== 82 || end - start < command.length) return false;
  if (bytes.compare(command, 0, command.length, start, start + command.length) !== 0) return false;
  const last = end - commandEnd.length;
  return last < start || bytes.compare(commandEnd, 0, commandEnd.length, last, end) !== 0;
}

const valueStart = (bytes: Buffer, at: number): number => (bytes[at] === 32 ? at + 1 : at);
