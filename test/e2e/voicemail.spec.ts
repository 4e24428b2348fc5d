import { test as base, customer, expect, withoutAri } from './support/desk.ts';
import { heardInPage } from './support/hearing.ts';

/** May change mailboxes, and its dialplan plays single messages. */
const test = base.extend({
  profile: async ({ pbx }, use) => {
    const { settings, secrets } = withoutAri(pbx.profileFor('1001'));
    const ami = settings.ami === null || settings.ami === undefined ? null : settings.ami;
    const dialplan = { ...settings.dialplan, playMessage: '*98' };
    await use({
      settings: { ...settings, dialplan, ami: ami && { ...ami, username: 'agent1001-user-events' } },
      secrets,
    });
  },
});

test('messages left show in the strip within two seconds, and are heard, kept and deleted by keyboard', async ({
  desk,
  pbx,
}) => {
  const before = await pbx.truth.mailbox('1001');
  await pbx.leaveVoicemail({ mailbox: '1001', seconds: 8 });
  await expect(desk.page.getByText(`${before.new + before.urgent + 1} new`, { exact: false }).first()).toBeVisible({
    timeout: 2000,
  });
  await pbx.leaveVoicemail({ mailbox: '1001', urgent: true, name: '<img src=x onerror=alert(1)>' });
  await expect(desk.page.getByText(`${before.new + before.urgent + 2} new`, { exact: false }).first()).toBeVisible({
    timeout: 2000,
  });
  await expect(desk.page.getByText(`${before.urgent + 1} urgent`, { exact: false }).first()).toBeVisible();

  await desk.press('g');
  const messages = desk.page.getByRole('complementary', { name: 'Messages' });
  const rows = messages.getByRole('row');
  await expect(rows.first()).toContainText('<img src=x onerror=alert(1)>');
  await expect(rows.first()).toContainText('Urgent');
  await expect(rows.nth(1)).toContainText('Ann Client');
  await desk.press('ArrowDown', 'Space');
  const playing = messages.getByRole('row', { selected: true });
  await expect(playing).toContainText('playing on your phone');
  await expect.poll(() => heardInPage(desk.page, customer), { timeout: 10_000 }).toBeGreaterThan(-40);
  // It stands still as long as it likes, and goes on: the listen keys reach the PBX.
  await desk.press('Space');
  await expect(playing).toContainText('paused');
  await expect.poll(() => heardInPage(desk.page, customer), { timeout: 10_000 }).toBeLessThan(-60);
  await desk.press('Space');
  await expect(playing).toContainText('playing');
  await expect.poll(() => heardInPage(desk.page, customer), { timeout: 10_000 }).toBeGreaterThan(-40);
  // Played to its end, it is among those heard, and the phone is free.
  await expect(messages.getByRole('row', { name: /Ann Client/ })).toHaveAttribute('data-shelf', 'heard', {
    timeout: 20_000,
  });
  await desk.press('s');
  await expect(messages.getByRole('row', { name: /Ann Client/ })).toHaveAttribute('data-shelf', 'new');
  const count = await rows.count();
  await desk.press('Delete');
  await expect(rows).toHaveCount(count - 1);
  await expect(desk.page.getByText('Message from Ann Client deleted')).toBeVisible();
  await desk.press('Control+z');
  await expect(rows).toHaveCount(count);
  await desk.press('Escape');
  await pbx.truth.noChannelsWithin(3000);
});
