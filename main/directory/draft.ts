import { plainText } from '../base/plain-text.ts';

/** Somebody as a file tells of them, before anything is decided. */
export interface Draft {
  /** What the file itself knows them by; null: nothing. */
  readonly uid: string | null;
  readonly name: string;
  readonly company: string;
  readonly role: string;
  readonly email: string;
  readonly note: string;
  readonly numbers: readonly DraftNumber[];
}

export interface DraftNumber {
  /** Mobile, Office …, as the file calls it. */
  readonly label: string;
  readonly raw: string;
}

/** Why a row of a file was not taken. */
export type RejectReason =
  | 'no-number'
  | 'not-a-number'
  | 'nobody-named'
  | 'duplicate'
  | 'quote-not-closed'
  | 'too-long'
  | 'not-a-card'
  | 'old-card';

export interface Rejected {
  /** Of the file, counted from 1. */
  readonly line: number;
  readonly reason: RejectReason;
  /** What stood there, shortened: hostile text. */
  readonly text: string;
}

export interface NumberedDraft {
  readonly line: number;
  readonly draft: Draft;
}

export interface ReadFile {
  readonly drafts: readonly NumberedDraft[];
  readonly rejected: readonly Rejected[];
}

export const longest = { name: 120, company: 120, role: 120, email: 200, note: 500, label: 30, number: 60 } as const;
/** More numbers than anybody has. */
const mostNumbers = 20;

/** A draft whose texts are one line each, and no longer than the desk can show. */
export const cleanDraft = (draft: Draft): Draft => ({
  uid: draft.uid === null || draft.uid === '' ? null : plainText(draft.uid, 200),
  name: plainText(draft.name, longest.name),
  company: plainText(draft.company, longest.company),
  role: plainText(draft.role, longest.role),
  email: plainText(draft.email, longest.email),
  note: plainText(draft.note, longest.note),
  numbers: draft.numbers
    .map(({ label, raw }) => ({ label: plainText(label, longest.label), raw: plainText(raw, longest.number) }))
    .filter(({ raw }) => raw !== '')
    .slice(0, mostNumbers),
});

export const rejected = (line: number, reason: RejectReason, text: string): Rejected => ({
  line,
  reason,
  text: plainText(text, 120),
});

export type Judged =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly reason: RejectReason };

/** Whether somebody can be found by it: a name or a company, and a number that could be dialled. */
export function judgeDraft(draft: Draft): Judged {
  const clean = cleanDraft(draft);
  if (clean.name === '' && clean.company === '') return { ok: false, reason: 'nobody-named' };
  if (clean.numbers.length === 0) return { ok: false, reason: 'no-number' };
  const numbers = clean.numbers.filter(({ raw }) => canBeDialled(raw));
  return numbers.length === 0 ? { ok: false, reason: 'not-a-number' } : { ok: true, draft: { ...clean, numbers } };
}

/** Two digits at least, and nothing but what people write around digits; `ext. 12` may follow. */
export const canBeDialled = (raw: string): boolean =>
  /^\+?[\d\s().\u00a0/*#-]*(?:(?:ext|x|extension|durchwahl)\.?\s*\d{1,6})?$/i.test(raw) &&
  raw.replaceAll(/\D/g, '').length >= 2;
