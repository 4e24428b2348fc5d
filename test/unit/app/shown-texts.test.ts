import { expect, test } from 'vitest';
import { originOf, partyOf, withCalled } from '../../../main/app/shown-texts.ts';

const nameOf = (name: string): string | null => partyOf({ name, number: '+15550123' }, 'US').name;

test('a name a trunk sent with quotes and backslashes is shown as it was meant', () => {
  expect(nameOf(String.raw`O'Brien \"Bob\" \\ Ünal 😀`)).toBe(String.raw`O'Brien "Bob" \ Ünal 😀`);
  expect(nameOf(String.raw`O'Brien "Bob" \ Ünal 😀`)).toBe(String.raw`O'Brien "Bob" \ Ünal 😀`);
});

test('a name that says nothing is none', () => {
  expect(['', '  ', 'anonymous', '<unknown>', '+15550123'].map(nameOf)).toEqual([null, null, null, null, null]);
});

test.each([
  ['+442079460000', 'Orders'],
  ['02079460000', 'Orders'],
  ['5000', 'Complaints <b>'],
  ['5001', undefined],
  // As trunks send it.
  ['442079460000', 'Orders'],
  // Nobody named it: as one reads it.
  ['+442079460001', '020 7946 0001'],
  ['442079460001', '020 7946 0001'],
  ['+12125550142', '+1 212 555 0142'],
  ['s', undefined],
])('a call to %s of ours is for %s', (did, label) => {
  const dids = [
    { number: '+44 20 7946 0000', label: 'Orders' },
    { number: '5000', label: 'Complaints <b>' },
  ];
  expect(originOf({ kind: 'direct', did }, 'GB', dids)).toEqual({ kind: 'direct', did, ...(label && { label }) });
});

test('a queue’s call keeps what was called to get there, which a dialplan that tells knows best', () => {
  const dids = [{ number: '+442079460000', label: 'Orders' }];
  const queue = { kind: 'queue', queue: 'support', waitedSeconds: 4, position: 1, did: '442079460000' } as const;
  expect(originOf(withCalled({ origin: queue, values: {} }), 'US', dids)).toEqual({ ...queue, label: 'Orders' });
  const byAccount = { origin: { ...queue, did: 'account7' }, values: { FROM_DID: '+442079460000' } };
  expect(originOf(withCalled(byAccount), 'US', dids)).toMatchObject({ did: '+442079460000', label: 'Orders' });
  const dialled = { origin: { kind: 'dialled' }, values: { FROM_DID: '1' } } as const;
  expect(withCalled(dialled)).toEqual({ kind: 'dialled' });
});
