import { test } from './support/desk.ts';
import { expectKeystrokes } from './support/keystrokes.ts';
import { name, patiently, togetherWith } from './support/moving.ts';

test.use({
  profile: async ({ profile }, use) => {
    const agent = { ...profile.settings.agent, otherPhones: ['PJSIP/2001'] };
    await use({ ...profile, settings: { ...profile.settings, agent } });
  },
});

test('a caller goes back to their queue, comes again, moves to my desk phone and back: one key each', async ({
  desk,
  pbx,
}) => {
  test.setTimeout(120_000);
  const phone = await pbx.deskPhone('2001');
  const caller = await pbx.callIn({ to: '500', name, number: '+12125550142', via: 'sip' });
  const ringing = desk.cards.filter({ hasText: 'Ringing' });
  const active = desk.cards.filter({ hasText: 'Active' });
  await patiently(ringing).toContainText('Queue support');
  await desk.press('Enter');
  await patiently(active.getByRole('heading')).toHaveText(name);
  await patiently(desk.page.getByRole('button', { name: 'Back to the queue' })).toBeVisible();
  desk.strokes();
  const since = pbx.truth.mark();
  await desk.press('Shift+T');
  expectKeystrokes('back to the queue', desk.strokes());
  await pbx.truth.waitFor(({ Event, Queue }) => Event === 'QueueCallerJoin' && Queue === 'support', {
    since,
    within: 20_000,
  });
  // It is our turn again, and she gets us again.
  await patiently(ringing).toContainText('Queue support');
  await desk.press('Enter');
  await patiently.poll(() => togetherWith(pbx, caller)).toEqual({ phones: ['1001'], others: 1 });
  await patiently(desk.page.getByRole('button', { name: 'To my other phone' })).toBeVisible();
  desk.strokes();
  await desk.press('b');
  expectKeystrokes('move to my other phone', desk.strokes());
  await phone.rings();
  phone.answer();
  await patiently.poll(() => togetherWith(pbx, caller)).toEqual({ phones: ['2001'], others: 1 });
  await patiently(desk.page.getByRole('button', { name: 'Bring here' })).toBeVisible();
  await desk.press('b');
  expectKeystrokes('bring here from my other phone', desk.strokes());
  await patiently.poll(() => togetherWith(pbx, caller)).toEqual({ phones: ['1001'], others: 1 });
  await caller.hangUp();
  await phone.close();
  await pbx.truth.noChannelsWithin(5_000);
});
