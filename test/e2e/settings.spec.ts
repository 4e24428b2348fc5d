import { expect, test } from './support/desk.ts';

test('settings are found, judged as they are typed, saved, and live at once', async ({ desk }) => {
  const { page } = desk;
  await desk.press('Control+,');
  await expect(page.getByRole('tab', { name: 'Account' })).toBeFocused();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('tab', { name: 'Look' })).toBeFocused();
  await page.getByLabel('Theme').selectOption('Light');
  await expect(page.locator(':root')).toHaveAttribute('data-theme', 'light');

  await page.getByRole('searchbox').fill('country');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Country of numbers without +')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('usa');
  await expect(page.getByText('expected a two-letter country such as US')).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('GB');
  await page.keyboard.press('Enter');
  // Another country is another desk, and the page stays.
  await expect.poll(() => desk.host.settings()).toMatchObject({ numbers: { country: 'GB' }, look: { theme: 'light' } });
  await page.keyboard.press('Escape');
  await desk.ready();
});

test('what an administrator locks is shown as locked by whom, and cannot be changed', async ({
  context,
  profile,
  launchAnew,
}) => {
  const policy = { by: 'Callhouse IT', locks: { privacy: { recorder: false } }, defaults: { look: { theme: 'dark' } } };
  const host = await launchAnew(profile, policy);
  const page = await context.newPage();
  await page.goto(host.address);
  await page.getByText('Ready', { exact: true }).first().waitFor({ timeout: 10_000 });
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Privacy' }).click();
  await expect(page.getByRole('switch', { name: /Keep the last minutes/ })).toBeDisabled();
  await expect(page.getByText('Locked by Callhouse IT').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Look' }).click();
  await expect(page.getByText('Set by Callhouse IT; you may change it')).toBeVisible();
  await expect(page.locator(':root')).toHaveAttribute('data-theme', 'dark');
});
