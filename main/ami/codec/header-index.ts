/**
 * Where the lines of one block begin. They are looked for as far as somebody reads, since what is read stands mostly in
 * the first half; and once, for whoever reads one header reads several. The same array serves one block after the other,
 * so nothing is allocated for any of them.
 */
export class HeaderIndex {
  /** Whose lines they are. */
  owner: object | null = null;
  #bytes: Buffer = Buffer.alloc(0);
  #end = 0;
  /** Where each line begins; behind the last, two beyond its end. */
  #starts = new Int32Array(128);
  #known = 0;
  /** Up to here lines have been looked for. */
  #at = 0;
  #complete = true;
  /** The whole block, one character a byte: cutting values out of text does not leave JavaScript, as reading bytes does. */
  #latin: string | null = null;

  /** Lines end with CRLF: a bare LF or CR is part of the value and must not make a header of what follows. */
  open(owner: object, bytes: Buffer, start: number, end: number): void {
    this.owner = owner;
    this.#bytes = bytes;
    this.#end = end;
    this.#starts[0] = start;
    this.#known = 1;
    this.#at = start + 1;
    this.#complete = false;
    this.#latin = null;
  }

  /** The bytes from `from` to `to`, one character each. */
  latin(from: number, to: number): string {
    const start = this.#starts[0] ?? 0;
    this.#latin ??= this.#bytes.toString('latin1', start, this.#end);
    return this.#latin.slice(from - start, to - start);
  }

  /** How many lines there are. */
  count(): number {
    while (this.#more());
    return this.#known;
  }

  start(line: number): number {
    return this.#starts[line] ?? 0;
  }

  end(line: number): number {
    if (line + 1 === this.#known) this.#more();
    return (this.#starts[line + 1] ?? 0) - 2;
  }

  /** -1: a line without a colon is no header, but the tail of a value that held a line break. */
  colon(line: number): number {
    const end = this.end(line);
    for (let at = this.start(line); at < end; at += 1) if (this.#bytes[at] === 58) return at;
    return -1;
  }

  /** The first line of that name, one that is spelt just so before one in another case; -1: there is none. */
  find(header: string): number {
    const { length } = header;
    const bytes = this.#bytes;
    let starts = this.#starts;
    let known = this.#known;
    let other = -1;
    for (let line = 0; ; line += 1) {
      if (line >= known) {
        if (!this.#more()) return other;
        [starts, known] = [this.#starts, this.#known];
      }
      const start = starts[line] ?? 0;
      // A name holds neither colon nor line end, so this one is the first, and of this line.
      if (bytes[start + length] !== 58 || start + length >= this.#end) continue;
      const likeness = spelling(bytes, start, header);
      if (likeness === exactly) return line;
      if (likeness === inAnotherCase && other < 0) other = line;
    }
  }

  isNamed(line: number, header: string): boolean {
    const start = this.start(line);
    return this.colon(line) - start === header.length && spelling(this.#bytes, start, header) !== differently;
  }

  /** Finds one line more; false: there is none, and the end of the last is known. */
  #more(): boolean {
    if (this.#complete) return false;
    const bytes = this.#bytes;
    const end = this.#end;
    if (this.#known + 1 >= this.#starts.length) this.#grow();
    // Two at a time: if neither is the LF of a CRLF, none ends here.
    for (let at = this.#at; at < end; ) {
      const byte = bytes[at] ?? 0;
      if (byte > 13) at += 2;
      else if (byte === 10 && bytes[at - 1] === 13) {
        this.#starts[this.#known] = at + 1;
        this.#known += 1;
        // No line is empty: a blank one would have ended the block.
        this.#at = at + 3;
        return true;
      } else at += byte === 13 ? 1 : 2;
    }
    this.#starts[this.#known] = end + 2;
    this.#complete = true;
    return false;
  }

  #grow(): void {
    const larger = new Int32Array(this.#starts.length * 2);
    larger.set(this.#starts);
    this.#starts = larger;
  }
}

const [differently, inAnotherCase, exactly] = [0, 1, 2];

function spelling(bytes: Buffer, start: number, header: string): number {
  let found = exactly;
  for (let at = 0; at < header.length; at += 1) {
    const given = bytes[start + at] ?? 0;
    const wanted = header.charCodeAt(at);
    if (given === wanted) continue;
    if (lower(given) !== lower(wanted)) return differently;
    found = inAnotherCase;
  }
  return found;
}

const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
