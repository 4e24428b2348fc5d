import { HeaderIndex } from './header-index.ts';
import { lineScan } from './line-scan.ts';
import { MetTexts } from './met-texts.ts';
import { decodeText, isEscaped, unescapeC } from './text.ts';

/** One for all: of the message that is being read. */
const index = new HeaderIndex(lineScan);
const texts = new MetTexts();

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

  /** The bytes from `start` to `end` are one block without the blank line that ends it. The decoder makes these. */
  constructor(kind: 'event' | 'response', name: string, bytes: Buffer, start: number, end: number) {
    this.kind = kind;
    this.name = name;
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
  }

  /** The block as it came, each byte as one character (Latin-1). */
  get block(): string {
    return this.#bytes.toString('latin1', this.#start, this.#end);
  }

  /** The first header of that name; one that is spelt just so goes before one in another case. */
  get(header: string): string | undefined {
    if (index.owner !== this) this.#index();
    const line = index.find(header);
    return line < 0 ? undefined : this.#value(line, index.start(line) + header.length);
  }

  /** Every header of that name, in any case and in order. */
  all(header: string): readonly string[] {
    return this.#lines()
      .filter(([line]) => index.isNamed(line, header))
      .map(([line, colon]) => this.#value(line, colon));
  }

  /** All headers as name and value, in the order they came. */
  headers(): readonly (readonly [name: string, value: string])[] {
    return this.#lines().map(([line, colon]) => [this.#name(line, colon), this.#value(line, colon)] as const);
  }

  /** What a Command printed: `Output:` lines, or the raw text of Asterisk 13's `Response: Follows`. */
  output(): readonly string[] {
    if (this.kind !== 'response' || this.name !== 'Follows') return this.all('Output');
    const text = decodeText(this.#bytes, this.#bodyStart(), this.#end).replace(/--END COMMAND--$/, '');
    return text.replace(/\r?\n$/, '').split(/\r?\n/);
  }

  #index(): void {
    const isRaw = this.kind === 'response' && this.name === 'Follows';
    const end = isRaw ? Math.max(this.#bodyStart() - 2, this.#start) : this.#end;
    index.open(this, this.#bytes, this.#start, end);
  }

  /** The lines that are headers, and where their colons are. */
  #lines(): readonly (readonly [line: number, colon: number])[] {
    if (index.owner !== this) this.#index();
    return Array.from({ length: index.count }, (_, line) => [line, index.colon(line)] as const).filter(
      ([, colon]) => colon >= 0,
    );
  }

  #name(line: number, colon: number): string {
    return texts.text(texts.place(index.bytes, index.start(line), colon));
  }

  /** All after the colon and at most one space: values may begin and end in blanks, or be empty. */
  #value(line: number, colon: number): string {
    const { bytes } = index;
    const to = index.end(line);
    const from = colon + 1 < to && bytes.single[colon + 1] === 32 ? colon + 2 : colon + 1;
    const place = texts.place(bytes, from, to);
    const value = texts.text(place);
    if (!texts.hasBackslash(place) || this.kind !== 'event') return value;
    return isEscaped(this.name, this.#name(line, colon)) && !this.#isUserBody(line) ? unescapeC(value) : value;
  }

  /** What a UserEvent says after its `UserEvent:` header is the sender's own and raw (app_userevent.c). */
  #isUserBody(line: number): boolean {
    if (this.name !== 'UserEvent') return false;
    const own = index.find('UserEvent');
    return own >= 0 && own < line;
  }

  /** Asterisk 13's raw output begins after the headers it puts first (its manager.c, `action_command`). */
  #bodyStart(): number {
    const text = this.#bytes.toString('latin1', this.#start, this.#end);
    const headers = /^(?:(?:Response|Privilege|ActionID|Message):[^\r\n]*\r\n)*/.exec(text)?.[0].length ?? 0;
    return this.#start + headers;
  }
}
