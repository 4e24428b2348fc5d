import { expect, test } from './support/desk.ts';

test('messages left show in the strip within two seconds, urgent ones marked', async ({ desk, pbx }) => {
  const before = await pbx.truth.mailbox('1001');
  await pbx.leaveVoicemail({ mailbox: '1001' });
  await expect(desk.page.getByText(`${before.new + before.urgent + 1} new`, { exact: false }).first()).toBeVisible({
    timeout: 2000,
  });
  await pbx.leaveVoicemail({ mailbox: '1001', urgent: true });
  await expect(desk.page.getByText(`${before.new + before.urgent + 2} new`, { exact: false }).first()).toBeVisible({
    timeout: 2000,
  });
  await expect(desk.page.getByText(`${before.urgent + 1} urgent`, { exact: false }).first()).toBeVisible();
});
