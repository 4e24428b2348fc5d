import { type Bytes, bytesOf } from './bytes.ts';
import { lineScanCode } from './line-scan-code.ts';

/** As much is scanned at once; Node reads no more from a socket in one go. */
export const longestRead = 65_536;

/** Where blank lines and lines are in bytes. One read is known at a time. */
export interface LineScan {
  /** Where each CR LF CR LF of `read` begins, as far as `count` says; they may overlap. */
  readonly blanks: Int32Array;
  /** Where each line last asked for begins; behind the last, two beyond its end. */
  readonly starts: Int32Array;
  /** The bytes that `starts` is about. */
  readonly bytes: Bytes;
  /** The read that `blanks` is about. */
  readonly read: Buffer | null;
  /** Looks for the blank lines of `read`, `longestRead` bytes at most; answers how many there are. */
  load(read: Buffer): number;
  /** Looks for the lines from `start` to `end`, which are parted by CR LF; answers how many there are. */
  lines(bytes: Buffer, start: number, end: number): number;
  /**
   * The first of the `count` lines last asked for, from `line` on, whose four bytes `back` behind its beginning are `key`
   * (little-endian, letters of either case alike: `key` has `smallLetters` set); -1: there is none.
   */
  seek(line: number, count: number, back: number, key: number): number;
}

/** Set in each of four bytes, it makes letters small; other bytes it may make alike. */
export const smallLetters = 0x2020_2020;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  blanks(end: number): number;
  lines(start: number, end: number): number;
  seek(line: number, count: number, back: number, key: number): number;
}

interface WebAssemblyApi {
  validate(code: Uint8Array): boolean;
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Exports };
}

/** In WebAssembly; in JavaScript on a processor without 128-bit vectors (Intel before 2008). */
function createLineScan(): LineScan {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
  const code = Buffer.from(lineScanCode, 'base64');
  if (!WebAssembly.validate(code)) return new PlainLineScan();
  return new FastLineScan(new WebAssembly.Instance(new WebAssembly.Module(code)).exports);
}

/** line-scan.wat */
class FastLineScan implements LineScan {
  read: Buffer | null = null;
  readonly blanks: Int32Array;
  starts: Int32Array;
  bytes: Bytes;
  readonly #bytes: Bytes;
  readonly #starts: Int32Array;
  readonly #code: Exports;
  readonly #plain = new PlainLineScan();

  constructor(code: Exports) {
    this.#code = code;
    const { buffer } = code.memory;
    this.#bytes = bytesOf(Buffer.from(buffer, 0, longestRead));
    this.bytes = this.#bytes;
    this.blanks = new Int32Array(buffer, 131_072, longestRead / 2);
    this.#starts = new Int32Array(buffer, 262_144, longestRead / 2 + 2);
    this.starts = this.#starts;
  }

  load(read: Buffer): number {
    this.#bytes.single.set(read);
    this.read = read;
    return this.#code.blanks(read.length);
  }

  lines(bytes: Buffer, start: number, end: number): number {
    if (bytes === this.read) {
      this.starts = this.#starts;
      this.bytes = this.#bytes;
      return this.#code.lines(start, end);
    }
    // Of an earlier read, or of several: few are.
    const count = this.#plain.lines(bytes, start, end);
    this.starts = this.#plain.starts;
    this.bytes = this.#plain.bytes;
    return count;
  }

  seek(line: number, count: number, back: number, key: number): number {
    const { bytes } = this;
    return bytes === this.#bytes ? this.#code.seek(line, count, back, key) : this.#plain.seek(line, count, back, key);
  }
}

/** The same without WebAssembly. */
export class PlainLineScan implements LineScan {
  read: Buffer | null = null;
  readonly blanks = new Int32Array(longestRead / 2);
  starts = new Int32Array(128);
  bytes = bytesOf(Buffer.alloc(0));

  load(read: Buffer): number {
    this.read = read;
    let count = 0;
    for (let at = 3; at < read.length; ) {
      const byte = read[at] ?? 0;
      if (byte === 10 && read[at - 1] === 13 && read[at - 2] === 10 && read[at - 3] === 13) {
        this.blanks[count] = at - 3;
        count += 1;
      }
      at += byte > 13 ? 4 : 1;
    }
    return count;
  }

  lines(bytes: Buffer, start: number, end: number): number {
    if (this.bytes.single !== bytes) this.bytes = bytesOf(bytes);
    this.starts[0] = start;
    let count = 1;
    for (let at = start + 1; at < end; ) {
      const byte = bytes[at] ?? 0;
      if (byte === 10 && bytes[at - 1] === 13) {
        if (count + 1 >= this.starts.length) this.#grow();
        this.starts[count] = at + 1;
        count += 1;
      }
      at += byte > 13 ? 2 : 1;
    }
    this.starts[count] = end + 2;
    return count;
  }

  seek(line: number, count: number, back: number, key: number): number {
    const { view } = this.bytes;
    for (let at = line; at < count; at += 1) {
      const from = (this.starts[at] ?? 0) + back;
      if (from + 4 <= view.byteLength && (view.getInt32(from, true) | smallLetters) === key) return at;
    }
    return -1;
  }

  #grow(): void {
    const larger = new Int32Array(this.starts.length * 2);
    larger.set(this.starts);
    this.starts = larger;
  }
}

/** One for all: what it knows is of the read that is being taken apart. */
export const lineScan = createLineScan();
