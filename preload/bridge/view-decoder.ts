import { type DeskView, deskView } from '../contract/views.ts';

interface Part {
  /** As it came: the very same need not be read again. */
  readonly raw: unknown;
  readonly text: string;
  readonly value: unknown;
  /** Of a list: what each of its entries, as text, decoded to. */
  readonly entries: ReadonlyMap<string, unknown>;
}

/**
 * Decodes the views of one main, each part of them, and each entry of a list, only when it is another than in the view
 * before: of a call that begins to ring the rest of the day is not read again, nor are the other calls, and whoever draws a
 * part can tell by its identity that it is the same.
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
    const before = this.#parts.get(name);
    if (before !== undefined && before.raw === raw) return before;
    if (isOfLists(decoder) && Array.isArray(raw)) return listPart(raw, decoder.element, before);
    const text = JSON.stringify(raw);
    if (before?.text === text) return before;
    const decoded = decoder.safeParse(raw);
    return decoded.success ? { raw, text, value: decoded.data, entries: noEntries } : null;
  }
}

const noEntries: ReadonlyMap<string, unknown> = new Map();

function listPart(raw: readonly unknown[], decoder: Decoder, before: Part | undefined): Part | null {
  const texts = raw.map((entry) => JSON.stringify(entry));
  const text = texts.join();
  if (before?.text === text) return before;
  const entries = new Map<string, unknown>();
  for (const [at, each] of texts.entries()) {
    const known = before?.entries.get(each);
    const decoded = known === undefined ? decoder.safeParse(raw[at]) : { success: true as const, data: known };
    if (!decoded.success) return null;
    entries.set(each, decoded.data);
  }
  return { raw, text, value: texts.map((each) => entries.get(each)), entries };
}

interface Decoder {
  safeParse(value: unknown): { readonly success: true; readonly data: unknown } | { readonly success: false };
}

interface ListDecoder extends Decoder {
  readonly element: Decoder;
}

const isOfLists = (decoder: Decoder): decoder is ListDecoder => 'element' in decoder;

/** A part that was not told of: it may be left out, or all of it is refused. */
const undecodedPart = (decoder: Decoder): Part | null => {
  const decoded = decoder.safeParse(undefined);
  return decoded.success ? { raw: undefined, text: '', value: decoded.data, entries: noEntries } : null;
};
