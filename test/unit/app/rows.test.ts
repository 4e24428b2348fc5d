import { expect, test, vi } from 'vitest';
import { rowsWhenAsked } from '../../../preload/contract/rows.ts';

test('a table names all its rows and makes each once, when it is asked for', () => {
  const [hold, park] = [vi.fn(() => ({ output: 'held' })), vi.fn(() => ({ output: 'parked' }))];
  const table = rowsWhenAsked({ hold, park });
  expect([Object.keys(table), Object.hasOwn(table, 'park'), Object.hasOwn(table, 'toString')]).toEqual([
    ['hold', 'park'],
    true,
    false,
  ]);
  expect([hold.mock.calls.length, park.mock.calls.length]).toEqual([0, 0]);
  expect(table.hold).toBe(table.hold);
  expect([table.hold.output, hold.mock.calls.length, park.mock.calls.length]).toEqual(['held', 1, 0]);
});
