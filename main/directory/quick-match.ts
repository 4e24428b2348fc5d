import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Disposable } from '../base/disposable.ts';
import type { Contact, NumberToMatch } from './contact.ts';
import { ContactFinder } from './contact-finder.ts';

export interface QuickMatchOptions {
  readonly path: string;
  readonly country: string;
  /** Milliseconds, of any clock that goes on. */
  readonly now: () => number;
}

/** Longer than this a look must not hold up calls, ms. */
const tooLong = 5;
/** Among so many the way to the thread costs more than any search; the words of more are sought by the thread. */
const fewEnough = 5_000;
/** So many in a row, and the disk is slow rather than the machine busy for a moment: the thread is asked for a while, ms. */
const [slowInARow, restsFor] = [3, 60_000];

/**
 * Finds who has a number where the call is, and whom somebody types where there are not too many, without a way to the
 * thread and back: that way costs more than the look (0.14 ms among half a million), most of all on a busy machine, while
 * somebody is ringing or waits for a list. It reads only; a write-ahead log lets it read whatever is being written
 * (SQLite: "WAL", concurrency).
 */
export class QuickMatch implements Disposable {
  readonly #now: () => number;
  #newest: StatementSync | null = null;
  #database: DatabaseSync | null = null;
  #finder: ContactFinder | null = null;
  #slow = 0;
  #restsUntil = 0;

  constructor({ path, country, now }: QuickMatchOptions) {
    this.#now = now;
    try {
      this.#database = new DatabaseSync(path, { readOnly: true, timeout: 0 });
      this.#finder = new ContactFinder(this.#database, country);
      this.#newest = this.#database.prepare('SELECT max(id) AS id FROM contact');
      // The first look reads the disk and the code; nobody is ringing yet.
      this.#finder.match(nobody);
    } catch {
      // It cannot be read from here: the thread can be asked as well.
      this.dispose();
    }
  }

  /** Null: the thread has to be asked. */
  match(number: NumberToMatch): readonly Contact[] | null {
    return this.#look((finder) => finder.match(number));
  }

  /** Null: as above, or there are too many. */
  search(text: string, most: number): readonly Contact[] | null {
    return this.#look((finder) =>
      Number(this.#newest?.get()?.['id'] ?? 0) > fewEnough ? null : finder.search(text, most),
    );
  }

  /** There is nobody; false also where it cannot be read from here. */
  isEmpty(): boolean {
    return this.#look(() => (this.#newest?.get()?.['id'] === null ? [] : null)) !== null;
  }

  #look(look: (finder: ContactFinder) => readonly Contact[] | null): readonly Contact[] | null {
    const since = this.#now();
    if (this.#finder === null || since < this.#restsUntil) return null;
    try {
      const found = look(this.#finder);
      this.#judge(since);
      return found;
    } catch {
      // It is being set aside, or the disk is gone: the thread says what is to be said.
      this.dispose();
      return null;
    }
  }

  dispose(): void {
    this.#finder = null;
    this.#database?.close();
    this.#database = null;
  }

  #judge(since: number): void {
    const now = this.#now();
    this.#slow = now - since > tooLong ? this.#slow + 1 : 0;
    if (this.#slow < slowInARow) return;
    this.#slow = 0;
    this.#restsUntil = now + restsFor;
  }
}

const nobody: NumberToMatch = { raw: '+15550100', e164: '+15550100' };
