/** More names than any Asterisk has events: past that, somebody makes them up. */
const mostLearnt = 1_000;

/** Finds the name of an event among known ones straight from bytes, without making a string of it: nothing is allocated. */
export class EventNames {
  readonly #byHash = new Map<number, string[]>();
  #count = 0;

  constructor(names: Iterable<string>) {
    for (const name of names) this.#add(name);
  }

  /** The name that stands at `start` and ends with its line, or at `end`. */
  find(bytes: Buffer, start: number, end: number): string | undefined {
    let hash = seed;
    let at = start;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === 13 || byte === 10) break;
      hash = mix(hash, byte);
    }
    const candidates = this.#byHash.get(hash);
    if (candidates === undefined) return undefined;
    // Not `find`: a closure over the arguments would cost an object for every event, wanted or not.
    for (const name of candidates) if (same(name, bytes, start, at)) return name;
    return undefined;
  }

  /** The same, and a name that was not known is from now on: one and the same string each time. */
  learn(bytes: Buffer, start: number, end: number): string {
    const known = this.find(bytes, start, end);
    if (known !== undefined) return known;
    const name = bytes.toString('latin1', start, wordEnd(bytes, start, end));
    if (this.#count < mostLearnt) this.#add(name);
    return name;
  }

  #add(name: string): void {
    let hash = seed;
    for (let at = 0; at < name.length; at += 1) hash = mix(hash, name.charCodeAt(at));
    this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), name]);
    this.#count += 1;
  }
}

/** Where the line ends that `from` stands in, or `end`. */
export function wordEnd(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== 13 && bytes[at] !== 10) at += 1;
  return at;
}

/** FNV-1a, kept within 30 bits so that it stays a small integer. */
const seed = 0x11c9dc5;
const mix = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193) & 0x3fffffff;

function same(name: string, bytes: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = 0; at < name.length; at += 1) if (name.charCodeAt(at) !== bytes[start + at]) return false;
  return true;
}
