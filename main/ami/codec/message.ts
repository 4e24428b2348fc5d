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
  #end: number;
  #body: Body | null = null;
  /** The headers with one character a byte, so that places in it are places in `#bytes`. */
  #text: string | null = null;

  /** `bytes` from `start` to `end` are one block without the blank line that ends it. The decoder makes these. */
  constructor(kind: 'event' | 'response', name: string, bytes: Buffer, start: number, end: number) {
    this.kind = kind;
    this.name = name;
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    if (kind === 'response' && name === 'Follows') this.#splitBody();
  }

  /** The first header of that name; one that is spelt just so goes before one in another case. */
  get(header: string): string | undefined {
    const text = this.#headerText();
    const sought = soughtFor(header);
    const at = text.indexOf(sought);
    if (at >= 0) return this.#value(text, header, at + sought.length);
    const start = findInAnyCase(text, header);
    if (start < 0) return undefined;
    const colon = start + header.length;
    return this.#value(text, text.slice(start, colon), colon + 1);
  }

  /** Every header of that name, in any case and in order. */
  all(header: string): readonly string[] {
    const text = this.#headerText();
    return linesOf(text)
      .filter((line) => isNamed(text, line, header))
      .map((line) => this.#valueOf(text, line));
  }

  /** All headers as name and value, in the order they came. */
  headers(): readonly (readonly [name: string, value: string])[] {
    const text = this.#headerText();
    return linesOf(text).map((line) => [this.#name(text, line), this.#valueOf(text, line)] as const);
  }

  /** What a Command printed: `Output:` lines, or the raw text of Asterisk 13's `Response: Follows`. */
  output(): readonly string[] {
    if (this.#body === null) return this.all('Output');
    const text = decodeText(this.#bytes, this.#body.start, this.#body.end).replace(/--END COMMAND--$/, '');
    return text.replace(/\r?\n$/, '').split(/\r?\n/);
  }

  #headerText(): string {
    this.#text ??= this.#bytes.toString('latin1', this.#start, this.#end);
    return this.#text;
  }

  #name(text: string, { start, colon }: Line): string {
    return this.#decode(text, start, colon, traitsOf(text, start, colon));
  }

  #valueOf(text: string, line: Line): string {
    return this.#value(text, text.slice(line.start, line.colon), line.colon + 1);
  }

  /** All after the colon and at most one space: values may begin and end in blanks, or be empty. */
  #value(text: string, header: string, afterColon: number): string {
    const from = text.charCodeAt(afterColon) === 32 ? afterColon + 1 : afterColon;
    const found = text.indexOf('\r\n', from);
    const to = found < 0 ? text.length : found;
    const traits = traitsOf(text, from, to);
    const value = this.#decode(text, from, to, traits);
    if ((traits & hasBackslash) === 0 || this.kind !== 'event' || !isEscaped(this.name, header)) return value;
    return this.#isUserBody(text, from) ? value : unescapeC(value);
  }

  #decode(text: string, from: number, to: number, traits: number): string {
    if ((traits & isForeign) === 0) return text.slice(from, to);
    return decodeText(this.#bytes, this.#start + from, this.#start + to);
  }

  /** What a UserEvent says after its `UserEvent:` header is the sender's own and raw (app_userevent.c). */
  #isUserBody(text: string, at: number): boolean {
    if (this.name !== 'UserEvent') return false;
    const own = text.indexOf('\r\nUserEvent:');
    return own >= 0 && own < at;
  }

  /** Asterisk 13's raw output begins after the headers it puts first (its manager.c, `action_command`). */
  #splitBody(): void {
    const text = this.#bytes.toString('latin1', this.#start, this.#end);
    const headers = /^(?:(?:Response|Privilege|ActionID|Message):[^\r\n]*\r\n)*/.exec(text)?.[0].length ?? 0;
    this.#body = { start: this.#start + headers, end: this.#end };
    this.#end = this.#start + Math.max(headers - 2, 0);
  }
}

interface Body {
  readonly start: number;
  readonly end: number;
}

interface Line {
  readonly start: number;
  readonly colon: number;
}

const backslash = 92;
const hasBackslash = 1;
const isForeign = 2;

function traitsOf(text: string, from: number, to: number): number {
  let traits = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backslash) traits |= hasBackslash;
    else if (code >= 128) traits |= isForeign;
  }
  return traits;
}

/** What stands before a header's value, kept so that it is put together only once. Names come from our own sources. */
const soughtBefore = new Map<string, string>();
function soughtFor(header: string): string {
  const known = soughtBefore.get(header);
  if (known !== undefined) return known;
  const sought = `\r\n${header}:`;
  if (soughtBefore.size < 1_000) soughtBefore.set(header, sought);
  return sought;
}

/**
 * Where lines begin and where their colons are. Lines end with CRLF: a bare LF or CR is part of the value and must not
 * make a header of what follows. A line without a colon is no header: the tail of a value that held a line break.
 */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon >= 0) lines.push({ start, colon: start + colon });
    start += line.length + 2;
  }
  return lines;
}

const isNamed = (text: string, { start, colon }: Line, header: string): boolean =>
  colon - start === header.length && isSpelt(text, start, header);

/** Where a header of that name begins, in any case; -1: nowhere. Nothing is allocated, for most are asked in vain. */
function findInAnyCase(text: string, header: string): number {
  for (let start = 0; start >= 0; ) {
    if (text.charCodeAt(start + header.length) === 58 && isSpelt(text, start, header)) return start;
    const end = text.indexOf('\r\n', start);
    start = end < 0 ? -1 : end + 2;
  }
  return -1;
}

function isSpelt(text: string, start: number, header: string): boolean {
  for (let at = 0; at < header.length; at += 1) {
    const [given, wanted] = [text.charCodeAt(start + at), header.charCodeAt(at)];
    if (given !== wanted && lower(given) !== lower(wanted)) return false;
  }
  return true;
}

const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
