import { expect, test } from 'vitest';
import type { NumbersTold } from '../../../main/queues/queue-facts.ts';
import { reduceToday, servedToday } from '../../../main/queues/today.ts';

const morning = new Date(2026, 10, 26, 8, 2).getTime();
const hour = 3_600_000;
const told = (completed: number, abandoned: number, servedWell: number): NumbersTold => ({
  ...{ queue: 'support', strategy: 'ringall', servedWithinSeconds: 30, completed, abandoned, servedWell },
});

test('the service level of today is without what the PBX had counted before', () => {
  const today = reduceToday(null, [told(200, 40, 50)], morning);
  expect(servedToday(today, told(200, 40, 50))).toMatchObject({ since: morning, completed: 0, percent: 0 });
  // Ten more, nine of them within thirty seconds: 109 of 210.
  const later = reduceToday(today, [told(210, 41, 51.9)], morning + hour);
  expect(later).toBe(today);
  expect(servedToday(later, told(210, 41, 51.9))).toEqual({
    ...{ since: morning, completed: 10, abandoned: 1, percent: 90, withinSeconds: 30 },
  });
});

test('it begins anew with the day, and where the counters were reset', () => {
  const today = reduceToday(null, [told(200, 40, 50)], morning);
  const reset = reduceToday(today, [told(3, 0, 100)], morning + hour);
  expect(servedToday(reset, told(3, 0, 100))).toMatchObject({ since: morning + hour, completed: 3, percent: 100 });
  const tomorrow = reduceToday(reset, [told(5, 1, 80)], morning + 24 * hour);
  expect(servedToday(tomorrow, told(6, 1, 83.3))).toMatchObject({ completed: 1, abandoned: 0, percent: 100 });
});

test('a queue nobody has looked at today is not said to have served anybody', () => {
  expect(servedToday(reduceToday(null, [], morning), told(1, 0, 100))).toBeNull();
});
