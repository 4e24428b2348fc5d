import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { moreThan, openNow } from '../../soak/restarts/left-open.ts';
import { RestartRun } from '../../soak/restarts/restart-run.ts';

let pbx: Pbx;
beforeAll(async () => {
  pbx = await startPbx();
});
afterAll(async () => pbx.stop());

/** The short slice of `npm run soak -- restarts`; without ARI, on which Asterisk 22.10.1 may fall over by itself. */
it('a PBX killed twice in the middle of its calls finds every road and the desk back, and exact', async () => {
  const alone = openNow();
  const run = new RestartRun(pbx, { ari: false });
  await run.begin();
  // How long it takes is the soak's to say; here the machine may be busy with other tests.
  for (const { exact } of [await run.restart(), await run.restart()]) expect(exact).toBeLessThan(40_000);
  await run.end();
  await expect.poll(() => moreThan(alone, openNow()), { timeout: 10_000 }).toEqual([]);
}, 180_000);
