import { expect, test } from 'vitest';
import { parkedOf, parkingFact } from '../../../main/app/translate/parking-facts.ts';
import type { Uniqueid } from '../../../main/base/ids.ts';
import {
  type Parked,
  type ParkingFact,
  parkedBySlot,
  reduceParking,
  unknownParking,
} from '../../../main/parking/parking.ts';

const parked = (slot: string, parkee: string, more: Partial<Parked> = {}): Parked => ({
  slot,
  lot: 'default',
  parkee: parkee as Uniqueid,
  name: 'Ann',
  number: '15551230001',
  parker: 'PJSIP/1001',
  parkedAt: 0,
  returnsAt: 12_000,
  ...more,
});
const nobody: ParkingFact = { kind: 'parking-snapshot', since: 0, parked: [] };
const slots = (...facts: readonly ParkingFact[]): readonly string[] | null => {
  const { parked: waiting } = facts.reduce(reduceParking, unknownParking);
  return waiting === null ? null : parkedBySlot(waiting).map(({ slot, parkee }) => `${slot} ${parkee}`);
};

test('nothing is known before the first list, nor after the connection is lost', () => {
  expect(slots({ kind: 'parked', at: 0, ...parked('701', 'a') })).toBeNull();
  expect(slots(nobody, { kind: 'parked', at: 0, ...parked('701', 'a') })).toEqual(['701 a']);
  expect(slots(nobody, { kind: 'parking-lost' })).toBeNull();
});

test('calls are listed by slot, as numbers', () => {
  const list = ['7010', '702', '701'].map((slot) => parked(slot, slot));
  expect(slots({ kind: 'parking-snapshot', since: 0, parked: list })).toEqual(['701 701', '702 702', '7010 7010']);
});

test('a call told twice is there once, and gone when it has left', () => {
  const told: ParkingFact = { kind: 'parked', at: 0, ...parked('701', 'a') };
  expect(slots(nobody, told, told)).toEqual(['701 a']);
  expect(slots(nobody, told, { kind: 'left-parking', at: 0, parkee: 'a' as Uniqueid, by: null })).toEqual([]);
});

test('a list that was asked for before somebody was parked or left is older than that, be it the first', () => {
  const left: ParkingFact = { kind: 'left-parking', at: 2_000, parkee: 'a' as Uniqueid, by: null };
  const came: ParkingFact = { kind: 'parked', at: 2_000, ...parked('702', 'b') };
  const list = (since: number): ParkingFact => ({ kind: 'parking-snapshot', since, parked: [parked('701', 'a')] });
  expect(slots(left, came, list(1_000))).toEqual(['702 b']);
  expect(slots(list(0), left, came, list(1_000))).toEqual(['702 b']);
  expect(slots(left, came, list(3_000))).toEqual(['701 a']);
});

test('who comes into a slot takes the place of who was in it', () => {
  expect(
    slots(nobody, { kind: 'parked', at: 0, ...parked('701', 'a') }, { kind: 'parked', at: 0, ...parked('701', 'b') }),
  ).toEqual(['701 b']);
});

const headers = {
  ParkeeUniqueid: 'a',
  ParkeeCallerIDNum: '15551230001',
  ParkeeCallerIDName: '<unknown>',
  ParkerDialString: 'PJSIP/1001',
  Parkinglot: 'default',
  ParkingSpace: '701',
  ParkingTimeout: '9',
  ParkingDuration: '3',
} as const;
const message = (name: string, change: Readonly<Record<string, string>> = {}) => {
  const all: Readonly<Record<string, string>> = { ...headers, ...change };
  return { name, get: (header: string) => all[header], all: () => [] };
};

test('an item of the list says how long the call has waited and how long it still will', () => {
  expect(parkedOf(message('ParkedCall'), 10_000)).toEqual(
    parked('701', 'a', { name: null, parkedAt: 7_000, returnsAt: 19_000 }),
  );
});

test('who fetched a call is told by endpoint', () => {
  const told = message('UnParkedCall', { RetrieverChannel: 'PJSIP/1002-0000000a' });
  expect(parkingFact(told, 0)).toEqual({ kind: 'left-parking', at: 0, parkee: 'a', by: 'PJSIP/1002' });
  expect(parkingFact(message('ParkedCallTimeOut'), 0)).toEqual({ kind: 'left-parking', at: 0, parkee: 'a', by: null });
});

test('a slot that is none is not believed', () => {
  expect(parkingFact(message('ParkedCall', { ParkingSpace: '7 01' }), 0)).toBeNull();
});
