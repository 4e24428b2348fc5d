import { expect, test } from 'vitest';
import { callStack } from '../../../main/calls/select-calls.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import { after, answered, arrival, ended, seen } from './facts.ts';

/** The PBX began at second `since`, and says so at second `at`. */
const boots = (at: number, since: number): CallFact => ({
  kind: 'boot',
  source: 'ami',
  at: at * 1000,
  bootedAt: since * 1000,
});
const link = (kind: 'source-lost' | 'source-up', at: number): CallFact => ({ kind, source: 'ami', at: at * 1000 });
const talk = [boots(-10, -20), answered('a', 1)] as const;
const reasonAfter = (...facts: readonly CallFact[]) =>
  callStack(after(...facts)).map((call) => (call.phase === 'ended' ? call.reason : call.phase));

test('a PBX that says goodbye to everybody and begins anew has dropped the call: nobody hung up', () => {
  const facts = [...talk, ended('a', 30), link('source-lost', 32), link('source-up', 36)];
  expect(reasonAfter(...facts)).toEqual(['they-hung-up']);
  expect(reasonAfter(...facts, boots(36, 35))).toEqual(['pbx-restarted']);
});

test('a call the PBX knows no more after it began anew went with its old life, also where that was short', () => {
  const facts = [...talk, link('source-lost', 8), link('source-up', 12), boots(12, 11)];
  expect(reasonAfter(...facts, ended('a', 13, { how: 'lost' }))).toEqual(['pbx-restarted']);
  expect(reasonAfter(...facts, ended('a', 13, { how: 'gone-meanwhile' }))).toEqual(['pbx-restarted']);
});

test('a call that rang when the PBX began anew was given up by nobody', () => {
  const facts = [boots(-10, -20), seen('a', 1), ended('a', 30, { how: 'cancelled' }), link('source-lost', 31)];
  expect(reasonAfter(...facts, boots(36, 35))).toEqual(['pbx-restarted']);
});

test('a call of another phone of mine went with the PBX too', () => {
  const facts = [boots(-10, -20), arrival('leg', 1, { state: 'up' }), link('source-lost', 30), boots(36, 35)];
  expect(reasonAfter(...facts)).toEqual(['pbx-restarted']);
});

test('whoever hung up long before, or when only the road to the PBX broke, or in its new life, did hang up', () => {
  expect(reasonAfter(...talk, ended('a', 20), link('source-lost', 32), boots(36, 35))).toEqual(['they-hung-up']);
  // The manager was away for long; they hung up meanwhile.
  expect(reasonAfter(...talk, link('source-lost', 20), ended('a', 40), boots(60, 50))).toEqual(['they-hung-up']);
  expect(reasonAfter(...talk, ended('a', 30), link('source-lost', 31), boots(32, -20))).toEqual(['they-hung-up']);
  const next = [link('source-lost', 8), boots(12, 11), answered('b', 20, { startedAt: 15_000 }), ended('b', 25)];
  expect(reasonAfter(...talk, ended('a', 2), ...next)).toContain('they-hung-up');
});

test('whoever ended the call themselves is not told that the PBX did', () => {
  const facts = [...talk, ended('a', 30, { by: 'us' }), link('source-lost', 31), boots(36, 35)];
  expect(reasonAfter(...facts)).toEqual(['you-hung-up']);
});

test('a PBX that tells to the second when it began is known again, and another one is another life at once', () => {
  const began = (at: number, second: number): CallFact => ({
    ...{ kind: 'boot', source: 'ami', at: at * 1000 },
    // In a zone of its own, whichever that is.
    ...{ bootedAt: Date.UTC(2026, 10, 26, 4, 33, second), isExact: true },
  });
  const facts = [began(0, 10), answered('a', 1), ended('a', 8), link('source-lost', 9), link('source-up', 12)];
  expect(reasonAfter(...facts, began(12, 10))).toEqual(['they-hung-up']);
  expect(reasonAfter(...facts, began(12, 12))).toEqual(['pbx-restarted']);
});

const stopped = (at: number, since: number): CallFact => ({ kind: 'pbx-stopped', at: at * 1000, since: since * 1000 });

test('by SIP alone, whoever hung up as the PBX went did not hang up', () => {
  const facts = [answered('a', 1), ended('a', 30), stopped(32, 31.5)];
  expect(reasonAfter(...facts)).toEqual(['pbx-restarted']);
  expect(reasonAfter(seen('a', 1), ended('a', 30, { how: 'cancelled' }), stopped(32, 31.5))).toEqual(['pbx-restarted']);
});

test('by SIP alone, whoever hung up long before, or while another call goes on, did hang up', () => {
  expect(reasonAfter(answered('a', 1), ended('a', 20), stopped(32, 31.5))).toEqual(['they-hung-up']);
  const beside = [answered('a', 1), answered('b', 2, { startedAt: 2000 }), ended('a', 30), stopped(32, 31.5)];
  expect(reasonAfter(...beside)).toContain('they-hung-up');
  expect(reasonAfter(answered('a', 1), ended('a', 30, { by: 'us' }), stopped(32, 31.5))).toEqual(['you-hung-up']);
});

test('a PBX that tells when it began is believed more than a connection that was refused', () => {
  expect(reasonAfter(...talk, ended('a', 30), stopped(32, 31.5))).toEqual(['they-hung-up']);
});
