import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { OwnWindow } from '../../e2e/support/own-window.ts';
import type { Pbx, SipInboundCall } from '../../pbx/pbx.ts';
import { CallerEar } from './caller-ear.ts';

/** Another agent than the one the rest is measured with, who goes on being there. */
const extension = '1003';
const samples = 10;

interface Fate {
  readonly name: string;
  readonly values: readonly number[];
}

/** `npm start` and its host are killed in mid-call, and started again: once the window lives on, once it hangs. */
export async function leftWindows(pbx: Pbx): Promise<readonly Fate[]> {
  const silences: number[] = [];
  const heard: number[] = [];
  const { settings, secrets } = pbx.profileFor(extension);
  const own = await OwnWindow.create({ settings: { ...settings, ari: null }, secrets });
  try {
    for (let turn = 0; turn < samples; turn++) {
      // oxlint-disable-next-line no-await-in-loop -- one call after the other
      const [silence, took] = await once(pbx, own);
      silences.push(silence);
      heard.push(took);
    }
  } finally {
    await own.clean();
  }
  return [
    { name: 'npm start and host killed, window kept: longest silence in the caller’s ear', values: silences },
    { name: 'npm start and host killed, window hangs: npm start → the caller hears the agent', values: heard },
  ];
}

async function once(pbx: Pbx, own: OwnWindow): Promise<readonly [silence: number, took: number]> {
  const address = await own.start();
  const look = await own.look(address);
  const call = await talk(pbx, look.page);
  const ear = new CallerEar(call);
  await ear.until(true);
  ear.longest = 0;
  await own.killAllButWindow();
  await own.start();
  await look.page.getByText('Offhook’s engine is gone').waitFor({ state: 'hidden' });
  await look.page.locator('[data-phase="active"]').waitFor();
  // What its return does to the audio is heard by then.
  await delay(1_000);
  const silence = ear.longest;
  await look.leave();
  await own.killAllButWindow();
  await own.haltWindow();
  await ear.until(false);
  const since = performance.now();
  await own.start();
  await ear.until(true);
  const took = performance.now() - since;
  ear.close();
  await call.hangUp();
  await pbx.truth.noChannelsWithin(5_000);
  await own.stop();
  return [silence, took];
}

async function talk(pbx: Pbx, page: Page): Promise<SipInboundCall> {
  await page.getByRole('img', { name: 'Calls ring here' }).waitFor();
  const call = await pbx.callIn({ to: extension, name: 'Ann Client', number: '+12125550142', via: 'sip' });
  await page.locator('[data-phase="ringing"][data-takes-keys="true"]').waitFor();
  await page.keyboard.press('Enter');
  await call.answered;
  return call;
}
