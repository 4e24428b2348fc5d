import { type DeskView, deskView } from '../contract/views.ts';

interface Part {
  readonly text: string;
  readonly value: unknown;
}

/**
 * Decodes the views of one main, each part of them only when it is another than in the view before: of a call that begins
 * to ring the rest of the day is not read again, and whoever draws a part can tell by its identity that it is the same.
 */
export class ViewDecoder {
  #parts: ReadonlyMap<string, Part> = new Map();

  /** Null: it is not what the contract says; the next view is compared with the last one that was. */
  decode(undecoded: unknown): DeskView | null {
    if (typeof undecoded !== 'object' || undecoded === null) return null;
    const told = new Map<string, unknown>(Object.entries(undecoded));
    const parts = new Map<string, Part>();
    for (const [name, decoder] of Object.entries(deskView.shape)) {
      const raw = told.get(name);
      const part = raw === undefined ? undecodedPart(decoder) : this.#part(name, raw, decoder);
      if (part === null) return null;
      if (part.value !== undefined) parts.set(name, part);
    }
    this.#parts = parts;
    // Each part was decoded by its row of the shape; TypeScript cannot follow the names through the table.
    return Object.fromEntries([...parts].map(([name, { value }]) => [name, value])) as DeskView;
  }

  #part(name: string, raw: unknown, decoder: Decoder): Part | null {
    const text = JSON.stringify(raw);
    const before = this.#parts.get(name);
    if (before?.text === text) return before;
    const decoded = decoder.safeParse(raw);
    return decoded.success ? { text, value: decoded.data } : null;
  }
}

interface Decoder {
  safeParse(value: unknown): { readonly success: true; readonly data: unknown } | { readonly success: false };
}

/** A part that was not told of: it may be left out, or all of it is refused. */
const undecodedPart = (decoder: Decoder): Part | null => {
  const decoded = decoder.safeParse(undefined);
  return decoded.success ? { text: '', value: decoded.data } : null;
};
