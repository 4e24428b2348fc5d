import { expect, test } from 'vitest';
import { originOf, partyOf } from '../../../main/app/shown-texts.ts';

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
])('a call to %s of ours is for %s', (did, label) => {
  const dids = [
    { number: '+44 20 7946 0000', label: 'Orders' },
    { number: '5000', label: 'Complaints <b>' },
  ];
  expect(originOf({ kind: 'direct', did }, 'GB', dids)).toEqual({ kind: 'direct', did, ...(label && { label }) });
});
