import type { Entry } from './entry.ts';

/** Numbers with as many digits are somebody's; shorter ones are extensions, slots and queues, without which nothing is understood. */
const anyNumber = /\+?\d(?:[ ().-]{0,2}\d){5,}/g;
/** In the names of channels and in addresses, where digits after a hyphen or a dot only count. */
const plainNumber = /(?<![\w.-])\+?\d{6,}/g;

/** Puts one and the same mask for each number wherever it stands, so that a recording still shows who is the same. */
export class NumberMask {
  readonly #masks = new Map<string, string>();

  entry(entry: Entry): Entry {
    if (entry.dir === 'link') return entry;
    switch (entry.road) {
      case 'ami':
        return { ...entry, text: lines(entry.text, (line) => this.#header(line)) };
      case 'ari':
        if ('event' in entry) return { ...entry, event: this.#walk(entry.event, '') };
        return 'body' in entry ? { ...entry, body: this.#walk(entry.body, '') } : entry;
      case 'sip':
        if (entry.dir === 'told') return { ...entry, fact: this.#walk(entry.fact, '') };
        return { ...entry, text: lines(entry.text, (line) => line.replace(plainNumber, (found) => this.#mask(found))) };
    }
  }

  #header(line: string): string {
    const [, header = '', value = ''] = /^([^:]*:)(.*)$/s.exec(line) ?? [];
    if (/(CallerIDNum|ConnectedLineNum|Exten|Extension|DNID|Name|Fullname):$/.test(header)) {
      return header + value.replace(anyNumber, (found) => this.#mask(found));
    }
    if (!/(Channel|Interface|Location|DialString|Hint):$/.test(header)) return line;
    return header + value.replace(plainNumber, (found) => this.#mask(found));
  }

  #walk(value: unknown, key: string): unknown {
    if (Array.isArray(value)) return value.map((each: unknown) => this.#walk(each, key));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([inner, each]) => [inner, this.#walk(each, inner)]));
    }
    if (typeof value !== 'string') return value;
    if (key === 'number' || key === 'exten' || key === 'user') {
      return value.replace(anyNumber, (found) => this.#mask(found));
    }
    // ARI calls both a channel and a person by `name`.
    const isChannel = value.includes('/');
    return key === 'name' ? value.replace(isChannel ? plainNumber : anyNumber, (found) => this.#mask(found)) : value;
  }

  #mask(number: string): string {
    const digits = number.replaceAll(/\D/g, '');
    const mask = this.#masks.get(digits) ?? `masked${this.#masks.size + 1}`;
    this.#masks.set(digits, mask);
    return mask;
  }
}

const lines = (text: string, change: (line: string) => string): string =>
  text
    .split('\r\n')
    .map((line) => change(line))
    .join('\r\n');
