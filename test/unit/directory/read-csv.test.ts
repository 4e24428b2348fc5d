import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../main/directory/read-csv.ts';
import { messyCsv } from './messy-csv.ts';

const read = (text: string, encoding: 'utf8' | 'latin1' | 'utf16le' = 'utf8') => readCsv(Buffer.from(text, encoding));
const names = (text: string) => read(text).drafts.map(({ draft }) => draft.name);

describe('a CSV file', () => {
  test.each([
    ['commas', 'name,phone\nAnna,1002\nBo,1003', ','],
    ['semicolons, with commas inside', 'Name;Telefon\nBerg, Anna;030 1234567\nDahl, Bo;030 1234568', ';'],
    ['tabs', 'name\tphone\nAnna\t1002', '\t'],
    ['bars', 'name|phone\nAnna|1002', '|'],
    ['what a spreadsheet names', 'sep=;\nname;phone\nAnna;1002', ';'],
  ])('is read with %s', (_, text, delimiter) => {
    const found = read(text);
    expect(found.delimiter).toBe(delimiter);
    expect(found.rejected).toEqual([]);
    expect(found.drafts[0]?.draft.name).toMatch(/Anna/);
  });

  test.each([
    ['UTF-8 with its mark', Buffer.from('\ufeffname;phone\nJürgen Müller;1002'), 'utf-8'],
    ['UTF-8 without', Buffer.from('name;phone\nJürgen Müller;1002'), 'utf-8'],
    ['Windows-1252', Buffer.from('name;phone\nJürgen Müller;1002', 'latin1'), 'windows-1252'],
    ['UTF-16 with its mark', Buffer.from('\ufeffname;phone\nJürgen Müller;1002', 'utf16le'), 'utf-16le'],
    ['UTF-16 without', Buffer.from('name;phone\nJürgen Müller;1002', 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', Buffer.from('\ufeffname;phone\nJürgen Müller;1002', 'utf16le').swap16(), 'utf-16be'],
  ] as const)('in %s keeps its letters', (_, bytes, encoding) => {
    const found = readCsv(bytes);
    expect(found.encoding).toBe(encoding);
    expect(found.drafts.map(({ draft }) => draft.name)).toEqual(['Jürgen Müller']);
  });

  test('of Outlook is understood', () => {
    const text =
      'First Name,Middle Name,Last Name,Company,Job Title,Business Phone,Home Phone,Mobile Phone,Business Fax,E-mail Address\nAnna,M,Berg,Acme,Buyer,+44 20 7946 0137,,07700 900123,+44 20 7946 0999,anna@acme.example';
    expect(read(text).drafts[0]?.draft).toEqual({
      uid: null,
      ...{ name: 'Anna M Berg', company: 'Acme', role: 'Buyer', email: 'anna@acme.example', note: '' },
      numbers: [
        { label: 'Office', raw: '+44 20 7946 0137' },
        { label: 'Mobile', raw: '07700 900123' },
      ],
    });
  });

  test('of Google is understood, several numbers in one cell too', () => {
    const text =
      'First Name,Last Name,Organization Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\nBo,Dahl,Lumbra,Mobile,+1 212-555-0142,Work,212 555 0143 ::: 212 555 0144';
    expect(read(text).drafts[0]?.draft).toMatchObject({
      name: 'Bo Dahl',
      company: 'Lumbra',
      numbers: [
        { label: 'Mobile', raw: '+1 212-555-0142' },
        { label: 'Work', raw: '212 555 0143' },
        { label: 'Work', raw: '212 555 0144' },
      ],
    });
  });

  test('without headings is read by what stands in its columns', () => {
    const found = read('Anna Berg;Acme;030 1234567\nBo Dahl;Lumbra;030 1234568\nDora Falk;;030 1234569');
    expect(found.columns.map(({ column }) => column.kind)).toEqual(['name', 'company', 'number']);
    expect(found.drafts).toHaveLength(3);
  });

  test('keeps several people on one number, and one person told twice once', () => {
    const found = read('name,phone\nAnna,0301234567\nBo,0301234567\nanna,030 1234567');
    expect(found.drafts.map(({ draft }) => draft.name)).toEqual(['Anna', 'Bo']);
    expect(found.rejected).toEqual([{ line: 4, reason: 'duplicate', text: 'anna 030 1234567' }]);
  });

  test('loses one row to a quote that is never closed, and not those after', () => {
    const found = read('name;phone\n"Anna;030 1\nBo;123456\n"Cy;7\n"Dora ""D"" F";"1;2"');
    expect(found.drafts.map(({ draft }) => draft.name)).toEqual(['Bo']);
    expect(found.rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'quote-not-closed'],
      [4, 'quote-not-closed'],
      [5, 'not-a-number'],
    ]);
  });

  test.each([
    ['=HYPERLINK("http://evil.example")', '=HYPERLINK("http://evil.example")'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['Anna\u202Egnp.exe', 'Anna gnp.exe'],
    ['A\u0000B\u001b[31mC', 'A B [31mC'],
    ['\uD83D\uDE00 Smile', '\uD83D\uDE00 Smile'],
  ])('gives %j as the text it is, on one line', (name, shown) => {
    expect(names(`name,phone\n"${name.replaceAll('"', '""')}",1002`)).toEqual([shown]);
  });

  test('with every kind of mess is reported row by row', () => {
    const { bytes, taken, rejected } = messyCsv(3000);
    const found = readCsv(bytes);
    expect(found.drafts).toHaveLength(taken);
    expect(found.rejected.map(({ line, reason }) => `${line} ${reason}`)).toEqual(rejected);
  });

  test('with nothing in it holds nobody', () => {
    for (const text of ['', '\n\n', 'name,phone', '\ufeff']) expect(read(text).drafts).toEqual([]);
  });
});
