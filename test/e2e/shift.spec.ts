import { workShift } from '../soak/shift/work-shift.ts';
import { expect, test } from './support/desk.ts';

test('a dozen calls of every kind leave no channel, no living card and no heap behind', async ({ desk, pbx }) => {
  test.setTimeout(90_000);
  const outcome = await workShift({ desk, pbx, seed: 4711, goesOn: (done) => done < 12, log: () => undefined });
  expect(outcome.incidents).toBe(12);
  expect(outcome.end.pageHeap - outcome.warm.pageHeap).toBeLessThan(8);
  for (const card of await desk.cards.all()) await expect(card).toContainText('Ended');
});
