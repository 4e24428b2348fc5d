import { expect, test } from 'vitest';
import type { ContactSearch } from '../../../main/app/transfers/contact-search.ts';
import { contactPlaces, type OutsideOptions, recentPlaces } from '../../../main/app/transfers/outside-places.ts';
import { callId, type PastCall } from '../../../preload/contract/views.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const past = (id: string, raw: string | null, name: string | null, startedAt: number): PastCall => ({
  id: callId.parse(id),
  direction: 'in',
  party: { name, number: raw === null ? null : { raw, display: raw, e164: null } },
  reason: 'they-hung-up',
  startedAt,
  talkSeconds: 1,
});
const today = [
  past('3', '2125550142', 'Ann Client', 3),
  past('2', '1002', 'Bob Example', 2),
  past('1', null, null, 1),
  past('0', '+1 212 555 0142', 'Ann', 0),
];
const finding = (find: ContactSearch['find']): ContactSearch => ({ find, isEmpty: () => false });
const options = (contacts: ContactSearch | null, clock = new FakeClock(0)): OutsideOptions => ({
  contacts,
  clock,
  plan: { country: 'US', dialAs: 'e164', prefix: '9' },
  isInside: (dials) => dials === '1002',
  used: (dials) => (dials === '9+12125550142' ? 2 : undefined),
});
const ask = (contacts: ContactSearch | null, clock = new FakeClock(0), text = 'ann') =>
  contactPlaces(text, options(contacts, clock));

test('a recent number is listed once, as it is dialled from here, with the last call', () => {
  expect(recentPlaces(today, options(null))).toMatchObject([
    { kind: 'recent', dials: '9+12125550142', name: 'Ann Client', called: { direction: 'in', at: 3 }, used: 2 },
  ]);
});

test('a contact is listed by each number that is dialled from here, and hostile text stays text', async () => {
  const contacts = finding(async () => [
    { name: 'Ann\u0000 <b>Client</b>', company: 'Acme\n& Co', numbers: ['(212) 555-0142', 'none', '1002'] },
  ]);
  const places = await ask(contacts);
  expect(places).toMatchObject([{ kind: 'contact', dials: '9+12125550142', name: 'Ann <b>Client</b>', used: 2 }]);
  expect(places[0]?.company).not.toContain('\n');
});

test('contacts are not asked for nothing, and one that fails or takes its time keeps nobody waiting', async () => {
  const asked: string[] = [];
  const contacts = finding((text) => {
    asked.push(text);
    return text === 'fails' ? Promise.reject(new Error('closed')) : new Promise(() => undefined);
  });
  expect(await ask(contacts, new FakeClock(0), ' ')).toEqual([]);
  expect(asked).toEqual([]);
  expect(await ask(contacts, new FakeClock(0), 'fails')).toEqual([]);
  const clock = new FakeClock(0);
  const slow = ask(contacts, clock);
  await clock.advance(100);
  expect(await slow).toEqual([]);
});
