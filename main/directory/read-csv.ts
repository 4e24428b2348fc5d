import { type Column, readColumns } from './csv-columns.ts';
import { type CsvRow, csvRows, type Delimiter, guessDelimiter } from './csv-rows.ts';
import { type Decoded, decodeText, type Encoding } from './decode-text.ts';
import {
  type Draft,
  type DraftNumber,
  judgeDraft,
  type NumberedDraft,
  type ReadFile,
  type Rejected,
  rejected,
} from './draft.ts';

/** How a CSV file is to be read; what is left out is recognised. */
export interface CsvWishes {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
}

/** A CSV file as it was understood. */
export interface ReadCsv extends ReadFile {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** What stands over each column, and what it was taken for. */
  readonly columns: readonly { readonly heading: string; readonly column: Column }[];
}

const sampled = 200;

export function readCsv(bytes: Uint8Array, wishes: CsvWishes = {}): ReadCsv {
  const { text, encoding }: Decoded = decodeText(bytes, wishes.encoding ?? null);
  const delimiter = wishes.delimiter ?? guessDelimiter(text);
  const { rows, rejected: broken } = csvRows(text, delimiter);
  const { columns, hasHeading } = readColumns(rows.slice(0, sampled).map(({ cells }) => cells));
  const [heading] = hasHeading ? rows : [];
  const judged = judgeRows(hasHeading ? rows.slice(1) : rows, columns);
  return {
    encoding,
    delimiter,
    columns: columns.map((column, at) => ({ heading: heading?.cells[at] ?? '', column })),
    drafts: judged.drafts,
    rejected: [...broken, ...judged.rejected].toSorted((a, b) => a.line - b.line),
  };
}

function judgeRows(rows: readonly CsvRow[], columns: readonly Column[]): ReadFile {
  const drafts: NumberedDraft[] = [];
  const faults: Rejected[] = [];
  const twice = new Twice();
  for (const { line, cells } of rows) {
    if (cells.every((cell) => cell === '')) continue;
    const judged = judgeDraft(draftOf(cells, columns));
    if (!judged.ok) faults.push(rejected(line, judged.reason, cells.join(' ')));
    else if (twice.has(judged.draft)) faults.push(rejected(line, 'duplicate', cells.join(' ')));
    else drafts.push({ line, draft: judged.draft });
  }
  return { drafts, rejected: faults };
}

/** The same person with the same numbers, told once more. Several people on one number are no duplicates. */
export class Twice {
  readonly #seen = new Set<string>();

  has({ name, company, numbers }: Draft): boolean {
    const key = JSON.stringify([
      name.toLowerCase(),
      company.toLowerCase(),
      ...numbers.map(({ raw }) => raw.replaceAll(/[^\d+]/g, '')),
    ]);
    if (this.#seen.has(key)) return true;
    this.#seen.add(key);
    return false;
  }
}

function draftOf(cells: readonly string[], columns: readonly Column[]): Draft {
  const of = (kind: Column['kind']): string => cells[columns.findIndex((column) => column.kind === kind)] ?? '';
  const parts = [of('given'), of('middle'), of('family')].filter((part) => part !== '');
  return {
    uid: of('uid'),
    name: of('name') === '' ? parts.join(' ') : of('name'),
    company: of('company'),
    role: of('role'),
    email: of('email'),
    note: of('note'),
    numbers: columns.flatMap((column, at) => numbersOf(column, cells[at] ?? '', cells, columns)),
  };
}

/** Google writes several numbers into one cell, with three colons between. */
function numbersOf(column: Column, cell: string, cells: readonly string[], columns: readonly Column[]): DraftNumber[] {
  if (cell === '' || (column.kind !== 'number' && column.kind !== 'number-value')) return [];
  const label = column.kind === 'number' ? column.label : typeOf(column.pair, cells, columns);
  return cell.split(' ::: ').map((raw) => ({ label, raw }));
}

const typeOf = (pair: string, cells: readonly string[], columns: readonly Column[]): string =>
  cells[columns.findIndex((column) => column.kind === 'number-type' && column.pair === pair)] ?? '';
