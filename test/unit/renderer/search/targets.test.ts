import { beforeEach, describe, expect, test } from 'vitest';
import type { Place } from '../../../../preload/contract/places.ts';
import { fold } from '../../../../renderer/search/fold.ts';
import { Targets } from '../../../../renderer/search/targets.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

let targets: Targets;
const place = (dials: string, name: string | null, more: Partial<Place> = {}): Place => ({
  kind: 'colleague',
  name,
  number: { raw: dials, display: dials, e164: null },
  dials,
  presence: 'free',
  since: null,
  warning: null,
  ...more,
});
const put = (extension: string, name: string | null, more: Partial<Place> = {}): void =>
  targets.put(place(extension, name, more));
const found = (text: string): readonly string[] => targets.find(text, 50).map(({ dials }) => dials);
const marked = (text: string): readonly string[] =>
  targets.find(text, 1).flatMap(({ name, matched }) => matched.map(([from, to]) => (name ?? '').slice(from, to)));

beforeEach(() => {
  targets = new Targets();
});

describe('the order', () => {
  test('is exact extension, its beginning, beginning of the name, of words, inside, scattered', () => {
    put('10', 'Zoe');
    put('100', 'Yan');
    put('2', '10 Downing');
    put('3', 'Studio 10');
    put('4', 'Route A10');
    expect(found('10')).toEqual(['10', '100', '2', '3', '4']);
  });

  test('puts the free before the busy, and both before who is not there', () => {
    put('1', 'Ann Away', { presence: 'away' });
    put('2', 'Ann Busy', { presence: 'busy' });
    put('3', 'Ann Free');
    put('4', 'Ann Offline', { presence: 'offline' });
    put('5', 'Ann Ringing', { presence: 'ringing' });
    expect(found('ann')).toEqual(['3', '1', '5', '2', '4']);
  });

  test('puts who is used most first among equals, and above all when nothing was typed', () => {
    put('1', 'Ann A');
    put('2', 'Ann B', { used: 1 });
    put('3', 'Ann C', { presence: 'busy', used: 2 });
    expect(found('ann')).toEqual(['2', '1', '3']);
    expect(found('')).toEqual(['3', '2', '1']);
  });

  test('puts colleagues before queues, conferences and parking', () => {
    put('701', 'Sales', { kind: 'parking' });
    put('500', 'Sales', { kind: 'queue' });
    put('1001', 'Sally');
    expect(found('sal')).toEqual(['1001', '500', '701']);
  });
});

describe('a match', () => {
  test.each([
    ['ali', ['Ali']],
    ['ex al', ['Al', 'Ex']],
    ['xamp', ['xamp']],
    ['aex', ['A', 'e', 'x']],
    ['1001', []],
  ])('of %j marks %j in Alice Example', (text, parts) => {
    put('1001', 'Alice Example');
    expect(marked(text)).toEqual(parts);
  });

  test('sees through accents, and what it marks is where it is', () => {
    put('1', 'Zoë Ångström');
    expect(marked('angs')).toEqual(['Ångs']);
    expect(marked('zoe')).toEqual(['Zoë']);
  });

  test('by team finds, and marks nothing', () => {
    put('1', 'Ann', { team: 'Billing' });
    expect(found('bill')).toEqual(['1']);
    expect(marked('bill')).toEqual([]);
  });

  test('of nothing finds nothing', () => {
    put('1', 'Ann');
    expect(found('q')).toEqual([]);
  });
});

test('what becomes known of a place is shown at the next search', () => {
  put('1', 'Ann');
  put('1', 'Anna', { presence: 'busy', since: 5 });
  expect(targets.find('anna', 1)[0]).toMatchObject({ presence: 'busy', since: 5 });
  targets.remove('1');
  expect(found('')).toEqual([]);
});

test.each(['ÅÄÖ', 'İstanbul', '𝒜lice', 'ẞ', 'e\u0301', 'plain'])('folding %j keeps its length', (text) => {
  expect(fold(text)).toHaveLength(text.length);
});

describe('people outside', () => {
  const ann = place('+12125550142', 'Ann Client', { kind: 'contact', company: 'Acme Haulage', presence: 'unknown' });
  const recent = (extension: string, name: string | null, at: number): Place =>
    place(extension, name, { kind: 'recent', presence: 'unknown', called: { direction: 'in', at } });
  const among = (text: string, others: readonly Place[]): readonly string[] =>
    targets.find(text, 50, others).map(({ dials }) => dials);

  test.each(['ann', 'acme', 'haul', 'ann acme', 'acme cli', '5550142', '+1212'])('are found by %s', (text) => {
    expect(among(text, [ann])).toEqual([ann.dials]);
  });

  test.each(['ann beta', 'cme hau x', '999'])('are not found by %s', (text) => {
    expect(among(text, [ann])).toEqual([]);
  });

  test('come after colleagues and queues that fit as well', () => {
    put('500', 'Annex', { kind: 'queue' });
    put('1001', 'Ann Example');
    expect(among('ann', [ann, recent('+12125550143', 'Ann Before', 1)])).toEqual([
      ...['1001', '500', '+12125550142', '+12125550143'],
    ]);
  });

  test('with nothing typed are the last five numbers, after who is used most', () => {
    put('1001', 'Ann Example');
    put('1002', 'Bob Example', { used: 1 });
    const numbers = ['201', '202', '203', '204', '205', '206'].map((end, at) => recent(`+12125550${end}`, null, -at));
    expect(among('', [ann, ...numbers])).toEqual(['1002', ...numbers.slice(0, 5).map(({ dials }) => dials), '1001']);
  });

  test('are looked at once: nothing of them is kept', () => {
    among('ann', [ann]);
    expect(found('ann')).toEqual([]);
  });
});

test('whatever is typed letter by letter, and taken back, finds the same as typed at once', () => {
  const random = seededRandom(7);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const people = Array.from({ length: 120 }, (_, index) =>
    place(
      String(1_000 + index),
      `${pick(['Ann', 'Éva', 'Bob', 'Zoë Ann'])} ${pick(['Example', 'Axe', 'O’Brien'])} ${index % 9}`,
      {
        presence: index % 3 === 0 ? 'busy' : 'free',
        team: index % 5 === 0 ? 'Axle team' : null,
        company: index % 7 === 0 ? 'Acme Ex' : null,
      },
    ),
  );
  for (const each of people) targets.put(each);
  const atOnce = (text: string): readonly unknown[] => {
    const fresh = new Targets();
    for (const each of people) fresh.put(each);
    return fresh.find(text, 50);
  };
  for (const whole of ['exa', 'ann ax', 'aex', 'axe ann 3', '104', 'ann acme', 'zz']) {
    const typed = Array.from(whole, (_, at) => whole.slice(0, at + 1));
    for (const text of [...typed, ...typed.toReversed()]) {
      expect(targets.find(text, 50), text).toEqual(atOnce(text));
    }
  }
  // A name that is new, and one that is gone, are found and not found.
  targets.put(place('2000', 'Exa New'));
  expect(found('exa')[0]).toBe('2000');
  targets.remove('2000');
  expect(found('exa')).not.toContain('2000');
});
