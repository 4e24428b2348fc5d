import { expect, test } from 'vitest';
import type { ContactSearch } from '../../../main/app/transfers/contact-search.ts';
import { outsidePlaces } from '../../../main/app/transfers/outside-places.ts';
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
const finding = (find: ContactSearch['find']): ContactSearch => ({ find });
const ask = (contacts: ContactSearch | null, clock = new FakeClock(0), text = 'ann') =>
  outsidePlaces(text, today, {
    contacts,
    clock,
    plan: { country: 'US', dialAs: 'e164', prefix: '9' },
    isInside: (dials) => dials === '1002',
  });

test('a recent number is listed once, as it is dialled from here, with the last call', async () => {
  expect(await ask(null)).toMatchObject([
    { kind: 'recent', extension: '9+12125550142', name: 'Ann Client', called: { direction: 'in', at: 3 } },
  ]);
});

test('a contact takes the place of its own recent number, and hostile text stays text', async () => {
  const contacts = finding(async () => [
    { name: 'Ann\u0000 <b>Client</b>', company: 'Acme\n& Co', numbers: ['(212) 555-0142', 'none', '1002'] },
  ]);
  const places = await ask(contacts);
  expect(places).toMatchObject([{ kind: 'contact', extension: '9+12125550142', name: 'Ann <b>Client</b>' }]);
  expect(places[0]?.company).not.toContain('\n');
});

test('contacts are not asked for nothing, and one that fails or takes its time keeps nobody waiting', async () => {
  const asked: string[] = [];
  const contacts = finding((text) => {
    asked.push(text);
    return text === 'fails' ? Promise.reject(new Error('closed')) : new Promise(() => undefined);
  });
  expect(await ask(contacts, new FakeClock(0), ' ')).toHaveLength(1);
  expect(asked).toEqual([]);
  expect(await ask(contacts, new FakeClock(0), 'fails')).toHaveLength(1);
  const clock = new FakeClock(0);
  const slow = ask(contacts, clock);
  await clock.advance(100);
  expect(await slow).toHaveLength(1);
});
