import type { Target } from './target.ts';

/** The digits that were typed, without what people write between them; null when it is not a number. */
export function typedDigits(text: string): string | null {
  const digits = text.replaceAll(/[\s()./-]/g, '');
  return /^\+?[0-9*#]{1,63}$/.test(digits) ? digits : null;
}

/** Digits that are dialled as they are. */
export const freeNumber = (dials: string): Target => ({
  kind: 'number',
  name: null,
  number: { raw: dials, display: dials, e164: null },
  dials,
  presence: 'unknown',
  since: null,
  warning: null,
  matched: [],
});

/** An extension is dialled and written as it was typed (main/numbers): nobody need be asked how. Null: something else. */
export function typedExtension(text: string): string | null {
  const digits = typedDigits(text);
  return digits !== null && /^[0-9]{1,6}$/.test(digits) ? digits : null;
}

/** Whether it may be a number for which the site's dial plan has to be asked. */
export const isForDialPlan = (text: string): boolean =>
  typedExtension(text) === null &&
  /^(tel:|callto:|sip:)?[+0-9*#\s()./\u00a0-]*[0-9*#][\s()./\u00a0-]*$/i.test(text.trim());
