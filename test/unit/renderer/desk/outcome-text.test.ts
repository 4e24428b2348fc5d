import { expect, test } from 'vitest';
import type { CallView, Operation } from '../../../../preload/contract/views.ts';
import { refusedText } from '../../../../renderer/desk/outcome-text.ts';
import { active, held } from './calls.ts';

const refused = (reason: 'target-busy' | 'offline'): Extract<Operation, { state: 'refused' }> => ({
  ...{ state: 'refused', action: 'transfer', since: 0, reason, detail: null },
});
const waiting = (can: CallView['can']): CallView => ({ ...held('a'), can });

test('a target who is busy gives the caller back, and it is said so', () => {
  expect(refusedText(active('a'), refused('target-busy'), 'H')).toBe(
    'Not transferred. They are busy. The caller is back with you.',
  );
});

test('whoever is still on hold is never said to be back, and the key that takes them back is', () => {
  expect(refusedText(waiting(['resume']), refused('target-busy'), 'Alt+2 H')).toBe(
    'Not transferred. They are busy. The caller is still on hold: Alt+2 H takes them back.',
  );
});

test('a connection that is back is not said to be gone, nor a consultation that is over to go on; and no key is asked for, since the desk takes them back itself', () => {
  const cancelled = { ...refused('offline'), action: 'cancelConsult' } as const;
  expect(refusedText(waiting(['resume']), cancelled, 'H')).toBe(
    'Not taken back. There was no connection to the PBX just then. The caller is still on hold.',
  );
  expect(refusedText({ ...active('a'), can: ['hold'] }, refused('offline'), 'H')).toBe(
    'Not transferred. There was no connection to the PBX just then.',
  );
});

test('no key is named that would do nothing', () => {
  expect(refusedText(waiting(['hangUp']), refused('offline'), 'H')).toMatch(/ The caller is still on hold\.$/);
});
