import type { ContactView } from '../../preload/contract/context.ts';
import type { CallOrigin, CallView, Party } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { pastDuration } from './format.ts';

/** A caller's text may turn the line around with bidi controls and so disguise itself; names in any script need none. */
const withoutBidiControls = (text: string): string => text.replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '');

/** Who it is, in one line; the number stands in for a missing name. */
export const partyName = (party: Party): string =>
  withoutBidiControls(party.name ?? party.number?.display ?? t.call.unknownParty);

/** The number under the name; null where it already stands as the name. */
export function partyNumber(party: Party): string | null {
  if (party.name === null || party.number === null) return null;
  return party.name === party.number.raw || party.name === party.number.display ? null : party.number.display;
}

/** Who a card is about: in a conference, the others in it. */
export function cardName(call: CallView): string {
  const others = (call.members ?? []).filter(({ me }) => !me);
  return call.phase === 'ended' || others.length < 2
    ? partyName(call.party)
    : others.map(({ party }) => partyName(party)).join(', ');
}

/** Null where the name stands for several, or is the number. */
export const cardNumber = (call: CallView): string | null =>
  (call.members ?? []).length > 2 ? null : partyNumber(call.party);

/** Name and number in one line: `Bea Tanner 1002`. */
export function partyWithNumber(party: Party): string {
  const number = partyNumber(party);
  return number === null ? partyName(party) : `${partyName(party)} ${number}`;
}

/** First name and number, where space is short: `Bea 1002`. */
export function shortWithNumber(party: Party): string {
  const number = partyNumber(party);
  return number === null ? firstName(party) : `${firstName(party)} ${number}`;
}

/** How one speaks of somebody in a sentence: the first name, where there is one. */
export function firstName(party: Party): string {
  const whole = partyName(party).trim();
  const [first = whole] = whole.split(/\s+/);
  // A number, or a word too long to be a first name, is said whole or not shortened into something else.
  return /^\p{L}/u.test(first) && first.length <= 24 ? first : whole;
}

/** That whoever this call is about has hung up, and who is still there. */
export function leftText(call: CallView): string {
  const gone = t.consult.left(partyName(call.about?.party ?? call.party));
  const talks = call.phase === 'active' || call.phase === 'held';
  return talks ? `${gone} ${t.consult.stillThere(firstName(call.party))}` : gone;
}

export const originText = (origin: CallOrigin): string =>
  withoutBidiControls(
    t.call.origin(
      origin,
      origin.kind === 'queue' && origin.waitedSeconds !== null ? pastDuration(origin.waitedSeconds) : null,
    ),
  );

/** Company and role of somebody in the directory; where no name is known, the company stands as it already. */
export const aboutPerson = ({ name, company, role }: ContactView): string =>
  withoutBidiControls([name === '' ? '' : company, role].filter((part) => part !== '').join(', '));

/** Where they are from; who may be calling, where several share the number. Null: not known. */
export function companyOf(call: CallView): string | null {
  const people = call.context?.people ?? [];
  const [person] = people;
  if (person === undefined) return null;
  if (people.length > 1)
    return withoutBidiControls(t.contact.sharedBy(people.slice(0, 3).map(({ name, company }) => name || company)));
  const about = aboutPerson(person);
  return about === '' ? null : about;
}
