import type { CallOrigin, Party } from '../../preload/contract/views.ts';
import { plainText } from '../base/plain-text.ts';
import type { Origin } from '../facts/origin.ts';
import type { Person } from '../facts/pbx.ts';
import { readNumber } from '../numbers/read-number.ts';
import type { Settings } from '../settings/schema.ts';

/** Longest texts worth showing; a caller may send kilobytes. */
const longestName = 120;
const longestValue = 500;

/** Who is there: the name the PBX sent, unless it only repeats the number. */
export function partyOf({ name: raw, number }: Person, country: string): Party {
  const name = plainText(withoutKeptEscapes(raw), longestName);
  const isName = name !== '' && name !== number && !/^(anonymous|unknown|<unknown>)$/i.test(name);
  return { name: isName ? name : null, number: readNumber(number, country) };
}

/**
 * Asterisk keeps the quoted-pairs of a trunk's From in CALLERID(name), and passes them on as they are (measured on 16.28
 * and 22.10). Nobody is called `\\"`: what still stands escaped is undone.
 */
const withoutKeptEscapes = (name: string): string => name.replace(/\\(["\\])/g, '$1');

/** A colleague in few words: `Bob Example 1002`. */
export const wordsOf = ({ name, number }: Person): string => plainText(`${name} ${number}`, longestName);

export function originOf(origin: Origin, country: string): CallOrigin {
  switch (origin.kind) {
    case 'transfer':
      return { ...origin, by: partyOf(origin.by, country) };
    case 'pickup':
      return { ...origin, from: partyOf(origin.from, country) };
    case 'queue':
      return { ...origin, queue: plainText(origin.queue, longestName) };
    case 'direct':
      return { ...origin, did: origin.did === null ? null : plainText(origin.did, longestName) };
    case 'park':
    case 'click-to-dial':
    case 'dialled':
      return origin;
  }
}

/** What the PBX sent along, by label and in the settings' order. */
export const shownValues = (
  values: Readonly<Record<string, string>>,
  wanted: Settings['values'],
): Record<string, string> =>
  Object.fromEntries(
    wanted.flatMap(({ name, label = name }) => {
      const value = Object.hasOwn(values, name) ? plainText(values[name] ?? '', longestValue) : '';
      return value === '' ? [] : [[label, value] as const];
    }),
  );
