import { expect, test } from 'vitest';
import { deviceFact, devicesListed } from '../../../main/app/translate/device-facts.ts';
import {
  type DeviceFact,
  type DevicesState,
  deviceState,
  extensionByDevice,
  reduceDevices,
  unknownDevices,
} from '../../../main/presence/devices.ts';

const after = (...facts: readonly DeviceFact[]): DevicesState => facts.reduce(reduceDevices, unknownDevices);
const device = (name: string, state: string, at: number): DeviceFact => {
  const headers: Readonly<Record<string, string>> = { Device: name, State: state };
  const fact = deviceFact({ name: 'DeviceStateChange', get: (header) => headers[header], all: () => [] }, at);
  if (fact === null) throw new Error(`${name} is no phone`);
  return fact;
};
const list = (since: number, devices: Readonly<Record<string, string>>): DeviceFact =>
  devicesListed(
    Object.entries(devices).map(([name, state]) => ({ device: name, state })),
    { at: since + 100, since },
  );

test.each([
  ['NOT_INUSE', 'free'],
  ['INUSE', 'busy'],
  ['BUSY', 'busy'],
  ['ONHOLD', 'busy'],
  ['RINGINUSE', 'busy'],
  ['RINGING', 'ringing'],
  ['UNAVAILABLE', 'offline'],
  ['INVALID', 'unknown'],
  ['UNKNOWN', 'unknown'],
] as const)('a phone that is %s is %s', (state, shown) => {
  expect(deviceState(after(device('PJSIP/1002', state, 1)), 'PJSIP/1002')).toBe(shown);
});

test('a list is the whole truth of when it was asked for: what is not in it is forgotten', () => {
  const state = after(device('PJSIP/1002', 'INUSE', 1_000), list(2_000, { 'PJSIP/1003': 'NOT_INUSE' }));
  expect(deviceState(state, 'PJSIP/1002')).toBeNull();
  expect(deviceState(state, 'PJSIP/1003')).toBe('free');
});

test('what was heard since a list was asked for is newer than the list', () => {
  const state = after(
    device('PJSIP/1002', 'RINGING', 2_050),
    device('PJSIP/1004', 'INUSE', 2_050),
    list(2_000, { 'PJSIP/1002': 'NOT_INUSE' }),
  );
  expect(deviceState(state, 'PJSIP/1002')).toBe('ringing');
  expect(deviceState(state, 'PJSIP/1004')).toBe('busy');
});

test('since when is known only of what was seen to change', () => {
  const listed = list(2_000, { 'PJSIP/1002': 'INUSE' });
  expect(extensionByDevice(after(listed), '1002')).toMatchObject({ state: 'busy', since: null });
  const freed = after(listed, device('PJSIP/1002', 'NOT_INUSE', 3_000), device('PJSIP/1002', 'NOT_INUSE', 4_000));
  expect(extensionByDevice(freed, '1002')).toMatchObject({ state: 'free', since: 3_000 });
  expect(extensionByDevice(freed, '1003')).toBeNull();
});

test('queues, parking slots, what a dialplan sets by hand, and Local channels are no phones', () => {
  const names = ['Queue:support_avail', 'park:701@parkedcalls', 'Custom:DND1001', 'Local/1002@from-internal'];
  expect(after(list(0, Object.fromEntries(names.map((name) => [name, 'INUSE'])))).size).toBe(0);
});

test('nothing is known without a connection', () => {
  expect(after(device('PJSIP/1002', 'INUSE', 1), { kind: 'devices-lost' }).size).toBe(0);
});
