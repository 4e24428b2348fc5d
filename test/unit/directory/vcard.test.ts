import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../main/directory/contact.ts';
import { readCsv } from '../../../main/directory/read-csv.ts';
import { readVcard } from '../../../main/directory/read-vcard.ts';
import { writeCsv, writeVcard } from '../../../main/directory/write-contacts.ts';

const read = (...lines: readonly string[]) => readVcard(Buffer.from(lines.join('\r\n')));

describe('a vCard file', () => {
  test('of 3.0, as address books write it, is read', () => {
    const found = read(
      ...[
        'BEGIN:VCARD',
        'VERSION:3.0',
        'UID:u-1',
        'N:Berg;Anna;M;;',
        'FN:Anna Berg',
        'ORG:Acme\\, Ltd;Sales',
        'TITLE:Buyer',
      ],
      ...[
        'TEL;TYPE=CELL,VOICE:+44 7700 900123',
        'item1.TEL;TYPE=WORK:020 7946 0137',
        'TEL;TYPE=FAX,WORK:020 7946 0999',
      ],
      ...['NOTE:A long note that is folded over', '  two lines', 'PHOTO;ENCODING=b;TYPE=JPEG:AAAA', 'END:VCARD'],
    );
    expect(found.rejected).toEqual([]);
    expect(found.drafts[0]?.draft).toEqual({
      ...{ uid: 'u-1', name: 'Anna Berg', company: 'Acme, Ltd', role: 'Buyer', email: '' },
      note: 'A long note that is folded over two lines',
      numbers: [
        { label: 'Mobile', raw: '+44 7700 900123' },
        { label: 'Office', raw: '020 7946 0137' },
      ],
    });
  });

  test('of 4.0 gives numbers as URIs', () => {
    const found = read(
      ...[
        'BEGIN:VCARD',
        'VERSION:4.0',
        'FN:Bo',
        'TEL;VALUE=uri;TYPE="voice,home":tel:+1-212-555-0142;ext=12',
        'END:VCARD',
      ],
    );
    expect(found.drafts[0]?.draft.numbers).toEqual([{ label: 'Home', raw: '+1-212-555-0142' }]);
  });

  test('loses only the cards that cannot be read', () => {
    const good = ['BEGIN:VCARD', 'VERSION:3.0', 'FN:Anna', 'TEL:1002', 'END:VCARD'];
    const found = read(
      ...good,
      ...['BEGIN:VCARD', 'VERSION:2.1', 'N:Old', 'TEL;CELL:1003', 'END:VCARD'],
      ...['BEGIN:VCARD', 'VERSION:3.0', 'FN:Never ended', 'TEL:1004'],
      ...['BEGIN:VCARD', 'VERSION:3.0', 'FN:No number', 'END:VCARD'],
      ...['what is this?', ''],
      ...['BEGIN:VCARD', 'VERSION:4.0', 'FN:Bo', 'TEL:1005', 'END:VCARD'],
    );
    expect(found.drafts.map(({ draft }) => draft.name)).toEqual(['Anna', 'Bo']);
    expect(found.rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [6, 'old-card'],
      [11, 'not-a-card'],
      [15, 'no-number'],
      [19, 'not-a-card'],
    ]);
  });
});

const hostile: Contact = {
  ...{
    id: 1,
    name: '=1+1 "Anna"; B, C',
    company: 'Acme; Co, KG\\',
    role: '@x',
    email: '',
    note: 'END:VCARD\r\nBEGIN:VCARD',
    source: null,
  },
  numbers: [
    { label: 'Mobile', raw: '+49 30 1234567', e164: null },
    { label: '', raw: '1002', e164: null },
  ],
};

describe('what is exported', () => {
  test.each(['3.0', '4.0'] as const)('as vCard %s is read again as it was', (version) => {
    const { drafts, rejected } = readVcard(Buffer.from(writeVcard([hostile, { ...hostile, name: 'Bo' }], version)));
    expect(rejected).toEqual([]);
    expect(drafts.map(({ draft }) => draft.name)).toEqual(['=1+1 "Anna"; B, C', 'Bo']);
    expect(drafts[0]?.draft).toMatchObject({ company: 'Acme; Co, KG\\', role: '@x', note: 'END:VCARD BEGIN:VCARD' });
    expect(drafts[0]?.draft.numbers).toEqual(hostile.numbers.map(({ label, raw }) => ({ label, raw })));
  });

  test('as CSV holds no formula, and is read again', () => {
    const text = writeCsv([hostile]);
    expect(text).toContain(`"'=1+1 ""Anna""; B, C"`);
    expect(text).toContain(`"'@x"`);
    expect(text).toContain('"+49 30 1234567"');
    const { drafts } = readCsv(Buffer.from(text));
    expect(drafts[0]?.draft.numbers).toEqual(hostile.numbers.map(({ label, raw }) => ({ label, raw })));
  });
});
