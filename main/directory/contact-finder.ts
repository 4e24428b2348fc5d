import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Contact, NumberToMatch } from './contact.ts';
import { foldText } from './fold-text.ts';
import { numberKeys, sameEnd } from './number-keys.ts';

/** People on one number that are told; more share it than anybody could read. */
const mostOnOneNumber = 10;
/** Rows looked at for one search: the best of them are shown. */
const mostLookedAt = 100;

/** Finds people: by a number, by what is typed. */
export class ContactFinder {
  readonly #country: string;
  readonly #byE164: StatementSync;
  readonly #byDigits: StatementSync;
  readonly #byTail: StatementSync;
  readonly #contact: StatementSync;
  readonly #numbers: StatementSync;
  readonly #byName: StatementSync;
  readonly #byCompany: StatementSync;
  readonly #search: StatementSync;

  constructor(database: DatabaseSync, country: string) {
    this.#country = country;
    const by = (where: string) =>
      database.prepare(`SELECT contact, e164, digits FROM number WHERE ${where} ORDER BY contact LIMIT 200`);
    this.#byE164 = by('e164 = ?');
    this.#byDigits = by('digits = ?');
    this.#byTail = by('tail = ?');
    this.#contact = database.prepare(
      `SELECT contact.id, name, company, role, email, note, file FROM contact
       LEFT JOIN source ON source.id = contact.source WHERE contact.id = ?`,
    );
    this.#numbers = database.prepare('SELECT label, raw, e164 FROM number WHERE contact = ? ORDER BY place');
    const begins = (column: string) =>
      database.prepare(
        `SELECT id, folded_name, folded_company FROM contact WHERE ${column} >= ? AND ${column} < ?
         ORDER BY ${column} LIMIT ${mostLookedAt}`,
      );
    this.#byName = begins('folded_name');
    this.#byCompany = begins('folded_company');
    this.#search = database.prepare(
      `SELECT contact.id, folded_name, folded_company FROM found JOIN contact ON contact.id = found.rowid
       WHERE found MATCH ? LIMIT ${mostLookedAt}`,
    );
  }

  /**
   * Everybody with that number. An extension is only ever itself; a number that one of both sides cannot place in the
   * world is the same where the other ends in it.
   */
  match(number: NumberToMatch): readonly Contact[] {
    const found = this.#rowsOf(number);
    const ids = [...new Set(found.map((row) => Number(row['contact'])))].slice(0, mostOnOneNumber);
    return ids.flatMap((id) => this.get(id) ?? []);
  }

  /** A number of the world is looked for as it was read: to take it apart once more takes longer than the look. */
  #rowsOf({ raw, e164 }: NumberToMatch): readonly Row[] {
    const exact = e164 === null ? [] : this.#byE164.all(e164);
    if (exact.length > 0) return exact;
    const keys = numberKeys(raw, this.#country);
    const known = e164 ?? keys.e164;
    const same = known === null ? this.#byDigits.all(keys.digits) : this.#byE164.all(known);
    if (same.length > 0 || keys.tail === null) return same;
    return this.#byTail
      .all(keys.tail)
      .filter((row) => (known === null || row['e164'] === null) && sameEnd(String(row['digits']), keys.digits));
  }

  get(id: number): Contact | null {
    const row = this.#contact.get(id);
    if (row === undefined) return null;
    const text = (name: string) => String(row[name]);
    return {
      id,
      ...{ name: text('name'), company: text('company'), role: text('role'), email: text('email'), note: text('note') },
      source: row['file'] === null ? null : text('file'),
      numbers: this.#numbers.all(id).map((number) => ({
        label: String(number['label']),
        raw: String(number['raw']),
        e164: number['e164'] === null ? null : String(number['e164']),
      })),
    };
  }

  /** Each word begins a word of name or company, or a number. Best first. */
  search(text: string, most: number): readonly Contact[] {
    const words = wordsOf(text);
    const typed = foldText(text);
    if (words.length === 0) return [];
    const all = words.map((word) => `"${word}" *`).join(' ');
    const rows = [
      ...this.#byName.all(typed, `${typed}\uffff`),
      ...this.#byCompany.all(typed, `${typed}\uffff`),
      ...this.#search.all(all),
    ];
    const found = new Map<number, Found>();
    for (const row of rows) {
      const each = { id: Number(row['id']), name: String(row['folded_name']), company: String(row['folded_company']) };
      found.set(each.id, { ...each, rank: rankOf(each.name, each.company, typed) });
    }
    const ranked = [...found.values()].toSorted((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1) || a.id - b.id);
    return ranked.slice(0, most).flatMap(({ id }) => this.get(id) ?? []);
  }
}

type Row = ReturnType<StatementSync['all']>[number];

interface Found {
  readonly id: number;
  readonly name: string;
  readonly company: string;
  readonly rank: number;
}

function rankOf(name: string, company: string, typed: string): number {
  if (name === typed) return 0;
  if (name.startsWith(typed)) return 1;
  if (company.startsWith(typed)) return 2;
  return name.includes(typed) ? 3 : 4;
}

/** Digits that people write apart (`+44 20 7946`) are one number; nothing else of what is typed reaches the query's grammar. */
function wordsOf(text: string): readonly string[] {
  const number = text.replaceAll(/[\s().+/-]/g, '');
  if (/^\d{2,}$/.test(number)) return [number.replace(/^0+(?=\d{2})/, '')];
  return (text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, 8).map((word) => word.slice(0, 60));
}
