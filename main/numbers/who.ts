import { readNumber } from './read-number.ts';

/** What one caller has in common however the number was written; null: they hid it. */
export function whoIs(number: string, country: string): string | null {
  const read = readNumber(number, country);
  if (read === null) return null;
  const digits = read.raw.replaceAll(/[^\d*#]/g, '');
  return read.e164 ?? (digits === '' ? read.raw : digits);
}
