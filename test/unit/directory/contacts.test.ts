import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContactFinder } from '../../../main/directory/contact-finder.ts';
import { ContactWriter } from '../../../main/directory/contact-writer.ts';
import type { Draft } from '../../../main/directory/draft.ts';
import { migrations } from '../../../main/directory/schema.ts';
import { openDatabase } from '../../../main/store/open-database.ts';

let database: DatabaseSync;
let finder: ContactFinder;
let writer: ContactWriter;
beforeEach(() => {
  database = openDatabase(':memory:', migrations, 1).database;
  finder = new ContactFinder(database, 'GB');
  writer = new ContactWriter(database, 'GB');
});
afterEach(() => database.close());

const person = (name: string, ...numbers: readonly string[]): Draft => ({
  ...{ uid: null, name, company: '', role: '', email: '', note: '' },
  numbers: numbers.map((raw) => ({ label: '', raw })),
});
const file = (...drafts: readonly Draft[]) => ({
  ...{ file: 'book.csv', stamp: '1', rejected: [] },
  drafts: drafts.map((draft, at) => ({ line: at + 1, draft })),
});
const matched = (raw: string, e164: string | null = null) => finder.match({ raw, e164 }).map(({ name }) => name);
const found = (text: string) => finder.search(text, 50).map(({ name }) => name);

describe('a caller’s number', () => {
  test.each([
    ['+44 20 7946 0137', '02079460137'],
    ['020 7946 0137', '+442079460137'],
    ['+44 (0)20 7946 0137', '00442079460137'],
    ['(212) 555-0142', '2125550142'],
    ['1002', '1002'],
    ['020 7946 0137 ext. 12', '+442079460137'],
    ['7946 0137', '+442079460137'],
    ['+44 20 7946 0137', '79460137'],
  ])('written %s in the book is found as %s', (written, calls) => {
    writer.replace(file(person('Anna', written)));
    expect(matched(calls)).toEqual(['Anna']);
  });

  test.each([
    ['+44 20 7946 0137', '0137'],
    ['+44 20 7946 1002', '1002'],
    ['1002', '+44 20 7946 1002'],
    ['1002', '21002'],
    ['+44 20 7946 0137', '+1 207 946 0137'],
    ['020 7946 0137', '020 7946 0138'],
  ])('written %s in the book is nobody’s when %s calls', (written, calls) => {
    writer.replace(file(person('Anna', written)));
    expect(matched(calls)).toEqual([]);
  });

  test('that several share names all of them', () => {
    writer.replace(file(person('Anna', '020 7946 0137'), person('Bo', '+442079460137'), person('Cy', '020 7946 0138')));
    expect(matched('02079460137', '+442079460137')).toEqual(['Anna', 'Bo']);
  });

  test('is told with the person’s other numbers, in their order', () => {
    writer.replace(file({ ...person('Anna', '020 7946 0137', '07700 900123'), company: 'Acme' }));
    expect(finder.match({ raw: '07700900123', e164: null })).toMatchObject([
      {
        name: 'Anna',
        company: 'Acme',
        source: 'book.csv',
        numbers: [{ e164: '+442079460137' }, { e164: '+447700900123' }],
      },
    ]);
  });
});

describe('who is typed', () => {
  beforeEach(() => {
    writer.replace(
      file(
        { ...person('Jürgen Müller', '020 7946 0137'), company: 'Okvist Dental' },
        { ...person('Marek Dunmore', '(0161) 496 0001'), company: 'Lumbra Textiles' },
        { ...person('Dora O’Brien', '020 7946 0138'), company: 'Jürgens & Sons' },
        person('“Robert”); DROP TABLE contact;--', '020 7946 0139'),
      ),
    );
  });

  test.each([
    ['jur', ['Jürgen Müller', 'Dora O’Brien']],
    ['muller', ['Jürgen Müller']],
    ['dun mar', ['Marek Dunmore']],
    ['lumbra', ['Marek Dunmore']],
    ["o'br", ['Dora O’Brien']],
    ['0161 496', ['Marek Dunmore']],
    ['+44 161', ['Marek Dunmore']],
    ['4960001', ['Marek Dunmore']],
    ['drop table', ['“Robert”); DROP TABLE contact;--']],
    ['zz', []],
    ['', []],
    ['"*', []],
    ['name : x OR NEAR(', []],
  ])('as %j is found', (text, names) => {
    expect(found(text)).toEqual(names);
  });
});

describe('a file that is read again', () => {
  test('replaces what it told before, and nobody else', () => {
    writer.replace(file(person('Anna', '1002'), person('Bo', '1003')));
    const dora = writer.write(null, person('Dora', '1004'));
    writer.replace({ ...file(person('Bo', '1005')), stamp: '2' });
    expect([matched('1002'), matched('1003'), matched('1005'), matched('1004')]).toEqual([[], [], ['Bo'], ['Dora']]);
    expect([found('anna'), found('bo')]).toEqual([[], ['Bo']]);
    expect(finder.get(dora)?.source).toBeNull();
  });

  test('does not undo what was changed or removed here', () => {
    writer.replace(file(person('Anna', '1002'), person('Bo', '1003')));
    const [anna, bo] = [finder.match({ raw: '1002', e164: null })[0], finder.match({ raw: '1003', e164: null })[0]];
    writer.write(anna?.id ?? 0, person('Anna Berg', '1002', '1009'));
    writer.removeContact(bo?.id ?? 0);
    const report = writer.replace(file(person('Anna', '1002'), person('Bo', '1003'), person('Cy', '1006')));
    expect(report).toMatchObject({ taken: 1, kept: 2 });
    expect([matched('1002'), matched('1003'), matched('1006'), matched('1009')]).toEqual([
      ['Anna Berg'],
      [],
      ['Cy'],
      ['Anna Berg'],
    ]);
  });

  test('that breaks in the middle leaves everybody there', () => {
    writer.replace(file(person('Anna', '1002')));
    const broken = { ...person('Bo', '1003'), company: null as unknown as string };
    expect(() => writer.replace(file(person('Cy', '1004'), broken))).toThrow();
    expect([matched('1002'), matched('1004')]).toEqual([['Anna'], []]);
  });
});
