import { describe, expect, test } from 'vitest';
import { presenceFact } from '../../../main/app/translate/presence-facts.ts';
import {
  nameOf,
  type PresenceFact,
  type PresenceState,
  reducePresence,
  unknownPresence,
} from '../../../main/presence/presence.ts';

const after = (...facts: readonly PresenceFact[]): PresenceState => facts.reduce(reducePresence, unknownPresence);
const hint = (extension: string, status: number, at = 0, listed = false): PresenceFact => ({
  kind: 'extension',
  at,
  extension,
  hint: `PJSIP/${extension},CustomPresence:${extension}`,
  status,
  listed,
});
const of = (state: PresenceState, extension: string) => {
  const found = state.extensions.get(extension);
  if (found === undefined) throw new Error(`${extension} is not known`);
  return found;
};

test.each([
  [0, 'free'],
  [1, 'busy'],
  [2, 'busy'],
  [4, 'offline'],
  [8, 'ringing'],
  [9, 'busy'],
  [16, 'busy'],
  [17, 'busy'],
] as const)('the mask %i means %s', (status, state) => {
  expect(of(after(hint('1002', status)), '1002').state).toBe(state);
});

test('since when is known only of what was seen to change', () => {
  const listed = after(hint('1002', 1, 1_000, true));
  expect(of(listed, '1002').since).toBeNull();
  const again = reducePresence(listed, hint('1002', 2, 2_000));
  expect(of(again, '1002').since).toBeNull();
  const freed = reducePresence(again, hint('1002', 0, 3_000));
  expect(of(freed, '1002').since).toBe(3_000);
});

test('a hint that is removed is forgotten, and a pattern is nobody', () => {
  expect(after(hint('1002', 0), hint('1002', -2)).extensions.size).toBe(0);
  expect(after(hint('_7XX', 0)).extensions.size).toBe(0);
});

test.each([
  ['Queue:support_avail', 'queue'],
  ['confbridge:800', 'conference'],
  ['park:701@parkedcalls', 'parking'],
  ['PJSIP/1001&PJSIP/2001', 'colleague'],
])('the hint %s is a %s', (text, kind) => {
  expect(of(after({ ...hint('500', 0), hint: text } as PresenceFact), '500').kind).toBe(kind);
});

test('an extension is called by its mailbox, or as its queues call it', () => {
  const state = after(hint('1002', 0));
  expect(nameOf(state, of(state, '1002'), 'Bob Example')).toBe('Bob Example');
  expect(nameOf(state, of(state, '1002'), null)).toBeNull();
  const named = reducePresence(state, { kind: 'mailbox-name', mailbox: '1002', name: 'Robert Example' });
  expect(nameOf(named, of(named, '1002'), 'Bob Example')).toBe('Robert Example');
});

test('what was known of people stays without a connection, but not how they are', () => {
  const state = after(hint('1002', 1, 5), { kind: 'presence-lost' });
  expect(of(state, '1002')).toMatchObject({ state: 'unknown', since: null });
});

describe('what AMI says', () => {
  const message = (name: string, headers: Readonly<Record<string, string>>) => ({
    name,
    get: (header: string) => headers[header],
    all: () => [],
  });

  test('of a hint becomes a fact', () => {
    const told = message('ExtensionStatus', { Exten: '1002', Hint: 'PJSIP/1002', Status: '8' });
    expect(presenceFact(told, 7, false)).toEqual({ ...hint('1002', 8, 7), hint: 'PJSIP/1002' });
  });

  test('of half a thing is nothing', () => {
    expect(presenceFact(message('ExtensionStatus', { Exten: '1002', Status: 'x' }), 0, true)).toBeNull();
    expect(presenceFact(message('VoicemailUserEntry', { VoiceMailbox: '1002' }), 0, true)).toBeNull();
    expect(presenceFact(message('Hangup', {}), 0, true)).toBeNull();
  });
});
