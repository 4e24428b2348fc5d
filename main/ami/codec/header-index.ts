import { type Bytes, bytesOf, isSame } from './bytes.ts';
import { type LineScan, smallLetters } from './line-scan.ts';

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
    const { single, view } = this.#bytes;
    const { length } = name.single;
    let other = -1;
    for (let line = this.#seek(0, name); line >= 0; line = this.#seek(line + 1, name)) {
      const start = this.#starts[line] ?? 0;
      // A name holds neither colon nor line end, so this one is the first, and of this line.
      if (start + length >= this.#end || single[start + length] !== colon) continue;
      if (isSame(view, start, name.view, 0, length)) return line;
      if (other < 0 && isAlike(single, start, name.single)) other = line;
    }
    return other;
  }

  /** The first line from `line` on that may be of that name. */
  #seek(line: number, name: HeaderName): number {
    return name.back < 0 ? (line < this.#count ? line : -1) : this.#scan.seek(line, this.#count, name.back, name.key);
  }

  isNamed(line: number, header: string): boolean {
    const [start, { single }] = [this.start(line), nameOf(header)];
    return this.colon(line) - start === single.length && isAlike(this.#bytes.single, start, single);
  }
}

const colon = 58;
/** More names than any program asks for. */
const mostNames = 1_000;
/** So far behind a line the scan may look: its memory ends somewhere. */
const longestName = 1_000;
const names = new Map<string, HeaderName>();

interface HeaderName extends Bytes {
  /** The last three letters and the colon, in small letters: most lines are told apart by them. */
  readonly key: number;
  /** Where in the line those begin; below 0: the name is too short for that, or too long. */
  readonly back: number;
}

/** A header's name as it stands in a block: the same few are asked for again and again. */
function nameOf(header: string): HeaderName {
  const known = names.get(header);
  if (known !== undefined) return known;
  const bytes = bytesOf(Buffer.from(header));
  const back = bytes.single.length <= longestName ? bytes.single.length - 3 : -1;
  const end = Buffer.from(`${header}:`).subarray(-4);
  const name = { ...bytes, back, key: back < 0 ? 0 : end.readInt32LE(0) | smallLetters };
  if (names.size < mostNames) names.set(header, name);
  return name;
}

/** In whatever case. */
function isAlike(bytes: Buffer, start: number, name: Buffer): boolean {
  for (let at = 0; at < name.length; at += 1) if (lower(bytes[start + at] ?? 0) !== lower(name[at] ?? 0)) return false;
  return true;
}

const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
