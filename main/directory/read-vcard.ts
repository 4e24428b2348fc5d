import ICAL from 'ical.js';
import { decodeText } from './decode-text.ts';
import { type Draft, judgeDraft, type NumberedDraft, type ReadFile, type Rejected, rejected } from './draft.ts';
import { Twice } from './read-csv.ts';

/** vCard 3.0 (RFC 2426) and 4.0 (RFC 6350), any number in one file. A card that cannot be read is rejected alone. */
export function readVcard(bytes: Uint8Array): ReadFile {
  const { text } = decodeText(bytes);
  const drafts: NumberedDraft[] = [];
  const faults: Rejected[] = [];
  const twice = new Twice();
  for (const { line, card } of cardsOf(text)) {
    const draft = readCard(card);
    if (typeof draft === 'string') faults.push(rejected(line, draft, card.slice(0, 300)));
    else {
      const judged = judgeDraft(draft);
      if (!judged.ok) faults.push(rejected(line, judged.reason, draft.name));
      else if (twice.has(judged.draft)) faults.push(rejected(line, 'duplicate', draft.name));
      else drafts.push({ line, draft: judged.draft });
    }
  }
  return { drafts, rejected: faults };
}

interface Card {
  readonly line: number;
  readonly card: string;
}

function* cardsOf(text: string): Iterable<Card> {
  let card: string[] = [];
  let begun = 0;
  for (const [at, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const word = line.trim().toUpperCase();
    // One that was never ended does not take the next one with it.
    if (word === 'BEGIN:VCARD' && card.length > 0) yield { line: begun, card: card.join('\r\n') };
    if (word === 'BEGIN:VCARD') {
      card = [];
      begun = at + 1;
    }
    if (word !== '' || card.length > 0) card.push(line);
    begun = begun === 0 ? at + 1 : begun;
    if (word !== 'END:VCARD') continue;
    yield { line: begun, card: card.join('\r\n') };
    card = [];
    begun = 0;
  }
  if (card.some((line) => line.trim() !== '')) yield { line: begun, card: card.join('\r\n') };
}

function readCard(card: string): Draft | 'not-a-card' | 'old-card' {
  // 2.1 folds and quotes by rules of its own, and would be read wrongly without a word.
  if (/^VERSION:2\.1\s*$/im.test(card)) return 'old-card';
  if (!/^BEGIN:VCARD/i.test(card) || !/^END:VCARD\s*$/im.test(card)) return 'not-a-card';
  try {
    return draftOf(new ICAL.Component(ICAL.parse(card) as string | unknown[]));
  } catch {
    // The library refuses with words about its own grammar; that it is no card is what a person can use.
    return 'not-a-card';
  }
}

function draftOf(card: ICAL.Component): Draft {
  const texts = (name: string): string[] =>
    card.getAllProperties(name).flatMap((property) => textsOf(property.getFirstValue()));
  const text = (name: string): string => texts(name)[0] ?? '';
  const [family = '', given = '', middle = ''] = textsOf(card.getFirstProperty('n')?.getFirstValue());
  const formatted = text('fn');
  return {
    uid: text('uid'),
    name: formatted === '' ? [given, middle, family].filter((part) => part !== '').join(' ') : formatted,
    company: text('org'),
    role: text('title') === '' ? text('role') : text('title'),
    email: text('email'),
    note: text('note'),
    numbers: card.getAllProperties('tel').flatMap((property) => {
      const types = typesOf(property);
      if (types.includes('fax') || types.includes('pager')) return [];
      const [raw = ''] = textsOf(property.getFirstValue());
      return [{ label: labelOf(types), raw: raw.replace(/^tel:/i, '').replace(/;.*$/, '') }];
    }),
  };
}

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

const typesOf = (property: ICAL.Property): string[] =>
  textsOf(property.getParameter('type')).flatMap((type) => type.toLowerCase().split(','));

const labels: readonly (readonly [string, string])[] = [
  ['cell', 'Mobile'],
  ['work', 'Office'],
  ['home', 'Home'],
];

const labelOf = (types: readonly string[]): string => labels.find(([type]) => types.includes(type))?.[1] ?? '';
