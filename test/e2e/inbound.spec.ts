import { toneLevel } from '../support/tone.ts';
import { customer, expect, test, voice } from './support/desk.ts';
import { heardInPage } from './support/hearing.ts';
import { expectKeystrokes } from './support/keystrokes.ts';

const caller = { to: '1001', name: 'Tomas Achterberg', number: '+442079460137', via: 'sip' } as const;

test('a caller pops with name and number, is answered with Enter, and both hear each other', async ({ desk, pbx }) => {
  const call = await pbx.callIn(caller);
  const card = desk.card('Tomas Achterberg');
  await expect(card).toContainText('Ringing');
  await expect(card).toContainText('+44 20 7946 0137');
  // The taskbar says so as well, once the card is painted.
  await expect(desk.page).toHaveTitle(/Ringing: Tomas Achterberg/);

  await desk.press('Enter');
  await call.answered;
  await expect(card).toContainText('Active');
  await expect(desk.page).not.toHaveTitle(/Ringing/);
  await expect(desk.page.getByText('On call').first()).toBeVisible();

  // By tone energy: the caller's 440 Hz in the agent's ear, far above a frequency nobody sends …
  await expect.poll(() => heardInPage(desk.page, customer), { timeout: 10_000 }).toBeGreaterThan(-40);
  expect(await heardInPage(desk.page, 620)).toBeLessThan(-55);
  // … and the microphone's 1000 Hz in the caller's.
  await expect.poll(() => toneLevel(call.heard().slice(-4000), 8000, voice), { timeout: 10_000 }).toBeGreaterThan(-40);

  await call.hangUp();
  await expect(card).toContainText('Ended');
  await expect(desk.page.getByText('Ready', { exact: true }).first()).toBeVisible();
  await pbx.truth.noChannelsWithin(3000);
});

test('what the PBX itself records of the phone is the microphone’s tone', async ({ desk, pbx }) => {
  const call = await pbx.callIn({ ...caller, plays: 'silence' });
  await expect(desk.card('Tomas Achterberg')).toContainText('Ringing');
  await desk.press('Enter');
  await call.answered;
  const mine = await pbx.truth
    .channels()
    .then((all) => all.find((channel) => channel['Channel']?.startsWith('PJSIP/1001-')));
  await desk.page.waitForTimeout(1000);
  const recording = await pbx.record(mine?.['Channel'] ?? '', 'from-phone');
  await desk.page.waitForTimeout(1500);
  const said = await recording.stop();
  expect(toneLevel(said, 8000, voice)).toBeGreaterThan(-40);
  expect(toneLevel(said, 8000, 620)).toBeLessThan(-55);
  await call.hangUp();
});

test('the agent hangs up with Esc Esc; one Esc alone only warns', async ({ desk, pbx }) => {
  const call = await pbx.callIn(caller);
  await expect(desk.card('Tomas Achterberg')).toContainText('Ringing');
  await desk.press('Enter');
  await call.answered;
  await expect(desk.card('Tomas Achterberg')).toContainText('Active');
  await desk.press('Escape');
  await expect(desk.page.getByText(/again to hang up/i).first()).toBeVisible();
  await desk.page.waitForTimeout(2000);
  await expect(desk.card('Tomas Achterberg')).toContainText('Active');
  desk.strokes();
  await desk.pressTwice('Escape');
  expectKeystrokes('hang up', desk.strokes());
  await expect(desk.card('Tomas Achterberg')).toContainText('Ended');
  expect((await call.sipEnded).by).toBe('them');
  await pbx.truth.noChannelsWithin(3000);
});

test('Esc silences and the caller goes on ringing; Esc Esc declines', async ({ desk, pbx }) => {
  const call = await pbx.callIn(caller);
  const card = desk.card('Tomas Achterberg');
  await expect(card).toContainText('Ringing');
  await desk.press('Escape');
  expectKeystrokes('silence', desk.strokes());
  await expect(card).toContainText(/silenced/i);
  await desk.page.waitForTimeout(2000);
  expect((await pbx.truth.channels()).some((channel) => channel['Channel']?.startsWith('PJSIP/1001-'))).toBe(true);
  await desk.pressTwice('Escape');
  expectKeystrokes('decline', desk.strokes());
  await expect(card).toContainText('Ended');
  await expect(card).toContainText(/declined/i);
  await call.hangUp();
});

test('a caller who gives up is told as such', async ({ desk, pbx }) => {
  const call = await pbx.callIn(caller);
  const card = desk.card('Tomas Achterberg');
  await expect(card).toContainText('Ringing');
  await call.hangUp();
  await expect(card).toContainText('Ended');
  await expect(card).toContainText(/gave up/i);
});

test('a queue’s caller pops with the queue and the wait', async ({ desk, pbx }) => {
  const call = await pbx.queueCall({ name: 'Priya Sandoval', number: '+12125550142' });
  const card = desk.card('Priya Sandoval');
  await expect(card).toContainText('Ringing');
  await expect(card).toContainText(/queue support, waited 0:0\d/i);
  await call.hangUp();
});

for (const naming of ['trunk', 'directory'] as const) {
  for (const name of ['<img src=x onerror=alert(1)>', `O'Brien "Bob" \\ Ünal 😀`]) {
    test(`a caller named ${name} by the ${naming} is shown as exactly that`, async ({ desk, pbx }) => {
      let alerted = false;
      desk.page.on('dialog', (dialog) => {
        alerted = true;
        void dialog.dismiss();
      });
      const call = await pbx.callIn({ ...caller, name, naming });
      await expect(desk.cards.first().getByText(name, { exact: true }).first()).toBeVisible();
      expect(await desk.page.locator('img').count()).toBe(0);
      expect(alerted).toBe(false);
      await call.hangUp();
    });
  }
}
