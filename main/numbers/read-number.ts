import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { plainText } from '../base/plain-text.ts';

/** A number as the PBX wrote it, as a person reads it, and as the world dials it where that is known. */
export interface ReadNumber {
  readonly raw: string;
  readonly display: string;
  readonly e164: string | null;
}

/** Up to this many digits a number without + is an extension or a service code, not a number of the outside world. */
const longestExtension = 6;
/** E.164 has 15 digits; the rest is room for the punctuation people write. */
const longestRaw = 60;

/** The numbers a desk shows are read again for every view of it: what was read stays known. The oldest go first. */
const known = new Map<string, ReadNumber | null>();
const mostKnown = 2000;

/** Reads what came as a caller's number. Null when there is none (`anonymous`, `<unknown>`, empty). */
export function readNumber(user: string, country: string): ReadNumber | null {
  const key = `${country} ${user}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const read = readAnew(user, country);
  if (key.length > 2 * longestRaw) return read;
  known.set(key, read);
  if (known.size > mostKnown) for (const oldest of [...known.keys()].slice(0, mostKnown / 10)) known.delete(oldest);
  return read;
}

function readAnew(user: string, country: string): ReadNumber | null {
  const raw = plainText(user, longestRaw);
  if (raw === '' || /^(anonymous|unknown|<unknown>|restricted|unavailable|private)$/i.test(raw)) return null;
  const parsed = /^\+?[0-9][0-9 ().-]*$/.test(raw) && !isShort(raw) ? parse(raw, country) : undefined;
  if (parsed?.isPossible() !== true) return { raw, display: raw, e164: null };
  return {
    raw,
    display: parsed.country === country ? parsed.formatNational() : parsed.formatInternational(),
    e164: parsed.number,
  };
}

/** What is dialled, as a person reads it. Extensions are not kept: a PBX has thousands. */
export const dialledNumber = (dials: string, country: string): ReadNumber =>
  (isShort(dials) ? null : readNumber(dials, country)) ?? { raw: dials, display: dials, e164: null };

/** An extension, a parking slot or a feature code: nothing to format. */
export const isShort = (text: string): boolean =>
  !text.startsWith('+') && text.replace(/\D/g, '').length <= longestExtension;

export function parse(text: string, country: string): ReturnType<typeof parsePhoneNumberFromString> {
  return parsePhoneNumberFromString(text, isSupportedCountry(country) ? (country satisfies CountryCode) : undefined);
}
