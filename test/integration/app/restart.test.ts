import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { moreThan, openNow } from '../../soak/restarts/left-open.ts';
import { RestartRun } from '../../soak/restarts/restart-run.ts';
import { DeskBench } from './desk-bench.ts';

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

it('a PBX that shuts down is not taken for a customer who hangs up, though the desk has SIP alone', async () => {
  const desk = new DeskBench(pbx, '1001', { ami: null });
  try {
    desk.start();
    await desk.up();
    const caller = await pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
    const { id } = await desk.call((call) => call.can.includes('answer'));
    expect(await desk.bridge.request.answer({ call: id })).toMatchObject({ value: { outcome: 'confirmed' } });
    await caller.answered;
    await desk.call(({ phase }) => phase === 'active');
    await pbx.down('politely');
    await desk.over(id, 'pbx-restarted');
    await expect.poll(() => desk.view.today.map(({ reason }) => reason)).toEqual(['pbx-restarted']);
    await pbx.start();
    await desk.until(({ links }) => links.sip.state === 'up', 40_000);
    expect(desk.view.today.map(({ reason }) => reason)).toEqual(['pbx-restarted']);
  } finally {
    await desk.stop();
  }
}, 120_000);
