import { expect, test } from 'vitest';
import { partyOf } from '../../../main/app/shown-texts.ts';

const nameOf = (name: string): string | null => partyOf({ name, number: '+15550123' }, 'US').name;

test('a name a trunk sent with quotes and backslashes is shown as it was meant', () => {
  expect(nameOf(String.raw`O'Brien \"Bob\" \\ Ünal 😀`)).toBe(String.raw`O'Brien "Bob" \ Ünal 😀`);
  expect(nameOf(String.raw`O'Brien "Bob" \ Ünal 😀`)).toBe(String.raw`O'Brien "Bob" \ Ünal 😀`);
});

test('a name that says nothing is none', () => {
  expect(['', '  ', 'anonymous', '<unknown>', '+15550123'].map(nameOf)).toEqual([null, null, null, null, null]);
});
