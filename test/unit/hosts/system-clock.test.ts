import { expect, it } from 'vitest';
import { nodeClock } from '../../../main/hosts/system-clock.ts';

const clock = nodeClock(() => undefined);
/** How late each of many alarms rang that were set at all sorts of moments of a millisecond, ms. */
const latenesses = (delay: number) =>
  Promise.all(
    Array.from(
      { length: 400 },
      (_, at) =>
        new Promise<number>((rung) => {
          setTimeout(() => {
            const set = clock.now();
            clock.after(delay, () => rung(clock.now() - set - delay));
          }, at % 50);
        }),
    ),
  );

it('no alarm rings before its time has come, so whatever was due then is due', async () => {
  expect(Math.min(...(await latenesses(40)))).toBeGreaterThanOrEqual(0);
});

it('an alarm that was put off does not ring', async () => {
  let rang = 0;
  for (const delay of [0, 1, 5]) clock.after(delay, () => (rang += 1)).dispose();
  await latenesses(10);
  expect(rang).toBe(0);
});
