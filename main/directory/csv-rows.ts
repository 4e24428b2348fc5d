import { CsvError, parse } from 'csv-parse/sync';
import { type Rejected, rejected } from './draft.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface CsvRow {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvRows {
  readonly rows: readonly CsvRow[];
  readonly rejected: readonly Rejected[];
}

/** A row of an address book is a line; a quote that swallows more than this was never closed. */
const longestRow = 20_000;
const sampled = 40;

/** The one of the usual delimiters by which the first lines agree best. */
export function guessDelimiter(text: string): Delimiter {
  const [named] = /^sep=(.)\r?\n/.exec(text)?.slice(1) ?? [];
  const told = delimiters.find((each) => each === named);
  if (told !== undefined) return told;
  const lines = text
    .slice(0, 64_000)
    .split(/\r\n|\r|\n/)
    .slice(0, sampled)
    .filter((line) => line.trim() !== '');
  const scored = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length - 1);
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
    const agree = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
    return { delimiter, score: usual === 0 ? 0 : agree + Math.min(usual, 20) / 100 };
  });
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined || best.score === 0 ? ',' : best.delimiter;
}

/** All rows that can be read. One that cannot takes its own line with it, and nothing after. */
export function csvRows(text: string, delimiter: Delimiter): CsvRows {
  const bytes = Buffer.from(text.replace(/^\ufeff/, ''), 'utf8');
  const rows: CsvRow[] = [];
  const faults: Rejected[] = [];
  const reader = new Places(bytes, /^sep=.\r?\n/.exec(bytes.subarray(0, 8).toString('latin1'))?.[0].length ?? 0);
  while (reader.at < bytes.length) {
    if (readOn(reader, delimiter, rows)) break;
    const from = reader.skipBlank();
    const line = reader.line;
    reader.toNextLine();
    faults.push(
      rejected(line, 'quote-not-closed', bytes.subarray(from, Math.min(reader.at, from + 1000)).toString('utf8')),
    );
  }
  return { rows, rejected: faults };
}

/** A place in a file, as a byte and as a line. */
class Places {
  readonly bytes: Buffer;
  at = 0;
  line = 1;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.goTo(at);
  }

  goTo(at: number): void {
    while (this.at < at) this.#step();
  }

  /** Past line ends. Gives the place. */
  skipBlank(): number {
    while (this.at < this.bytes.length && isLineEnd(this.bytes[this.at])) this.#step();
    return this.at;
  }

  toNextLine(): void {
    while (this.at < this.bytes.length && !isLineEnd(this.bytes[this.at])) this.#step();
    if (this.at < this.bytes.length) this.#step();
  }

  #step(): void {
    const byte = this.bytes[this.at];
    if (byte === lineFeed || (byte === carriageReturn && this.bytes[this.at + 1] !== lineFeed)) this.line += 1;
    this.at += 1;
  }
}

const [lineFeed, carriageReturn] = [10, 13];
const isLineEnd = (byte: number | undefined): boolean => byte === lineFeed || byte === carriageReturn;

/** A quoted text with line ends in it, in a row that has not its width: the quote was never closed. */
class QuoteNotClosed extends Error {
  override readonly name = 'QuoteNotClosed';
}

/** Puts what it reads into `rows`, and leaves `places` behind the last good one. True: that was all. */
function readOn(places: Places, delimiter: Delimiter, rows: CsvRow[]): boolean {
  const from = places.at;
  const width = rows[0]?.cells.length ?? null;
  const { stackTraceLimit } = Error;
  // For each row that has not the usual width csv-parse makes an error, which nobody is thrown: their stacks were a third of an import.
  Error.stackTraceLimit = 0;
  try {
    parse(places.bytes.subarray(from), {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: longestRow,
      on_record: (cells: string[], { bytes }: { readonly bytes: number }) => {
        const isBroken = width !== null && cells.length !== width && cells.some((cell) => /[\r\n]/.test(cell));
        if (isBroken) throw new QuoteNotClosed();
        places.skipBlank();
        rows.push({ line: places.line, cells });
        places.goTo(from + bytes);
        return null;
      },
    });
    return true;
  } catch (error) {
    if (error instanceof CsvError || error instanceof QuoteNotClosed) return false;
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
