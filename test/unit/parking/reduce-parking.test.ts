import { describe, expect, test } from 'vitest';
import type { Uniqueid } from '../../../main/base/ids.ts';
import type { ParkedFact } from '../../../main/facts/parking-facts.ts';
import {
  nothingParked,
  parkedCalls,
  reduceParking,
  replaceParking,
  tickParking,
} from '../../../main/parking/reduce-parking.ts';

const fact = (what: ParkedFact['what'], parkee: string, slot: string | null, at = 0): ParkedFact => ({
  kind: 'parked',
  source: 'ami',
  at: at * 1000,
  pbxAt: null,
  what,
  lot: 'default',
  slot,
  parkee: parkee as Uniqueid,
  party: { name: 'Ann Client', number: '+15551230001' },
  retriever: null,
  by: 'PJSIP/2001',
  timeoutSeconds: 45,
});
const slots = (...facts: readonly ParkedFact[]) =>
  parkedCalls(facts.reduce(reduceParking, nothingParked)).map((call) => call.slot);

describe('a slot', () => {
  test('is taken while its call is parked, and knows until when and by whom', () => {
    const state = reduceParking(nothingParked, fact('parked', 'ann', '701', 10));
    expect(parkedCalls(state)).toMatchObject([{ slot: '701', by: 'PJSIP/2001', since: 10_000, until: 55_000 }]);
  });

  test.each(['retrieved', 'timed-out', 'gave-up'] as const)('is free once its call is %s', (what) => {
    expect(slots(fact('parked', 'ann', '701'), fact(what, 'ann', '701'))).toEqual([]);
  });

  test('is not taken by a call whose end was told before its beginning', () => {
    expect(slots(fact('gave-up', 'ann', '701'), fact('parked', 'ann', '701'))).toEqual([]);
    expect(slots(fact('gave-up', 'ann', '701'), fact('parked', 'ann', '701'), fact('parked', 'ann', '702'))).toEqual([
      '702',
    ]);
  });

  test('is taken once, though told twice', () => {
    expect(slots(fact('parked', 'ann', '701'), fact('parked', 'ann', '701'))).toEqual(['701']);
  });

  test('that nobody told the end of is freed some time after it', () => {
    const state = reduceParking(nothingParked, fact('parked', 'ann', '701'));
    expect(parkedCalls(tickParking(state, 50_000))).toHaveLength(1);
    expect(parkedCalls(tickParking(state, 200_000))).toHaveLength(0);
  });
});

test('slots are listed as they count', () => {
  expect(slots(fact('parked', 'a', '710'), fact('parked', 'b', '702'))).toEqual(['702', '710']);
});

test('what has no slot says nothing of slots', () => {
  expect(slots(fact('parked', 'ann', null))).toEqual([]);
});

test('a list overwrites what was thought to be parked', () => {
  expect(parkedCalls(replaceParking([fact('parked', 'bob', '703')])).map((call) => call.slot)).toEqual(['703']);
});
