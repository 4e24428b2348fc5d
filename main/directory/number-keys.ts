import { isShort, parse } from '../numbers/read-number.ts';

/** A number as it is looked up by. */
export interface NumberKeys {
  readonly e164: string | null;
  /** All its digits, star and hash. */
  readonly digits: string;
  /** The last digits, for a number one side of which nobody could place in the world; null for an extension. */
  readonly tail: string | null;
  /** Without the country's code; empty where it is not known. */
  readonly national: string;
}

/** Fewer digits than this at the end belong to too many. */
export const tailLength = 7;

export function numberKeys(raw: string, country: string): NumberKeys {
  const written = raw
    .replace(/(?:ext|x|extension|durchwahl)\.?\s*\d{1,6}$/i, '')
    .replace(/^(\+.*)\(0\)/, '$1')
    .trim();
  const digits = written.replaceAll(/[^\d*#]/g, '');
  if (isShort(written)) return { e164: null, digits, tail: null, national: '' };
  // 00 and 011 are how people of one country write the plus.
  const parsed = parse(written, country);
  const placed = parsed?.isPossible() === true ? parsed : null;
  const tail = digits.length < tailLength ? null : digits.slice(-tailLength);
  return { e164: placed?.number ?? null, digits, tail, national: placed?.nationalNumber ?? '' };
}

/** Without what only stands before a number inside one country or for an outside line. */
export const sameEnd = (a: string, b: string): boolean => {
  const [short, long] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')].toSorted((x, y) => x.length - y.length);
  return short !== undefined && long !== undefined && short.length >= tailLength && long.endsWith(short);
};

/** What a number is searched by as it is typed: whole, without its country, and its end. */
export const searchedDigits = ({ e164, digits, tail, national }: NumberKeys): string =>
  [...new Set([e164?.slice(1) ?? '', digits, national, tail ?? ''])].filter((each) => each !== '').join(' ');
