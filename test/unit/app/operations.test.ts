import { expect, test } from 'vitest';
import { Operations } from '../../../main/app/operations.ts';
import type { CallKey } from '../../../main/calls/call.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const key = 'call-1' as CallKey;
const started = () => {
  const clock = new FakeClock(0);
  const operations = new Operations(clock);
  return { clock, operations, operation: operations.started(key, 'park') };
};

test('what was done leaves nothing on its card', () => {
  const { operations, operation } = started();
  expect(operations.of(key)).toMatchObject({ state: 'running', action: 'park' });
  operations.ended(key, operation, { outcome: 'parked', slot: '701' });
  expect(operations.of(key)).toBeNull();
});

test('what the PBX has not confirmed says so for 20 s, as nobody knows where the caller is', async () => {
  const { clock, operations, operation } = started();
  operations.ended(key, operation, { outcome: 'unconfirmed', afterMs: 10_000 });
  expect(operations.of(key)).toMatchObject({ state: 'unconfirmed', action: 'park', afterMs: 10_000 });
  await clock.advance(19_999);
  expect(operations.of(key)).not.toBeNull();
  await clock.advance(1);
  expect(operations.of(key)).toBeNull();
});

test('what was refused is known until something else is done with whoever is on the line', async () => {
  const { clock, operations, operation } = started();
  operations.ended(key, operation, { outcome: 'refused', reason: 'offline', detail: null });
  await clock.advance(8_000);
  expect(operations.of(key)).toBeNull();
  operations.started(key, 'mute');
  expect(operations.lastRefused(key)).toMatchObject({ action: 'park', reason: 'offline' });
  operations.started(key, 'resume');
  expect(operations.lastRefused(key)).toBeNull();
});

test('what was refused says why for 8 s, unless something else has begun meanwhile', async () => {
  const { clock, operations, operation } = started();
  operations.ended(key, operation, { outcome: 'refused', reason: 'rejected-by-pbx', detail: '488' });
  expect(operations.of(key)).toMatchObject({ state: 'refused', reason: 'rejected-by-pbx', detail: '488' });
  operations.started(key, 'hold');
  await clock.advance(8_000);
  expect(operations.of(key)).toMatchObject({ state: 'running', action: 'hold' });
});
