import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { FaultRun } from '../../soak/storm/fault-run.ts';
import { seededRandom } from '../../support/seeded-random.ts';

let pbx: Pbx;
beforeAll(async () => {
  pbx = await startPbx();
});
afterAll(async () => pbx.stop());

it('faults of every kind leave a desk that is exact: a slice of `npm run soak -- storm`', async () => {
  let left = 16;
  const run = new FaultRun({ pbx, random: seededRandom(7), log: () => undefined, goesOn: () => left-- > 0 });
  expect(await run.run()).toMatchObject({ faults: 16 });
}, 60_000);
