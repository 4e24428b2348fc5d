import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  /** Where what was there before was put, because it could not be used; null: it could. */
  readonly setAside: string | null;
}

/** SQLite's name for a database that has no file. */
const nowhere = ':memory:';

/**
 * Opens a database of this application's own, or makes it. Readable by its owner only (0600). `migrations` bring an
 * older file up to date, each once and whole; a file that is damaged, or newer than we know, is set aside, never
 * overwritten. Write-ahead log: what was committed survives our own death at any moment (SQLite: "WAL", durability).
 */
export function openDatabase(path: string, migrations: readonly string[], now: number): OpenedDatabase {
  if (path !== nowhere && !existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  try {
    return { database: opened(path, migrations), setAside: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const aside = `${path}.unusable-${now}`;
    renameSync(path, aside);
    for (const rest of ['-wal', '-shm']) rmSync(path + rest, { force: true });
    closeSync(openSync(path, 'a', 0o600));
    return { database: opened(path, migrations), setAside: aside };
  }
}

class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
}

function opened(path: string, migrations: readonly string[]): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
    const found = versionOf(database);
    if (found > migrations.length) throw new NewerDatabase(`${path} was written by a newer Offhook`);
    for (const [at, migration] of migrations.entries()) {
      if (at >= found) inTransaction(database, () => database.exec(`${migration}; PRAGMA user_version = ${at + 1};`));
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version']);

/** All of `work`, or nothing of it. */
export function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB: https://sqlite.org/rescode.html */
const isDamage = (error: unknown): boolean =>
  error instanceof NewerDatabase ||
  (error instanceof Error && 'errcode' in error && (error.errcode === 11 || error.errcode === 26));
