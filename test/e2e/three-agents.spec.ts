import { customer, test, voice } from './support/desk.ts';
import { heardInPage } from './support/hearing.ts';
import { expectKeystrokes } from './support/keystrokes.ts';
import { answered, deskOf, expectToHear, name, patiently, pick, togetherWith } from './support/moving.ts';

// Three browsers are slow to start on a busy machine.
test.describe.configure({ timeout: 180_000 });

test('a caller goes from Alice to Bob to Carol', async ({ desk, pbx, launch, openWindow }) => {
  const bob = await deskOf('1002', { pbx, launch, openWindow });
  const carol = await deskOf('1003', { pbx, launch, openWindow });
  const caller = await answered(desk, pbx, 'tone');
  await pick(desk, 'bob');
  await desk.press('Enter');
  // Until she hands over it is Alice who calls.
  await patiently(bob.cards.first()).toContainText('Ringing');
  await bob.press('Enter');
  await patiently(bob.card(name)).toContainText('Active');
  await patiently.poll(() => togetherWith(pbx, caller)).toEqual({ phones: ['1002'], others: 1 });
  await patiently(desk.card(name)).toContainText('You transferred the call.');
  await pick(bob, 'carol');
  await bob.press('Enter');
  await patiently(carol.cards.first()).toContainText('Ringing');
  await carol.press('Enter');
  await patiently(carol.card(name)).toContainText('Active');
  await patiently.poll(() => togetherWith(pbx, caller)).toEqual({ phones: ['1003'], others: 1 });
  await patiently(bob.card(name)).toContainText('You transferred the call.');
  // Both ways, on the real legs.
  await expectToHear(caller, voice);
  await patiently.poll(() => heardInPage(carol.page, customer)).toBeGreaterThan(-40);
  await caller.hangUp();
  await patiently(carol.cards.first()).toContainText('They hung up.');
  await pbx.truth.noChannelsWithin(5_000);
});

test('Alice asks Bob, Carol picks it up, and gets the caller', async ({ desk, pbx, launch, openWindow }) => {
  const bob = await deskOf('1002', { pbx, launch, openWindow });
  const carol = await deskOf('1003', { pbx, launch, openWindow });
  await carol.press('/');
  await carol.type('bob');
  await patiently(carol.page.getByRole('option').first()).toContainText('Free');
  const caller = await answered(desk, pbx, 'tone');
  await pick(desk, 'bob');
  await desk.press('Shift+Enter');
  // What stands beside him follows what he does.
  await patiently(carol.page.getByRole('option').first()).toContainText('Ringing');
  await carol.press('Alt+Enter');
  await patiently(carol.cards.filter({ hasText: 'Active' })).toHaveCount(1);
  await patiently(bob.cards.first()).toContainText('Answered elsewhere');
  await patiently(desk.page.getByRole('button', { name: 'Swap' })).toBeVisible();
  await desk.press('Enter');
  await patiently(desk.card(name)).toContainText('You transferred the call.');
  await patiently.poll(() => togetherWith(pbx, caller)).toEqual({ phones: ['1003'], others: 1 });
  await patiently(carol.card(name)).toContainText('Active');
  await expectToHear(caller, voice);
  await caller.hangUp();
  await pbx.truth.noChannelsWithin(5_000);
});

test('of two who fetch one parked caller one gets them, and the other is told', async ({
  desk,
  pbx,
  launch,
  openWindow,
}) => {
  const bob = await deskOf('1002', { pbx, launch, openWindow });
  const carol = await deskOf('1003', { pbx, launch, openWindow });
  const caller = await answered(desk, pbx);
  await pick(desk, 'bob');
  await desk.press('Control+Shift+Enter');
  expectKeystrokes('park and tell a colleague', desk.strokes());
  for (const colleague of [bob, carol]) {
    await colleague.press('Shift+P');
    await patiently(colleague.page.getByRole('option', { name: /Ann Client/ })).toBeVisible();
  }
  await Promise.all([bob.page.keyboard.press('Enter'), carol.page.keyboard.press('Enter')]);
  // Who is told, and not who talks first: the announcement of an empty slot is answered as well.
  const told = (of: typeof bob) => of.page.getByRole('dialog').filter({ hasText: 'Not fetched' }).count();
  await patiently.poll(async () => (await told(bob)) + (await told(carol))).toBe(1);
  const winner = (await told(bob)) === 1 ? '1003' : '1002';
  await patiently.poll(() => togetherWith(pbx, caller)).toEqual({ phones: [winner], others: 1 });
  await expectToHear(caller, voice);
  await caller.hangUp();
  await pbx.truth.noChannelsWithin(5_000);
});
