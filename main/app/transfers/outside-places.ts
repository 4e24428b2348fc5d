import type { PastCall } from '../../../preload/contract/views.ts';
import type { Clock } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import { type DialPlan, readDialLine } from '../../numbers/dial-plan.ts';
import type { Place } from '../../presence/targets.ts';
import type { ContactHit, ContactSearch } from './contact-search.ts';

export interface OutsideOptions {
  readonly contacts: ContactSearch | null;
  readonly plan: DialPlan;
  readonly clock: Clock;
  /** Whether the PBX's own list has it already. */
  readonly isInside: (dials: string) => boolean;
}

const mostContacts = 30;
const numbersOfOne = 3;
/** A list of colleagues does not wait for an address book longer than this, ms. */
const patience = 100;
const longest = 120;

/** Whom a call can go to that the PBX knows nothing of: contacts that fit what was typed, and today's numbers. */
export async function outsidePlaces(
  text: string,
  today: readonly PastCall[],
  options: OutsideOptions,
): Promise<readonly Place[]> {
  const contacts = (await contactsFor(text, options)).flatMap((hit) => placesOf(hit, options));
  const known = new Set(contacts.map(({ extension }) => extension));
  return [...contacts, ...recentPlaces(today, options).filter(({ extension }) => !known.has(extension))];
}

async function contactsFor(text: string, { contacts, clock }: OutsideOptions): Promise<readonly ContactHit[]> {
  if (contacts === null || text.trim() === '') return [];
  return new Promise((resolve) => {
    const late = clock.after(patience, () => resolve([]));
    void contacts
      .find(text.trim(), mostContacts)
      // Whoever searches says by itself what is wrong with it.
      .catch((): readonly ContactHit[] => [])
      .then((hits) => {
        late.dispose();
        resolve(hits);
      });
  });
}

function placesOf({ name, company, numbers }: ContactHit, options: OutsideOptions): readonly Place[] {
  return numbers.slice(0, numbersOfOne).flatMap((number) => {
    const dials = outside(number, options);
    if (dials === null) return [];
    const told = company === null ? null : plainText(company, longest);
    return [{ ...outsider('contact', dials, plainText(name, longest)), company: told }];
  });
}

/** Each number once, the last call first. */
function recentPlaces(today: readonly PastCall[], options: OutsideOptions): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { party, direction, startedAt } of today) {
    const dials = party.number === null ? null : outside(party.number.e164 ?? party.number.raw, options);
    if (dials === null || places.has(dials)) continue;
    places.set(dials, { ...outsider('recent', dials, party.name), called: { direction, at: startedAt } });
  }
  return [...places.values()];
}

function outside(number: string, { plan, isInside }: OutsideOptions): string | null {
  const { dials } = readDialLine(number, plan);
  return dials === null || isInside(dials) ? null : dials;
}

const outsider = (kind: 'contact' | 'recent', extension: string, name: string | null): Place => ({
  kind,
  extension,
  name: name === '' ? null : name,
  team: null,
  company: null,
  presence: 'unknown',
  since: null,
  called: null,
});
