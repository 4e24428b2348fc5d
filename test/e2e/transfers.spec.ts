import { customer, test, voice } from './support/desk.ts';
import { heardInPage } from './support/hearing.ts';
import { expectKeystrokes } from './support/keystrokes.ts';
import {
  answered,
  deskOf,
  patiently as expect,
  expectHandedOver,
  expectNotToHear,
  expectToHear,
  name,
  pick,
} from './support/moving.ts';

test.describe.configure({ timeout: 120_000 });

const note = 'Pallet 14 <b>is</b> late';

test('between two desks: Bob is found by name, answers, and talks to the customer', async ({
  desk,
  pbx,
  launch,
  openWindow,
}) => {
  const bob = await deskOf('1002', { pbx, launch, openWindow });
  const caller = await answered(desk, pbx, 'tone');
  await desk.press('n');
  await desk.type(note);
  await desk.press('Enter');
  expectKeystrokes('note', desk.strokes());
  await pick(desk, 'bob');
  await desk.press('Enter');
  await expect(bob.cards.first()).toContainText('Ringing');
  // Bob reads it before he answers.
  await expect(bob.cards.first()).toContainText(note);
  await expectNotToHear(caller, voice);
  await bob.press('Enter');
  await expect(bob.cards.first()).toContainText('Active');
  await expectHandedOver(pbx, caller);
  await expectToHear(caller, voice);
  expect(await heardInPage(bob.page, customer)).toBeGreaterThan(-40);
  await expect(desk.card(name)).toContainText('You transferred the call.');
  await caller.hangUp();
});

test('a busy target gives the customer back, and says so; Ctrl+Z takes them back from one that rings', async ({
  desk,
  pbx,
}) => {
  const caller = await answered(desk, pbx);
  await pick(desk, '3003');
  await desk.press('Enter');
  await expect(desk.card(name)).toContainText('busy', { ignoreCase: true });
  await expect(desk.card(name)).toContainText('Active');
  await expectToHear(caller, voice);
  await pick(desk, '3002');
  await desk.press('Enter');
  await expect(desk.card(name)).toContainText('Transferring');
  await expectNotToHear(caller, voice);
  desk.strokes();
  await desk.press('Control+z');
  expectKeystrokes('take the caller back', desk.strokes());
  await expect(desk.card(name)).toContainText('Active');
  await expectToHear(caller, voice);
  await caller.hangUp();
  await pbx.truth.noChannelsWithin(3_000);
});

test('a consultation: Shift+Enter asks, S swaps, Enter connects the two', async ({ desk, pbx }) => {
  const caller = await answered(desk, pbx);
  await pick(desk, '3009');
  await desk.press('Shift+Enter');
  await expect(desk.card('3009')).toContainText('Consult');
  await expect(desk.card(name)).toContainText('Held');
  await expectNotToHear(caller, voice);
  // The colleague's tone, which Ann does not hear.
  await expect.poll(() => heardInPage(desk.page, customer)).toBeGreaterThan(-40);
  const asked = desk.strokes();
  await desk.press('s');
  expectKeystrokes('swap', desk.strokes());
  await expect(desk.card(name)).toContainText('Active');
  await expectToHear(caller, voice);
  await desk.press('s');
  await expect(desk.card(name)).toContainText('Held');
  desk.strokes();
  await desk.press('Enter');
  const completed = desk.strokes();
  expectKeystrokes('attended transfer', { keys: asked.keys + completed.keys, letters: asked.letters });
  await expect(desk.card(name)).toContainText('You transferred the call.');
  await expectHandedOver(pbx, caller);
  await expectToHear(caller, customer);
  await caller.hangUp();
});

test('Esc in a consultation hangs the colleague up and takes the customer back', async ({ desk, pbx }) => {
  const caller = await answered(desk, pbx);
  await pick(desk, '3009');
  await desk.press('Shift+Enter');
  await expect(desk.card('3009')).toContainText('Consult');
  await expect(desk.card(name)).toContainText('Held');
  desk.strokes();
  await desk.press('Escape');
  expectKeystrokes('cancel a consultation', desk.strokes());
  await expect(desk.card(name)).toContainText('Active');
  await expectToHear(caller, voice);
  expect((await pbx.truth.channels()).length).toBe(2);
  await caller.hangUp();
});

test('C in a consultation joins all three, and whoever leaves leaves two', async ({ desk, pbx }) => {
  const caller = await answered(desk, pbx);
  await pick(desk, '3009');
  await desk.press('Shift+Enter');
  await expect(desk.card('3009')).toContainText('Consult');
  await expect(desk.page.getByRole('button', { name: 'Join' })).toBeVisible();
  await expect.poll(() => heardInPage(desk.page, customer), { timeout: 15_000 }).toBeGreaterThan(-40);
  desk.strokes();
  await desk.press('c');
  expectKeystrokes('conference', desk.strokes());
  const room = desk.cards.filter({ hasText: 'Conference' });
  await expect(room.getByRole('listitem')).toHaveCount(3);
  // The colleague's tone and the agent's voice, both at once.
  await expectToHear(caller, customer);
  await expectToHear(caller, voice);
  desk.strokes();
  await desk.pressTwice('Escape');
  expectKeystrokes('leave a conference', desk.strokes());
  await expectHandedOver(pbx, caller);
  await expectNotToHear(caller, voice);
  await expectToHear(caller, customer);
  await caller.hangUp();
  // The colleague, who is a robot, would wait alone for ever.
  for (const { Channel = '' } of await pbx.truth.channels()) {
    await pbx.truth.action({ Action: 'Hangup', Channel }).catch(() => 'gone already');
  }
  await pbx.truth.noChannelsWithin(3_000);
});

test('what rings at Bob is picked up from the dial line', async ({ desk, pbx, launch, openWindow }) => {
  const bob = await deskOf('1002', { pbx, launch, openWindow });
  const caller = await pbx.callIn({ to: '1002', name, number: '+12125550142', via: 'sip', plays: 'silence' });
  await expect(bob.cards.first()).toContainText('Ringing');
  desk.strokes();
  await desk.press('/');
  await desk.type('bob');
  await expect(desk.page.getByRole('option').first()).toContainText('Ringing');
  await desk.press('Alt+Enter');
  expectKeystrokes('pick up at a colleague', desk.strokes());
  await expect(desk.card(name)).toContainText('Active');
  await expectToHear(caller, voice);
  await caller.hangUp();
});

test('Ctrl+Enter takes the customer to a colleague’s voicemail', async ({ desk, pbx }) => {
  const caller = await answered(desk, pbx);
  await pick(desk, 'bob');
  await desk.press('Control+Enter');
  expectKeystrokes('to voicemail', desk.strokes());
  await expect(desk.card(name)).toContainText('You transferred the call.');
  const channels = await pbx.truth.channels();
  expect(channels).toMatchObject([{ Uniqueid: caller.uniqueid, Application: 'VoiceMail' }]);
  await caller.hangUp();
});

test('by mouse alone: a caller is answered, parked, fetched, asked about, handed over and sent back', async ({
  desk,
  pbx,
  launch,
  openWindow,
}) => {
  const bob = await deskOf('1002', { pbx, launch, openWindow });
  const click = (on: typeof desk, button: string | RegExp) =>
    on.page.getByRole('button', { name: button, exact: true }).click();
  const choose = async (on: typeof desk, whom: RegExp, verb: string) => {
    await click(on, 'Transfer');
    await on.page.getByRole('option', { name: whom }).click();
    await click(on, verb);
  };
  desk.strokes();
  const caller = await pbx.callIn({ to: '1001', name, number: '+12125550142', via: 'sip', plays: 'silence' });
  await click(desk, 'Answer');
  await expect(desk.card(name)).toContainText('Active');
  await caller.answered;

  await click(desk, 'Park');
  await expect(desk.card(name)).toContainText('Parked');
  await click(desk, /^1 parked/);
  await desk.page.getByRole('option', { name: /Ann Client/ }).click();
  await expect(desk.cards.filter({ hasText: 'Active' })).toHaveCount(1);
  await expectToHear(caller, voice);

  await choose(desk, /Bob Example/, 'consult first');
  await click(bob, 'Answer');
  await expect(desk.page.getByRole('button', { name: 'Swap' })).toBeVisible();
  await expect(bob.cards.first()).toContainText(`About ${name}`);
  await click(desk, 'Swap');
  await expectToHear(caller, voice);
  await click(desk, 'Complete');
  await expect(bob.card(name)).toContainText('Active');
  await expectHandedOver(pbx, caller);

  await choose(bob, /Alice Example/, 'transfer now');
  await click(desk, 'Answer');
  await expect(desk.cards.filter({ hasText: 'Active' })).toHaveCount(1);
  await expectToHear(caller, voice);
  expect(desk.strokes()).toEqual({ keys: 0, letters: 0 });
  expect(bob.strokes()).toEqual({ keys: 0, letters: 0 });
  await caller.hangUp();
  await pbx.truth.noChannelsWithin(5_000);
});
