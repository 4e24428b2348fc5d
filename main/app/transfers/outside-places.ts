import type { Place } from '../../../preload/contract/places.ts';
import type { PastCall } from '../../../preload/contract/views.ts';
import type { Clock } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import { type DialPlan, readDialLine } from '../../numbers/dial-plan.ts';
import { dialledNumber } from '../../numbers/read-number.ts';
import type { ContactHit, ContactSearch } from './contact-search.ts';

export interface OutsideOptions {
  readonly contacts: ContactSearch | null;
  readonly plan: DialPlan;
  readonly clock: Clock;
  /** Whether the PBX's own list has it already. */
  readonly isInside: (dials: string) => boolean;
  /** How often somebody was sent there from here. */
  readonly used: (dials: string) => number | undefined;
}

const mostContacts = 30;
const numbersOfOne = 3;
/** Whoever has pressed Enter does not wait for an address book longer than this, ms. */
const patience = 100;
const longest = 120;

/** Whom the address book finds for what was typed. */
export async function contactPlaces(text: string, options: OutsideOptions): Promise<readonly Place[]> {
  return (await contactsFor(text, options)).flatMap((hit) => placesOf(hit, options));
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
    return [{ ...outsider('contact', { dials, name: plainText(name, longest) }, options), company: told }];
  });
}

/** Each number once, the last call first. */
export function recentPlaces(today: readonly PastCall[], options: OutsideOptions): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { party, direction, startedAt } of today) {
    const dials = party.number === null ? null : outside(party.number.e164 ?? party.number.raw, options);
    if (dials === null || places.has(dials)) continue;
    const { name } = party;
    places.set(dials, { ...outsider('recent', { dials, name }, options), called: { direction, at: startedAt } });
  }
  return [...places.values()];
}

function outside(number: string, { plan, isInside }: OutsideOptions): string | null {
  const { dials } = readDialLine(number, plan);
  return dials === null || isInside(dials) ? null : dials;
}

function outsider(
  kind: 'contact' | 'recent',
  { dials, name }: { readonly dials: string; readonly name: string | null },
  { plan, used: usedFor }: OutsideOptions,
): Place {
  const used = usedFor(dials);
  return {
    kind,
    name: name === '' ? null : name,
    number: dialledNumber(dials, plan.country),
    dials,
    presence: 'unknown',
    since: null,
    warning: null,
    ...(used === undefined ? {} : { used }),
  };
}
