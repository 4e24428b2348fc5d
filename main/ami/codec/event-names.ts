/** Finds a name among known ones straight from bytes, without making a string of it: nothing is allocated. */
export class EventNames {
  readonly #byHash = new Map<number, string[]>();

  constructor(names: Iterable<string>) {
    for (const name of names) {
      const bytes = Buffer.from(name, 'latin1');
      const hash = hashOf(bytes, 0, bytes.length);
      this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), name]);
    }
  }

  find(bytes: Buffer, start: number, end: number): string | undefined {
    const candidates = this.#byHash.get(hashOf(bytes, start, end));
    if (candidates === undefined) return undefined;
    // Not `find`: a closure over the arguments would cost an object for every event, wanted or not.
    for (const name of candidates) if (same(name, bytes, start, end)) return name;
    return undefined;
  }
}

/** FNV-1a, kept within 30 bits so that it stays a small integer. */
function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x11c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193) & 0x3fffffff;
  return hash;
}

function same(name: string, bytes: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = 0; at < name.length; at += 1) if (name.charCodeAt(at) !== bytes[start + at]) return false;
  return true;
}
