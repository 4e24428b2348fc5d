import { describe, expect, test } from 'vitest';
import { presenceFact } from '../../../main/app/translate/presence-facts.ts';
import {
  isPaused,
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

describe('a queue member', () => {
  const member = (queue: string, paused: boolean): PresenceFact => ({
    kind: 'member',
    queue,
    device: 'PJSIP/1002',
    name: 'Bob Example',
    paused,
  });

  test('is paused while paused in any queue', () => {
    const state = after(hint('1002', 0), member('support', true), member('sales', false));
    expect(isPaused(state, of(state, '1002'))).toBe(true);
    expect(isPaused(reducePresence(state, member('support', false)), of(state, '1002'))).toBe(false);
  });

  test('who leaves the queue is no longer paused in it', () => {
    const state = after(hint('1002', 0), member('support', true), {
      kind: 'member-gone',
      queue: 'support',
      device: 'PJSIP/1002',
    });
    expect(isPaused(state, of(state, '1002'))).toBe(false);
  });

  test('gives the extension a name, unless the mailbox has one', () => {
    const state = after(hint('1002', 0), member('support', false));
    expect(nameOf(state, of(state, '1002'))).toBe('Bob Example');
    const named = reducePresence(state, { kind: 'mailbox-name', mailbox: '1002', name: 'Robert Example' });
    expect(nameOf(named, of(named, '1002'))).toBe('Robert Example');
  });
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

  test.each(['QueueMember', 'QueueMemberPause'])('of a member in %s becomes a fact', (name) => {
    const key = name === 'QueueMember' ? 'Name' : 'MemberName';
    const told = message(name, { Queue: 'support', [key]: 'Bob', StateInterface: 'PJSIP/1002', Paused: '1' });
    expect(presenceFact(told, 0, true)).toEqual({
      kind: 'member',
      queue: 'support',
      device: 'PJSIP/1002',
      name: 'Bob',
      paused: true,
    });
  });

  test('of half a thing is nothing', () => {
    expect(presenceFact(message('ExtensionStatus', { Exten: '1002', Status: 'x' }), 0, true)).toBeNull();
    expect(presenceFact(message('QueueMemberRemoved', { Queue: 'support' }), 0, true)).toBeNull();
    expect(presenceFact(message('VoicemailUserEntry', { VoiceMailbox: '1002' }), 0, true)).toBeNull();
    expect(presenceFact(message('Hangup', {}), 0, true)).toBeNull();
  });
});
