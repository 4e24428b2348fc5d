import { decodeText, isEscaped, unescapeC } from './text.ts';

/**
 * One block from the PBX: an event or a response. Headers keep their order and may repeat. Nothing is decoded until it
 * is asked for. It holds on to the bytes it came in: read what you need and let it go.
 */
export class AmiMessage {
  readonly kind: 'event' | 'response';
  /** The event's name, or the response's word: Success, Error, Goodbye, Follows. */
  readonly name: string;
  readonly #bytes: Buffer;
  readonly #start: number;
  readonly #end: number;
  #index: readonly number[] | null = null;
  #body = -1;

  /** `bytes` from `start` to `end` are one block without the blank line that ends it. The decoder makes these. */
  constructor(kind: 'event' | 'response', name: string, bytes: Buffer, start: number, end: number) {
    this.kind = kind;
    this.name = name;
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
  }

  /** The first header of that name, in any case, as Asterisk itself looks them up; undefined if there is none. */
  get(header: string): string | undefined {
    const lines = this.#lines();
    for (let line = 0; line < lines.length; line += 3) {
      if (this.#isNamed(lines, line, header)) return this.#value(lines, line);
    }
    return undefined;
  }

  /** Every header of that name, in order. */
  all(header: string): readonly string[] {
    const lines = this.#lines();
    const found: string[] = [];
    for (let line = 0; line < lines.length; line += 3) {
      if (this.#isNamed(lines, line, header)) found.push(this.#value(lines, line));
    }
    return found;
  }

  /** All headers as name and value, in the order they came. */
  headers(): readonly (readonly [name: string, value: string])[] {
    const lines = this.#lines();
    const found: (readonly [string, string])[] = [];
    for (let line = 0; line < lines.length; line += 3) found.push([this.#key(lines, line), this.#value(lines, line)]);
    return found;
  }

  /** What a Command printed: `Output:` lines, or the raw text of Asterisk 13's `Response: Follows`. */
  output(): readonly string[] {
    if (this.kind !== 'response' || this.name !== 'Follows') return this.all('Output');
    this.#lines();
    const text = decodeText(this.#bytes, this.#body, this.#end).replace(/--END COMMAND--$/, '');
    return text.replace(/\r?\n$/, '').split(/\r?\n/);
  }

  /** Three numbers a header: where its line begins, where its colon is, where its line ends. */
  #lines(): readonly number[] {
    if (this.#index !== null) return this.#index;
    const [bytes, end] = [this.#bytes, this.#end];
    const follows = this.kind === 'response' && this.name === 'Follows';
    const index: number[] = [];
    let at = this.#start;
    while (at < end) {
      const stop = lineEnd(bytes, at, end);
      let colon = at;
      while (colon < stop && bytes[colon] !== 58) colon += 1;
      if (follows && !followsHeader.test(bytes.toString('latin1', at, colon))) break;
      // A line without a colon is no header: the tail of a value that held a line break, or nothing.
      if (colon < stop) index.push(at, colon, stop);
      at = stop + 2;
    }
    this.#body = Math.min(at, end);
    this.#index = index;
    return index;
  }

  #isNamed(lines: readonly number[], line: number, header: string): boolean {
    const start = lines[line] ?? 0;
    if ((lines[line + 1] ?? 0) - start !== header.length) return false;
    for (let at = 0; at < header.length; at += 1) {
      if (lower(this.#bytes[start + at] ?? 0) !== lower(header.charCodeAt(at))) return false;
    }
    return true;
  }

  #key(lines: readonly number[], line: number): string {
    return decodeText(this.#bytes, lines[line] ?? 0, lines[line + 1] ?? 0);
  }

  /** All after the colon and at most one space: values may begin and end in blanks, or be empty. */
  #value(lines: readonly number[], line: number): string {
    const from = (lines[line + 1] ?? 0) + 1;
    const end = lines[line + 2] ?? 0;
    const text = decodeText(this.#bytes, this.#bytes[from] === 32 && from < end ? from + 1 : from, end);
    if (!text.includes('\\') || this.kind !== 'event') return text;
    return isEscaped(this.name, this.#key(lines, line)) && !this.#isUserBody(lines, line) ? unescapeC(text) : text;
  }

  /** What a UserEvent says after its `UserEvent:` header is the sender's own and raw (app_userevent.c). */
  #isUserBody(lines: readonly number[], line: number): boolean {
    if (this.name !== 'UserEvent') return false;
    for (let before = 0; before < line; before += 3) if (this.#isNamed(lines, before, 'UserEvent')) return true;
    return false;
  }
}

/** Headers before the raw text of a command (13's manager.c, `action_command`). */
const followsHeader = /^(?:Response|Privilege|ActionID|Message)$/;

/** The CR of the line's CRLF. A bare LF or CR is part of the value: it must not make a header of what follows. */
function lineEnd(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && !(bytes[at] === 13 && bytes[at + 1] === 10)) at += 1;
  return at;
}

const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
