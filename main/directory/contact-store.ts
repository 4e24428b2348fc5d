import { readFileSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Result } from '../base/result.ts';
import { openDatabase } from '../store/open-database.ts';
import type { Contact, ImportReport, NumberToMatch } from './contact.ts';
import { ContactFinder } from './contact-finder.ts';
import { ContactWriter } from './contact-writer.ts';
import type { Draft, ReadFile } from './draft.ts';
import { type CsvWishes, readCsv } from './read-csv.ts';
import { readVcard } from './read-vcard.ts';
import { migrations } from './schema.ts';
import type { SyncFailure } from './sources/contact-source.ts';
import { type ServerToSync, syncServer } from './sources/sync-server.ts';
import { writeCsv, writeVcard } from './write-contacts.ts';

/** What a thread of the directory is told at its start. */
export interface ContactStoreData {
  readonly path: string;
  readonly country: string;
  readonly now: number;
}

/** A file as it would be imported. */
export interface ImportPreview {
  /** How a CSV file was understood; null: it is vCard. */
  readonly csv: {
    readonly encoding: string;
    readonly delimiter: string;
    readonly columns: readonly { readonly heading: string; readonly holds: string }[];
  } | null;
  readonly taken: number;
  readonly rejectedCount: number;
  readonly rejected: ReadFile['rejected'];
  /** The first of them. */
  readonly first: readonly Draft[];
}

export interface FileToImport {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly wishes: CsvWishes;
}

const previewed = 5;
const rejectedShown = 200;

/** What the directory's threads can be asked. */
export type ContactStore = ReturnType<typeof contactStore>;

export function contactStore({ path, country, now }: ContactStoreData) {
  const { database, setAside } = openDatabase(path, migrations, now);
  const finder = new ContactFinder(database, country);
  let writer: ContactWriter | null = null;
  const write = (): ContactWriter => {
    writer ??= new ContactWriter(database, country);
    return writer;
  };
  return {
    /** Where a directory that could not be read was put. */
    ready: () => ({ setAside }),
    match: (number: NumberToMatch): readonly Contact[] => finder.match(number),
    search: ({ text, most }: { readonly text: string; readonly most: number }): readonly Contact[] =>
      finder.search(text, most),
    get: (id: number): Contact | null => finder.get(id),
    count: (): number => Number(database.prepare('SELECT count(*) AS n FROM contact').get()?.['n']),
    sources: (): readonly ImportReport[] => write().sources(),
    preview: ({ file, bytes, wishes }: FileToImport): ImportPreview => previewOf(file, bytes, wishes),
    importBytes: ({ file, bytes, wishes }: FileToImport): ImportReport =>
      write().replace({ file, stamp: 'by hand', ...read(file, bytes, wishes) }),
    /** Null: the file has not changed since it was last read. */
    importFile: ({ file, country: site }: { readonly file: string; readonly country: string }): ImportReport | null => {
      const { mtimeMs, size } = statSync(file);
      const stamp = `${mtimeMs} ${size} ${site}`;
      if (write().stampOf(file) === stamp) return null;
      return write().replace({ file, stamp, ...read(file, readFileSync(file), {}) });
    },
    /** Null: the server tells of nobody else than before. */
    sync: (wish: ServerToSync): Promise<Result<ImportReport | null, SyncFailure>> => syncServer(wish, write),
    removeSource: (file: string): void => write().remove(file),
    write: ({ id, draft }: { readonly id: number | null; readonly draft: Draft }): number => write().write(id, draft),
    remove: (id: number): void => write().removeContact(id),
    export: (form: 'csv' | 'vcard3' | 'vcard4'): string => {
      const all = everybody(database, finder);
      return form === 'csv' ? writeCsv(all) : writeVcard(all, form === 'vcard3' ? '3.0' : '4.0');
    },
  };
}

const isVcard = (file: string): boolean => /\.(vcf|vcard)$/i.test(file);

const read = (file: string, bytes: Uint8Array, wishes: CsvWishes): ReadFile =>
  isVcard(file) ? readVcard(bytes) : readCsv(bytes, wishes);

function previewOf(file: string, bytes: Uint8Array, wishes: CsvWishes): ImportPreview {
  const csv = isVcard(file) ? null : readCsv(bytes, wishes);
  const { drafts, rejected } = csv ?? readVcard(bytes);
  return {
    csv: csv && {
      encoding: csv.encoding,
      delimiter: csv.delimiter,
      columns: csv.columns.map(({ heading, column }) => ({ heading, holds: column.kind })),
    },
    taken: drafts.length,
    rejectedCount: rejected.length,
    rejected: rejected.slice(0, rejectedShown),
    first: drafts.slice(0, previewed).map(({ draft }) => draft),
  };
}

function* everybody(database: DatabaseSync, finder: ContactFinder): Iterable<Contact> {
  const ids = database.prepare('SELECT id FROM contact ORDER BY name, id').all();
  for (const { id } of ids) {
    const contact = finder.get(Number(id));
    if (contact !== null) yield contact;
  }
}
