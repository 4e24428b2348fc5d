import { type Bytes, bytesOf, isSame } from './bytes.ts';
import { decodeText } from './text.ts';

/** Channels, ids, numbers and names of the calls under way; a power of two. */
const places = 2_048;
/** Longer ones are seldom met again. */
const longest = 64;
const backslash = 92;

/**
 * Texts that were met before: what is said about a call is said again in every event of it. Each is one string of its
 * own, whoever keeps it: never a slice, which would keep the whole block or read alive. Nothing is allocated for a text
 * that is still known, nor is it decoded again.
 */
export class MetTexts {
  /** Bytes of each text, `longest` for every place; the last place is for what is not remembered. */
  readonly #bytes = bytesOf(Buffer.alloc(places * longest));
  readonly #lengths = new Uint8Array(places);
  readonly #texts: string[] = Array.from({ length: places + 1 }, () => '');
  readonly #backslashes = new Uint8Array(places + 1);

  /** The place of the text that the bytes from `from` to `to` are; it is there until the next is asked for. */
  place(bytes: Bytes, from: number, to: number): number {
    const length = to - from;
    const place = length > longest ? places : placeOf(bytes.view, from, length);
    return this.#lengths[place] === length && isSame(this.#bytes.view, place * longest, bytes.view, from, length)
      ? place
      : this.#meet(place, bytes.single, from, to);
  }

  text(place: number): string {
    return this.#texts[place] ?? '';
  }

  hasBackslash(place: number): boolean {
    return this.#backslashes[place] === 1;
  }

  #meet(place: number, bytes: Buffer, from: number, to: number): number {
    let [isPlain, backslashes] = [true, 0];
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === backslash) backslashes = 1;
      else if (byte >= 128) isPlain = false;
    }
    this.#backslashes[place] = backslashes;
    this.#texts[place] = isPlain ? bytes.toString('latin1', from, to) : decodeText(bytes, from, to);
    if (place === places) return place;
    this.#lengths[place] = to - from;
    bytes.copy(this.#bytes.single, place * longest, from, to);
    return place;
  }
}

/** Ids, channels and numbers differ in the end, names anywhere. */
function placeOf(view: DataView, from: number, length: number): number {
  if (length < 4)
    return length === 0 ? 0 : (view.getUint8(from) * 31 + view.getUint8(from + length - 1)) & (places - 1);
  const ends = Math.imul(view.getInt32(from + length - 4), 0x9e37_79b1) ^ view.getInt32(from);
  return Math.imul(ends ^ Math.imul(view.getInt32(from + ((length - 4) >> 1)), 0x85eb_ca6b), 0x9e37_79b1) >>> shift;
}

/** A hash of 32 bits is best in its upper ones. */
const shift = 32 - Math.log2(places);
