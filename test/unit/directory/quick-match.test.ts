import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contactStore } from '../../../main/directory/contact-store.ts';
import { QuickMatch } from '../../../main/directory/quick-match.ts';

let folder: string;
let path: string;
let store: ReturnType<typeof contactStore>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-quick-'));
  path = join(folder, 'contacts.db');
  store = contactStore({ path, country: 'GB', now: 0 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, raw: string) =>
  store.write({
    id: null,
    draft: { ...{ uid: null, name, company: '', role: '', email: '', note: '' }, numbers: [{ label: '', raw }] },
  });
const anna = { raw: '+442079460137', e164: '+442079460137' };
const names = (quick: QuickMatch) => quick.match(anna)?.map(({ name }) => name) ?? null;

test('a number is found where the call is, and what is written meanwhile with the next look', () => {
  const quick = new QuickMatch({ path, country: 'GB', now: () => 0 });
  expect(names(quick)).toEqual([]);
  write('Anna', anna.raw);
  expect(names(quick)).toEqual(['Anna']);
  quick.dispose();
  expect(names(quick)).toBeNull();
});

test('whom somebody types is found there too, unless the address book is a long one', () => {
  const quick = new QuickMatch({ path, country: 'GB', now: () => 0 });
  write('Anna', anna.raw);
  const found = (text: string) => quick.search(text, 10)?.map(({ name }) => name) ?? null;
  expect(found('ann')).toEqual(['Anna']);
  expect(found('bea')).toEqual([]);
  const longer = new DatabaseSync(path);
  longer.exec(
    `INSERT INTO contact (id, identity, name, company, role, email, note, folded_name, folded_company)
     VALUES (5001, '', '', '', '', '', '', '', '')`,
  );
  longer.close();
  expect(found('ann')).toBeNull();
  quick.dispose();
});

test('after three looks in a row that took too long the thread is asked, for a minute', () => {
  write('Anna', anna.raw);
  let [now, takes] = [0, 0];
  // Asked twice a look: when it begins and when it ends.
  let asks = 0;
  const quick = new QuickMatch({ path, country: 'GB', now: () => (asks++ % 2 === 0 ? now : (now += takes)) });
  takes = 10;
  expect(names(quick)).toEqual(['Anna']);
  expect(names(quick)).toEqual(['Anna']);
  takes = 1;
  // A busy moment is no slow disk.
  expect(names(quick)).toEqual(['Anna']);
  takes = 10;
  for (let look = 0; look < 3; look += 1) expect(names(quick)).toEqual(['Anna']);
  expect(quick.match(anna)).toBeNull();
  asks = 0;
  now += 60_000;
  takes = 0;
  expect(names(quick)).toEqual(['Anna']);
  quick.dispose();
});

test('a directory that is not there, or no database, is left to the thread', () => {
  const quick = new QuickMatch({ path: join(folder, 'none.db'), country: 'GB', now: () => 0 });
  expect(names(quick)).toBeNull();
});
