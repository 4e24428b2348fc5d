import { expect, test } from 'vitest';
import { dueOf } from '../../../../main/app/context/due.ts';

/** Wednesday, 4 March 2026, 10:42. */
const now = new Date(2026, 2, 4, 10, 42).getTime();
const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute).getTime();

test.each([
  ['15:30', at(4, 15, 30)],
  ['15.30', at(4, 15, 30)],
  ['at 11', at(4, 11)],
  ['9', at(5, 9)],
  ['9:15', at(5, 9, 15)],
  ['3 pm', at(4, 15)],
  ['20', now + 20 * 60_000],
  ['20 min', now + 20 * 60_000],
  ['in 5 minutes', now + 5 * 60_000],
  ['2 h', now + 2 * 3_600_000],
  ['1 day', now + 86_400_000],
  ['tomorrow', at(5, 9)],
  ['tomorrow 14:00', at(5, 14)],
  ['morgen um 8', at(5, 8)],
  ['2026-03-09', at(9, 9)],
  ['2026-03-09 16:45', at(9, 16, 45)],
])('%j is a time to call back at', (text, due) => {
  expect(dueOf(text, now)).toBe(due);
});

test.each(['', 'later', '25:00', '9:75', '2020-01-01', 'tomorrow soon', '99999', '=1+1'])('%j is none', (text) => {
  expect(dueOf(text, now)).toBeNull();
});
