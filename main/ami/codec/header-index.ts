/**
 * Where the lines of one block begin. Found in one pass over the bytes, for whoever reads one header reads several; the
 * same array serves one block after the other, so nothing is allocated for any of them.
 */
export class HeaderIndex {
  count = 0;
  /** Whose lines they are. */
  owner: object | null = null;
  /** Where each line begins; behind the last, two beyond its end. */
  #starts = new Int32Array(128);

  /** Lines end with CRLF: a bare LF or CR is part of the value and must not make a header of what follows. */
  build(bytes: Buffer, start: number, end: number): void {
    let starts = this.#starts;
    starts[0] = start;
    let count = 1;
    // Two at a time: if neither is the LF of a CRLF, none ends here.
    for (let at = start + 1; at < end; ) {
      const byte = bytes[at] ?? 0;
      if (byte > 13) at += 2;
      else if (byte === 10 && bytes[at - 1] === 13) {
        if (count + 1 >= starts.length) starts = this.#grow();
        starts[count] = at + 1;
        count += 1;
        // No line is empty: a blank one would have ended the block.
        at += 3;
      } else at += byte === 13 ? 1 : 2;
    }
    starts[count] = end + 2;
    this.count = count;
  }

  start(line: number): number {
    return this.#starts[line] ?? 0;
  }

  end(line: number): number {
    return (this.#starts[line + 1] ?? 0) - 2;
  }

  /** -1: a line without a colon is no header, but the tail of a value that held a line break. */
  colon(line: number, bytes: Buffer): number {
    const end = this.end(line);
    for (let at = this.start(line); at < end; at += 1) if (bytes[at] === 58) return at;
    return -1;
  }

  /** The first line of that name, one that is spelt just so before one in another case; -1: there is none. */
  find(bytes: Buffer, header: string): number {
    const { length } = header;
    const { count } = this;
    const starts = this.#starts;
    let other = -1;
    for (let line = 0; line < count; line += 1) {
      const start = starts[line] ?? 0;
      // A name holds no colon, so this one is the first; and a colon stands before the end of its line.
      if (bytes[start + length] !== 58 || start + length > (starts[line + 1] ?? 0) - 3) continue;
      const likeness = spelling(bytes, start, header);
      if (likeness === exactly) return line;
      if (likeness === inAnotherCase && other < 0) other = line;
    }
    return other;
  }

  isNamed(line: number, bytes: Buffer, header: string): boolean {
    const start = this.start(line);
    return this.colon(line, bytes) - start === header.length && spelling(bytes, start, header) !== differently;
  }

  #grow(): Int32Array<ArrayBuffer> {
    const larger = new Int32Array(this.#starts.length * 2);
    larger.set(this.#starts);
    this.#starts = larger;
    return larger;
  }
}

const [differently, inAnotherCase, exactly] = [0, 1, 2];

function spelling(bytes: Buffer, start: number, header: string): number {
  let found = exactly;
  for (let at = 0; at < header.length; at += 1) {
    const [given, wanted] = [bytes[start + at] ?? 0, header.charCodeAt(at)];
    if (given === wanted) continue;
    if (lower(given) !== lower(wanted)) return differently;
    found = inAnotherCase;
  }
  return found;
}

const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
