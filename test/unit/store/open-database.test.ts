import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inTransaction, openDatabase } from '../../../main/store/open-database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = () => join(folder, 'x.db');
const migrations = ['CREATE TABLE a (n INTEGER)', 'ALTER TABLE a ADD COLUMN m INTEGER'];

describe('a database', () => {
  test('is brought up to date once, and can be read by its owner only', () => {
    const first = openDatabase(path(), migrations.slice(0, 1), 1);
    first.database.exec('INSERT INTO a (n) VALUES (7)');
    first.database.close();
    const { database, setAside } = openDatabase(path(), migrations, 2);
    expect(database.prepare('SELECT n, m FROM a').all()).toEqual([{ n: 7, m: null }]);
    expect(setAside).toBeNull();
    database.close();
    openDatabase(path(), migrations, 3).database.close();
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  test.each([['is no database at all', 'not a database, but long enough to be read as the head of one: '.repeat(20)]])(
    'that %s is set aside, and a new one begun',
    (_, text) => {
      writeFileSync(path(), text);
      const { database, setAside } = openDatabase(path(), migrations, 42);
      database.exec('INSERT INTO a (n) VALUES (1)');
      database.close();
      expect(setAside).toBe(`${path()}.unusable-42`);
      expect(readFileSync(String(setAside), 'utf8')).toBe(text);
    },
  );

  test('of a newer Offhook is set aside, not written over', () => {
    openDatabase(path(), [...migrations, 'CREATE TABLE b (n INTEGER)'], 1).database.close();
    const { database, setAside } = openDatabase(path(), migrations, 5);
    database.close();
    expect(setAside).toBe(`${path()}.unusable-5`);
  });

  test('takes all of a change or nothing of it', () => {
    const { database } = openDatabase(path(), migrations, 1);
    const half = () =>
      inTransaction(database, () => {
        database.exec('INSERT INTO a (n) VALUES (1)');
        throw new RangeError('in the middle');
      });
    expect(half).toThrow('in the middle');
    expect(database.prepare('SELECT count(*) AS n FROM a').get()).toEqual({ n: 0 });
    database.close();
  });
});
