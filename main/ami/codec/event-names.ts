/** More names than any Asterisk has events: past that, somebody makes them up. */
const mostLearnt = 1_000;

interface KnownName {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Finds the name of an event among known ones straight from bytes, without making a string of it: nothing is allocated. */
export class EventNames {
  /** Names by how they begin. */
  readonly #places: (readonly KnownName[])[] = Array.from({ length: places }, () => []);
  #count = 0;

  constructor(names: Iterable<string>) {
    for (const name of names) this.#add(name);
  }

  /** The name that stands at `start` and ends with its line, or at `end`. */
  find(bytes: Buffer, start: number, end: number): string | undefined {
    const place = placeOf(bytes[start] ?? 0, bytes[start + 1] ?? 0, bytes[start + 2] ?? 0);
    const known = this.#places[place] ?? [];
    // Not `find`: a closure over the arguments would cost an object for every event, wanted or not.
    for (let at = 0; at < known.length; at += 1) {
      const name = known[at];
      if (name !== undefined && stands(name.bytes, bytes, start, end)) return name.text;
    }
    return undefined;
  }

  /** The same, and a name that was not known is from now on: one and the same string each time. */
  learn(bytes: Buffer, start: number, end: number): string {
    const known = this.find(bytes, start, end);
    if (known !== undefined) return known;
    const name = bytes.toString('latin1', start, wordEnd(bytes, start, end));
    if (name.length > 2 && this.#count < mostLearnt) this.#add(name);
    return name;
  }

  #add(text: string): void {
    const [first = 0, second = 0, third = 0] = Buffer.from(`${text}\r\n`, 'latin1');
    const place = placeOf(first, second, third);
    this.#places[place] = [...(this.#places[place] ?? []), { text, bytes: Buffer.from(text, 'latin1') }];
    this.#count += 1;
  }
}

const places = 1_024;
const placeOf = (first: number, second: number, third: number): number =>
  (first * 31 + second * 7 + third) & (places - 1);

/** Where the line ends that `from` stands in, or `end`. */
export function wordEnd(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== 13 && bytes[at] !== 10) at += 1;
  return at;
}

function stands(name: Uint8Array, bytes: Buffer, start: number, end: number): boolean {
  const { length } = name;
  const after = start + length;
  if (after > end || (after < end && bytes[after] !== 13 && bytes[after] !== 10)) return false;
  for (let at = 0; at < length; at += 1) if (name[at] !== bytes[start + at]) return false;
  return true;
}
