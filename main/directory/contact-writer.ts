import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction } from '../store/open-database.ts';
import type { ImportReport } from './contact.ts';
import { cleanDraft, type Draft, type ReadFile } from './draft.ts';
import { foldText } from './fold-text.ts';
import { numberKeys, searchedDigits } from './number-keys.ts';

export interface Import extends ReadFile {
  /** The source's name: a file. What it told of before is replaced. */
  readonly file: string;
  /** By which it is known that the file has not changed. */
  readonly stamp: string;
}

/** Rejected rows that are kept to be read; the count is of all. */
const rejectedKept = 200;

/** Puts people into the directory. Every change is whole or not there. */
export class ContactWriter {
  readonly #database: DatabaseSync;
  readonly #country: string;
  readonly #insertContact: StatementSync;
  readonly #insertNumber: StatementSync;
  readonly #insertFound: StatementSync;

  constructor(database: DatabaseSync, country: string) {
    this.#database = database;
    this.#country = country;
    // An import of hundreds of thousands writes all over the indices; SQLite's own 2 MB would go to the disk for each.
    database.exec('PRAGMA cache_size = -64000');
    this.#insertContact = database.prepare(
      `INSERT INTO contact (source, identity, name, company, role, email, note, folded_name, folded_company)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertNumber = database.prepare(
      'INSERT INTO number (contact, place, label, raw, e164, digits, tail) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#insertFound = database.prepare('INSERT INTO found (rowid, name, company, digits) VALUES (?, ?, ?, ?)');
  }

  stampOf(file: string): string | null {
    const row = this.#database.prepare('SELECT stamp FROM source WHERE file = ?').get(file);
    return row === undefined ? null : String(row['stamp']);
  }

  sources(): readonly ImportReport[] {
    const rows = this.#database.prepare('SELECT report FROM source ORDER BY file').all();
    return rows.map((row) => JSON.parse(String(row['report'])) as ImportReport);
  }

  /** Everybody of that file anew, and nobody of what it told before. */
  replace({ file, stamp, drafts, rejected }: Import): ImportReport {
    return inTransaction(this.#database, () => {
      this.#forget(file);
      const shadows = new Set(
        this.#database
          .prepare('SELECT identity FROM shadow')
          .all()
          .map((row) => String(row['identity'])),
      );
      const source = Number(
        this.#database.prepare("INSERT INTO source (file, stamp, report) VALUES (?, ?, '{}')").run(file, stamp)
          .lastInsertRowid,
      );
      let kept = 0;
      for (const { draft } of drafts) {
        if (shadows.has(identityOf(file, draft))) kept += 1;
        else this.#put(draft, source, identityOf(file, draft));
      }
      const report: ImportReport = {
        ...{ file, taken: drafts.length - kept, kept },
        rejected: rejected.slice(0, rejectedKept),
        rejectedCount: rejected.length,
      };
      this.#database.prepare('UPDATE source SET report = ? WHERE id = ?').run(JSON.stringify(report), source);
      return report;
    });
  }

  /** The file is gone, and those it told of with it. */
  remove(file: string): void {
    inTransaction(this.#database, () => this.#forget(file));
  }

  /** Written here. `id`: whom it replaces; null: somebody new. Gives who it is now. */
  write(id: number | null, draft: Draft): number {
    return inTransaction(this.#database, () => {
      if (id !== null) this.#shadow(id);
      return this.#put(cleanDraft(draft), null, '');
    });
  }

  /** Removed here; a file that tells of them again does not bring them back. */
  removeContact(id: number): void {
    inTransaction(this.#database, () => this.#shadow(id));
  }

  #shadow(id: number): void {
    const row = this.#database.prepare('SELECT identity FROM contact WHERE id = ?').get(id);
    if (row === undefined) return;
    const identity = String(row['identity']);
    if (identity !== '') this.#database.prepare('INSERT OR IGNORE INTO shadow (identity) VALUES (?)').run(identity);
    for (const [table, key] of [
      ['number', 'contact'],
      ['found', 'rowid'],
      ['contact', 'id'],
    ] as const)
      this.#database.prepare(`DELETE FROM ${table} WHERE ${key} = ?`).run(id);
  }

  #forget(file: string): void {
    const source = this.#database.prepare('SELECT id FROM source WHERE file = ?').get(file)?.['id'];
    if (source === undefined) return;
    const mine = 'IN (SELECT id FROM contact WHERE source = ?)';
    for (const statement of [
      `DELETE FROM number WHERE contact ${mine}`,
      `DELETE FROM found WHERE rowid ${mine}`,
      'DELETE FROM contact WHERE source = ?',
      'DELETE FROM source WHERE id = ?',
    ])
      this.#database.prepare(statement).run(Number(source));
  }

  #put(draft: Draft, source: number | null, identity: string): number {
    const { name, company, role, email, note } = draft;
    const texts = [identity, name, company, role, email, note, foldText(name), foldText(company)];
    const id = Number(this.#insertContact.run(source, ...texts).lastInsertRowid);
    const searched: string[] = [];
    for (const [place, { label, raw }] of draft.numbers.entries()) {
      const keys = numberKeys(raw, this.#country);
      this.#insertNumber.run(id, place, label, raw, keys.e164, keys.digits, keys.tail);
      searched.push(searchedDigits(keys));
    }
    this.#insertFound.run(id, name, company, searched.join(' '));
    return id;
  }
}

/** By what somebody in a file is known again when it changes. */
const identityOf = (file: string, { uid, name, company, numbers }: Draft): string =>
  JSON.stringify(uid === null ? [file, name, company, numbers[0]?.raw ?? ''] : [file, uid]);
