import type { CallOrigin, Party } from '../../preload/contract/views.ts';
import { plainText } from '../base/plain-text.ts';
import type { Call } from '../calls/call.ts';
import type { Origin } from '../facts/origin.ts';
import type { Person } from '../facts/pbx.ts';
import { isShort, readNumber } from '../numbers/read-number.ts';
import { whoIs } from '../numbers/who.ts';
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

/** `dids`: what the settings call the numbers of ours that are called. */
export function originOf(origin: Origin, country: string, dids: Settings['dids'] = []): CallOrigin {
  switch (origin.kind) {
    case 'transfer':
      return { ...origin, by: partyOf(origin.by, country) };
    case 'pickup':
      return { ...origin, from: partyOf(origin.from, country) };
    case 'queue':
      return { ...origin, queue: plainText(origin.queue, longestName), ...didOf(origin.did ?? null, country, dids) };
    case 'direct':
      return { ...origin, ...didOf(origin.did, country, dids) };
    case 'park':
    case 'click-to-dial':
    case 'dialled':
      return origin;
  }
}

/** Read of each call, where `channelvars` of manager.conf or ari.conf names it. */
export const calledNumberVariable = 'FROM_DID';

/**
 * The number of ours that was called. A dialplan that sets FROM_DID, as FreePBX's does, knows better than the extension
 * the call began at: trunks bring calls to `s`, or to an account's name. Null: nobody told.
 */
export function calledNumber({ origin, values }: Pick<Call, 'origin' | 'values'>): string | null {
  if (origin.kind !== 'direct' && origin.kind !== 'queue') return null;
  return values[calledNumberVariable] || (origin.did ?? null);
}

/** How a call came, with the number of ours that was called. */
export const withCalled = (call: Pick<Call, 'origin' | 'values'>): Origin =>
  call.origin.kind === 'direct' || call.origin.kind === 'queue'
    ? { ...call.origin, did: calledNumber(call) }
    : call.origin;

/**
 * A number of ours, however the PBX writes it, and what it is for: the settings' word, else the number as one reads it. An
 * extension says nothing that the desk does not know.
 */
function didOf(raw: string | null, country: string, dids: Settings['dids']): { did: string | null; label?: string } {
  if (raw === null) return { did: null };
  const did = plainText(raw, longestName);
  const label = dids.find(({ number }) => isSame(number, did, country))?.label ?? wholeNumber(did, country);
  return label === undefined ? { did } : { did, label };
}

/** As one reads it; undefined: no number of the outside world. */
function wholeNumber(did: string, country: string): string | undefined {
  const read = [did, `+${did}`].map((each) => readNumber(each, country)).find((each) => (each?.e164 ?? null) !== null);
  return isShort(did) ? undefined : read?.display;
}

/** Trunks leave the + out. */
const isSame = (number: string, did: string, country: string): boolean =>
  number === did || whoIs(number, country) === whoIs(did, country) || whoIs(number, country) === `+${did}`;

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
