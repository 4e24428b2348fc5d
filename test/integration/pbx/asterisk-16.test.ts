import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { toneLevel } from '../../support/tone.ts';

let pbx: Pbx;
beforeAll(async () => {
  pbx = await startPbx({ version: 16 });
});
afterAll(async () => pbx.stop());

it('Asterisk 16 takes a call, echoes it and keeps a message', async () => {
  expect(pbx.version).toMatch(/^16\./);
  const call = await pbx.callIn({ to: '600', name: 'Ann Client', number: '+12125550142', via: 'sip' });
  await call.answered;
  const message = pbx.leaveVoicemail({ mailbox: '1001', urgent: true, seconds: 1 });
  await delay(500);
  expect(toneLevel(call.heard().slice(-3_000), 8_000, 440)).toBeGreaterThan(-15);
  await call.hangUp();
  await message;
  expect(await pbx.truth.mailbox('1001')).toMatchObject({ urgent: 1 });
  expect((await pbx.log()).split('\n').filter((line) => /\b(WARNING|ERROR)\b/.test(line))).toEqual([]);
});
