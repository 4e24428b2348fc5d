/** One AMI message. A header that repeats is joined by line feeds; AMI itself has none inside a value. */
export type AmiMessage = Readonly<Record<string, string>>;

/** Cuts the bytes of one connection into messages. On purpose not Offhook's own decoder: a judge must not share the
 * mistakes of the judged. */
export class AmiSplitter {
  #rest = '';
  readonly #decoder = new TextDecoder();
  #sawBanner = false;

  push(bytes: Uint8Array): AmiMessage[] {
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    if (!this.#sawBanner && !this.#skipBanner()) return [];
    const blocks = this.#rest.split('\r\n\r\n');
    this.#rest = blocks.pop() ?? '';
    return blocks.map(toMessage);
  }

  /** `Asterisk Call Manager/11.0.0`: the only line no blank line follows. */
  #skipBanner(): boolean {
    const end = this.#rest.indexOf('\r\n');
    if (end < 0) return false;
    this.#sawBanner = true;
    this.#rest = this.#rest.slice(end + 2);
    return true;
  }
}

function toMessage(block: string): AmiMessage {
  const message: Record<string, string> = {};
  for (const line of block.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, '');
    const before = message[name];
    message[name] = before === undefined ? value : `${before}\n${value}`;
  }
  return message;
}

/** One header may be given several times: `Variable: ['A=1', 'B=2']`. */
export type AmiHeaders = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export function formatAction(headers: AmiHeaders): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [value];
    return values.filter((each) => each !== undefined).map((each) => `${name}: ${String(each)}`);
  });
  if (lines.some((line) => /[\r\n\0]/.test(line))) throw new Error('a line break inside an AMI header');
  return `${lines.join('\r\n')}\r\n\r\n`;
}
