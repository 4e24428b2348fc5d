import { test as base, expect, withoutAri } from './support/desk.ts';

/** This PBX lets no desk begin a recording by AMI; its in-call code does. */
const test = base.extend({
  profile: async ({ pbx }, use) => {
    const { settings, secrets } = withoutAri(pbx.profileFor('1001'));
    await use({ settings: { ...settings, dialplan: { record: '*3' } }, secrets });
  },
});

test('a call is recorded, paused while card numbers are spoken, and no longer recorded, by keys', async ({
  desk,
  pbx,
}) => {
  const { truth } = pbx;
  const call = await pbx.callIn({ to: '1001', name: 'Priya Sandoval', number: '+12125550142', via: 'sip' });
  const card = desk.card('Priya Sandoval');
  await expect(card).toContainText('Ringing');
  await desk.press('Enter');
  await expect(card).toContainText('Active');

  const begun = truth.mark();
  await desk.press('r');
  await expect(card).toContainText('REC');
  await truth.waitFor(({ Event }) => Event === 'MixMonitorStart', { since: begun });

  const paused = truth.mark();
  await desk.press('r');
  await expect(card).toContainText('REC paused');
  await truth.waitFor(({ Event, State }) => Event === 'MixMonitorMute' && State === '1', { since: paused });

  const resumed = truth.mark();
  await desk.press('r');
  await expect(card).not.toContainText('REC paused');
  await expect(card).toContainText('REC');
  await truth.waitFor(({ Event, State }) => Event === 'MixMonitorMute' && State === '0', { since: resumed });

  const stopped = truth.mark();
  await desk.press('Alt+r');
  await expect(card).not.toContainText('REC');
  await truth.waitFor(({ Event }) => Event === 'MixMonitorStop', { since: stopped });
  await call.hangUp();
});
