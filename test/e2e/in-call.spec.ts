import { toneLevel } from '../support/tone.ts';
import { expect, test, voice } from './support/desk.ts';
import { heardInPage } from './support/hearing.ts';
import { expectKeystrokes } from './support/keystrokes.ts';

const caller = { to: '1001', name: 'Priya Sandoval', number: '+12125550142', via: 'sip' } as const;

test('hold gives the caller music, and resume gives the agent back', async ({ desk, pbx }) => {
  const call = await pbx.callIn({ ...caller, plays: 'silence' });
  const card = desk.card('Priya Sandoval');
  await expect(card).toContainText('Ringing');
  await desk.press('Enter');
  await expect(card).toContainText('Active');

  const since = pbx.truth.mark();
  desk.strokes();
  await desk.press('h');
  expectKeystrokes('hold', desk.strokes());
  await expect(card).toContainText('Held');
  const music = await pbx.truth.waitFor((event) => event['Event'] === 'MusicOnHoldStart', { since });
  expect(music['Uniqueid']).toBe(call.uniqueid);
  await expect.poll(() => toneLevel(call.heard().slice(-4000), 8000, voice), { timeout: 8000 }).toBeLessThan(-45);
  await expect.poll(() => loudness(call.heard().slice(-4000)), { timeout: 8000 }).toBeGreaterThan(-50);

  await desk.press('h');
  await expect(card).toContainText('Active');
  await pbx.truth.waitFor((event) => event['Event'] === 'MusicOnHoldStop' && event['Uniqueid'] === call.uniqueid, {
    since,
  });
  await expect.poll(() => toneLevel(call.heard().slice(-4000), 8000, voice), { timeout: 8000 }).toBeGreaterThan(-40);
  await call.hangUp();
});

test('mute stops what the PBX hears, and only that', async ({ desk, pbx }) => {
  const call = await pbx.callIn(caller);
  const card = desk.card('Priya Sandoval');
  await expect(card).toContainText('Ringing');
  await desk.press('Enter');
  await expect(card).toContainText('Active');
  await expect.poll(() => toneLevel(call.heard().slice(-4000), 8000, voice), { timeout: 8000 }).toBeGreaterThan(-40);

  desk.strokes();
  await desk.press('m');
  expectKeystrokes('mute', desk.strokes());
  await expect(card).toContainText('Muted');
  await desk.page.waitForTimeout(1200);
  expect(toneLevel(call.heard().slice(-4000), 8000, voice)).toBeLessThan(-70);
  expect(await heardInPage(desk.page, 440)).toBeGreaterThan(-40);

  await desk.press('m');
  await expect(card).not.toContainText('Muted');
  await expect.poll(() => toneLevel(call.heard().slice(-4000), 8000, voice), { timeout: 8000 }).toBeGreaterThan(-40);
  await call.hangUp();
});

test('digits typed after D arrive in the dialplan in order', async ({ desk, pbx }) => {
  const since = pbx.truth.mark();
  await desk.dial('604');
  expectKeystrokes('dial', desk.strokes());
  await expect(desk.cards.first()).toContainText('Active');
  await desk.page.waitForTimeout(1500);
  await desk.press('d');
  await desk.type('4711');
  expectKeystrokes('digits', desk.strokes());
  const event = await pbx.truth.waitFor((candidate) => candidate['UserEvent'] === 'Digits', { since, within: 15_000 });
  expect(event['Digits']).toBe('4711');
  await desk.press('Escape');
  await desk.pressTwice('Escape');
  await pbx.truth.noChannelsWithin(3000);
});

/** Root mean square in dBFS. */
function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  return 10 * Math.log10(Math.max(power, 1e-12));
}
