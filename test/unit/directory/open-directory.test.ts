import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger, type LogLine } from '../../../main/base/log.ts';
import { type ContactDirectory, openDirectory } from '../../../main/directory/open-directory.ts';
import { systemClock } from '../../support/system-clock.ts';

let folder: string;
let directory: ContactDirectory | null = null;
let lines: LogLine[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-directory-'));
  lines = [];
});
afterEach(() => {
  directory?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const open = (watched: readonly string[] = []): ContactDirectory => {
  const log = createLogger(
    (line) => lines.push(line),
    () => 0,
  );
  directory = openDirectory({ folder, watched, country: 'GB', clock: systemClock, log });
  return directory;
};
const names = async (raw: string) => (await directory?.match({ raw, e164: null }))?.map(({ name }) => name) ?? [];
/** A thread reads its libraries first, which on a busy machine takes its time. */
const eventually = { timeout: 25_000, interval: 20 };

test('address books in the profile and in watched folders are read, and again when they change or go', {
  timeout: 110_000,
}, async () => {
  mkdirSync(join(folder, 'contacts'));
  mkdirSync(join(folder, 'office'));
  writeFileSync(join(folder, 'contacts/mine.csv'), 'name,phone\nAnna,1002\n');
  open([join(folder, 'office')]);
  await vi.waitFor(async () => expect(await names('1002')).toEqual(['Anna']), eventually);

  writeFileSync(join(folder, 'office/all.vcf'), 'BEGIN:VCARD\nVERSION:3.0\nFN:Bo\nTEL:1003\nEND:VCARD\n');
  await vi.waitFor(async () => expect(await names('1003')).toEqual(['Bo']), eventually);
  writeFileSync(join(folder, 'contacts/mine.csv'), 'name,phone\nAnna Berg,1002\nCy,1004\n');
  await vi.waitFor(async () => expect(await names('1004')).toEqual(['Cy']), eventually);
  expect(await names('1002')).toEqual(['Anna Berg']);
  rmSync(join(folder, 'contacts/mine.csv'));
  await vi.waitFor(async () => expect(await names('1002')).toEqual([]), eventually);
  expect(await names('1003')).toEqual(['Bo']);
});

test('a file is previewed before anything is taken, and what was taken can be exported', {
  timeout: 110_000,
}, async () => {
  const book = open();
  const bytes = Buffer.from('name;phone\nAnna;1002\nBo;nobody\n');
  const file = { file: 'book.csv', bytes, wishes: {} };
  expect(await book.preview(file)).toMatchObject({
    ok: true,
    value: { csv: { delimiter: ';', columns: [{ holds: 'name' }, { holds: 'number' }] }, taken: 1, rejectedCount: 1 },
  });
  expect(await book.count()).toEqual({ ok: true, value: 0 });
  let told = 0;
  book.onDidChange(() => (told += 1));
  expect(await book.importBytes(file)).toMatchObject({ ok: true, value: { taken: 1, rejectedCount: 1 } });
  expect(told).toBe(1);
  expect(await book.sources()).toMatchObject({
    ok: true,
    value: [{ file: 'book.csv', rejected: [{ line: 3, reason: 'not-a-number' }] }],
  });
  const card = Buffer.from('BEGIN:VCARD\nVERSION:4.0\nFN:Cy\nTEL;VALUE=uri:tel:1004\nEND:VCARD\n');
  const cards = { file: 'book.vcf', bytes: card, wishes: {} };
  expect(await book.preview(cards)).toMatchObject({ ok: true, value: { csv: null, taken: 1, rejectedCount: 0 } });
  expect(await book.importBytes(cards)).toMatchObject({ ok: true, value: { taken: 1 } });
  expect(await names('1004')).toEqual(['Cy']);
  for (const form of ['vcard3', 'csv'] as const)
    expect(await book.export(form)).toMatchObject({ ok: true, value: expect.stringMatching(/Anna[^]*Cy/) as string });
  expect(await book.export('vcard4')).toMatchObject({ ok: true, value: expect.stringContaining('FN:Anna') as string });
  await book.removeSource('book.csv');
  expect(await names('1002')).toEqual([]);
});

test('a directory that is damaged begins anew, and the log says where the old one is', {
  timeout: 110_000,
}, async () => {
  writeFileSync(join(folder, 'contacts.db'), 'not a database, but as long as the head of one is '.repeat(20));
  const book = open();
  expect(await book.count()).toEqual({ ok: true, value: 0 });
  expect(lines.map(({ message }) => message)).toEqual(['the directory was unusable and begins anew']);
});
