import ICAL from 'ical.js';
import { plainText } from '../base/plain-text.ts';
import { csvLine } from '../store/csv-cell.ts';
import type { Contact } from './contact.ts';
import { cleanDraft, longest } from './draft.ts';

/** As a spreadsheet opens it: UTF-8 with its mark, nothing in it a formula. It can be imported again. */
export function writeCsv(contacts: Iterable<Contact>): string {
  const all = [...contacts];
  const most = Math.max(1, ...all.map(({ numbers }) => numbers.length));
  const pairs = Array.from({ length: most }, (_, at) => [`Phone ${at + 1} - Type`, `Phone ${at + 1} - Value`]).flat();
  const lines = all.map(({ name, company, role, email, note, numbers }) =>
    csvLine([
      ...[name, company, role, email, note],
      ...Array.from({ length: most }, (_, at) => [numbers[at]?.label ?? '', numbers[at]?.raw ?? '']).flat(),
    ]),
  );
  return `\ufeff${csvLine(['Name', 'Company', 'Job title', 'E-mail', 'Notes', ...pairs])}${lines.join('')}`;
}

const types: Readonly<Record<string, string>> = { Mobile: 'cell', Office: 'work', Home: 'home' };

/** RFC 6350, or RFC 2426 for what reads nothing newer. */
export function writeVcard(contacts: Iterable<Contact>, version: '3.0' | '4.0'): string {
  return Array.from(contacts, (contact) => `${cardOf(onOneLine(contact), version)}\r\n`).join('');
}

/** A carriage return in a value would end its line, and what follows would be a card of its own. */
const onOneLine = (contact: Contact): Contact => ({
  ...contact,
  ...cleanDraft({ ...contact, uid: null }),
  numbers: contact.numbers,
});

function cardOf({ name, company, role, email, note, numbers }: Contact, version: '3.0' | '4.0'): string {
  const card = new ICAL.Component('vcard');
  card.addPropertyWithValue('version', version);
  card.addPropertyWithValue('fn', name === '' ? company : name);
  const [given, ...family] = name.split(' ');
  const structured = new ICAL.Property('n', card);
  structured.setValue([family.join(' '), given ?? '', '', '', '']);
  card.addProperty(structured);
  const firm = new ICAL.Property('org', card);
  firm.setValue([company]);
  if (company !== '') card.addProperty(firm);
  for (const [key, value] of [
    ['title', role],
    ['email', email],
    ['note', note],
  ] as const) {
    if (value !== '') card.addPropertyWithValue(key, value);
  }
  for (const { label, raw } of numbers) {
    const number = new ICAL.Property('tel', card);
    number.setValue(plainText(raw, longest.number));
    const type = types[label];
    if (type !== undefined) number.setParameter('type', type);
    card.addProperty(number);
  }
  return card.toString();
}
