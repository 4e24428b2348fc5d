import { describe, expect, test } from 'vitest';
import { extensionsListed, namesListed, presenceFact } from '../../../main/app/translate/presence-facts.ts';
import {
  nameOf,
  type PresenceFact,
  type PresenceState,
  reducePresence,
  unknownPresence,
} from '../../../main/presence/presence.ts';

const after = (...facts: readonly PresenceFact[]): PresenceState => facts.reduce(reducePresence, unknownPresence);
const hint = (extension: string, status: number, at = 0): PresenceFact => ({
  kind: 'extension',
  at,
  extension,
  hint: `PJSIP/${extension},CustomPresence:${extension}`,
  status,
});
const list = (since: number, ...hints: readonly [extension: string, status: number][]): PresenceFact => ({
  kind: 'extensions-listed',
  at: since + 100,
  since,
  extensions: hints.map(([extension, status]) => ({ extension, status, hint: `PJSIP/${extension}` })),
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
  const listed = after(list(1_000, ['1002', 1]));
  expect(of(listed, '1002').since).toBeNull();
  const again = reducePresence(listed, hint('1002', 2, 2_000));
  expect(of(again, '1002').since).toBeNull();
  const freed = reducePresence(again, hint('1002', 0, 3_000));
  expect(of(freed, '1002').since).toBe(3_000);
});

test('a hint that is removed is forgotten, and a pattern is nobody', () => {
  expect(after(hint('1002', 0), hint('1002', -2)).extensions.size).toBe(0);
  expect(after(hint('_7XX', 0), list(0, ['_7XX', 0], ['1002', -1])).extensions.size).toBe(0);
});

test('a list is the whole truth of when it was asked for, but what was heard since is newer', () => {
  const state = after(hint('1002', 1, 900), hint('1003', 8, 1_050), list(1_000, ['1003', 0], ['1004', 4]));
  expect([...state.extensions].map(([extension, { state: now }]) => `${extension} ${now}`).toSorted()).toEqual([
    '1003 ringing',
    '1004 offline',
  ]);
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
  const named = reducePresence(state, { kind: 'names-listed', names: new Map([['1002', 'Robert Example']]) });
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

  const hintOf = { Exten: '1002', Hint: 'PJSIP/1002', Status: '8' };

  test('of a hint becomes a fact, alone or in a list', () => {
    const told = message('ExtensionStatus', hintOf);
    expect(presenceFact(told, 7)).toEqual({ ...hint('1002', 8, 7), hint: 'PJSIP/1002' });
    expect(extensionsListed([told], { at: 1_100, since: 1_000 })).toEqual(list(1_000, ['1002', 8]));
  });

  test('of mailboxes is whose they are', () => {
    const boxes = [
      { VoiceMailbox: '1002', Fullname: 'Robert Example' },
      { VoiceMailbox: '1003', Fullname: '' },
    ].map((headers) => message('VoicemailUserEntry', headers));
    expect(namesListed(boxes)).toEqual({ kind: 'names-listed', names: new Map([['1002', 'Robert Example']]) });
  });

  test('of half a thing is nothing', () => {
    const half = [message('ExtensionStatus', { Exten: '1002', Status: 'x' }), message('Hangup', {})];
    expect(half.map((each) => presenceFact(each, 0))).toEqual([null, null]);
    expect(extensionsListed(half, { at: 0, since: 0 })).toMatchObject({ extensions: [] });
    expect(namesListed([message('VoicemailUserEntry', { VoiceMailbox: '1002' })])).toMatchObject({ names: new Map() });
  });
});
