import { type Bytes, bytesOf, isSame } from './bytes.ts';
import type { LineScan } from './line-scan.ts';

/**
 * The headers of one block by name. One index serves one block after the other, so nothing is allocated for any of them;
 * it looks for lines once a block, for whoever reads one header reads several.
 */
export class HeaderIndex {
  /** Whose headers they are. */
  owner: object | null = null;
  readonly #scan: LineScan;
  #bytes: Bytes;
  #end = 0;
  /** Where each line begins; behind the last, two beyond its end. */
  #starts: Int32Array = new Int32Array(1);
  #count = 0;

  constructor(scan: LineScan) {
    this.#scan = scan;
    this.#bytes = scan.bytes;
  }

  /** Lines end with CRLF: a bare LF or CR is part of the value and must not make a header of what follows. */
  open(owner: object, bytes: Buffer, start: number, end: number): void {
    this.owner = owner;
    this.#end = end;
    this.#count = this.#scan.lines(bytes, start, end);
    this.#bytes = this.#scan.bytes;
    this.#starts = this.#scan.starts;
  }

  /** The bytes that the lines are in. */
  get bytes(): Bytes {
    return this.#bytes;
  }

  /** How many lines there are. */
  get count(): number {
    return this.#count;
  }

  start(line: number): number {
    return this.#starts[line] ?? 0;
  }

  end(line: number): number {
    return (this.#starts[line + 1] ?? 0) - 2;
  }

  /** -1: a line without a colon is no header, but the tail of a value that held a line break. */
  colon(line: number): number {
    const end = this.end(line);
    for (let at = this.start(line); at < end; at += 1) if (this.#bytes.single[at] === colon) return at;
    return -1;
  }

  /** The first line of that name, one that is spelt just so before one in another case; -1: there is none. */
  find(header: string): number {
    const name = nameOf(header);
    const { length } = name.single;
    const { single, view } = this.#bytes;
    const starts = this.#starts;
    const count = this.#count;
    let other = -1;
    for (let line = 0; line < count; line += 1) {
      const start = starts[line] ?? 0;
      // A name holds neither colon nor line end, so this one is the first, and of this line.
      if (single[start + length] !== colon || start + length >= this.#end) continue;
      if (isSame(view, start, name.view, 0, length)) return line;
      if (other < 0 && isAlike(single, start, name.single)) other = line;
    }
    return other;
  }

  isNamed(line: number, header: string): boolean {
    const [start, { single }] = [this.start(line), nameOf(header)];
    return this.colon(line) - start === single.length && isAlike(this.#bytes.single, start, single);
  }
}

const colon = 58;
/** More names than any program asks for. */
const mostNames = 1_000;
const names = new Map<string, Bytes>();

/** A header's name as it stands in a block: the same few are asked for again and again. */
function nameOf(header: string): Bytes {
  const known = names.get(header);
  if (known !== undefined) return known;
  const name = bytesOf(Buffer.from(header));
  if (names.size < mostNames) names.set(header, name);
  return name;
}

/** In whatever case. */
function isAlike(bytes: Buffer, start: number, name: Buffer): boolean {
  for (let at = 0; at < name.length; at += 1) if (lower(bytes[start + at] ?? 0) !== lower(name[at] ?? 0)) return false;
  return true;
}

const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
