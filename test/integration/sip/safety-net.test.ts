import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { PhoneBench } from './phone-bench.ts';

let pbx: Pbx;
beforeAll(async () => {
  pbx = await startPbx();
});
afterAll(async () => pbx.stop());

/** What stands in docs/SAFETY-NET.md, as a reader would copy it. */
const [endpoint = '', dialplan = ''] = [
  ...readFileSync(resolve(import.meta.dirname, '../../../docs/SAFETY-NET.md'), 'utf8').matchAll(/```ini\n(.*?)```/gs),
].map(([, block]) => block ?? '');

it('the safety net of the documentation parks a caller whose agent’s computer is gone, and lets others hang up', async () => {
  const pjsip = join(pbx.folder, 'etc/pjsip.conf');
  const soon = endpoint.replace('rtp_timeout = 30', 'rtp_timeout = 1');
  writeFileSync(pjsip, readFileSync(pjsip, 'utf8').replace('[webrtc](!,phone)', `[webrtc](!,phone)\n${soon}`));
  appendFileSync(join(pbx.folder, 'etc/extensions.conf'), `\n[inbound](+)\n${dialplan.replace('_10XX', '1001')}`);
  await pbx.cli('module reload res_pjsip.so');
  await pbx.cli('dialplan reload');

  const answered = async () => {
    // Its audio is a double's: none comes, as from a computer without power.
    const bench = await new PhoneBench(pbx, '1001').up();
    const caller = await pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
    const { callId } = await bench.dialog(({ phase }) => phase === 'incoming');
    await bench.phone.answer(callId);
    return { bench, caller, callId };
  };
  const since = pbx.truth.mark();
  const gone = await answered();
  gone.bench.cut();
  gone.bench.dispose();
  const parked = await pbx.truth.waitFor((event) => event['Event'] === 'ParkedCall', { since, within: 10_000 });
  expect(parked['ParkeeUniqueid']).toBe(gone.caller.uniqueid);
  await gone.caller.hangUp();

  const usual = await answered();
  await usual.bench.phone.hangUp(usual.callId);
  expect(await usual.caller.sipEnded).toMatchObject({ by: 'them' });
  await usual.bench.phone.stop(1_000);
});
