import { expect, test } from './support/desk.ts';

/** Each step goes to the PBX and back. */
const seen = expect.configure({ timeout: 15_000 });

test('an agent signs in, goes to lunch and comes back by keyboard, and the PBX says the same', async ({
  desk,
  pbx,
}) => {
  test.setTimeout(120_000);
  const { truth } = pbx;
  const sales = async () => {
    const rows = await truth.list({ Action: 'QueueStatus', Queue: 'sales' });
    const me = rows.find((row) => row['Event'] === 'QueueMember' && row['Location'] === 'PJSIP/1001');
    return me === undefined ? 'out' : me['Paused'] === '1' ? `paused: ${me['PausedReason']}` : 'in';
  };
  const queues = desk.page.getByRole('dialog', { name: 'Queues' });
  const row = queues.getByRole('option', { name: /^sales/ });
  await desk.press('q');
  await seen(row).toContainText('Not signed in');
  await expect(async () => {
    if ((await row.getAttribute('aria-selected')) !== 'true') await desk.press('ArrowDown');
    await expect(row).toHaveAttribute('aria-selected', 'true', { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await desk.press('s');
  await seen(row).toContainText('Signed in');
  expect(await sales()).toBe('in');

  // Everywhere, for lunch, back in twenty minutes.
  await desk.press('a', '1');
  await desk.page.keyboard.type('20 min');
  await desk.press('Enter');
  await seen(row).toContainText(/Paused: Lunch \d\d:\d\d, by you/);
  await seen(desk.page.getByRole('banner')).toContainText(/Paused.*Lunch.*back at \d\d:\d\d/);
  expect(await sales()).toBe('paused: Lunch');

  // Somebody waits meanwhile.
  const caller = await pbx.queueCall({ queue: '501', name: 'Ann Client', number: '15551230001' });
  await seen(row).toContainText(/1 waits.*longest 00:\d\d/);
  await seen(queues.getByRole('group', { name: 'sales' })).toContainText('Ann Client');
  await caller.hangUp();
  await seen(row).toContainText('nobody waits');

  // Why no queue rings here, and the one key that ends it, also without the list.
  await desk.press('Escape');
  await seen(desk.page.getByRole('status').filter({ hasText: /sales.* do not ring here: paused/ })).toBeVisible();
  await desk.press('Shift+R');
  await seen(desk.page.getByRole('banner')).not.toContainText('Paused');
  await expect.poll(sales).toBe('in');
  await desk.press('q');
  await seen(row).toContainText('Signed in');
  await desk.press('Escape');
  await seen(queues).toHaveCount(0);

  // Whoever closes the page while queues ring it is asked by the browser, and staying, by the desk.
  const asked = desk.page.waitForEvent('dialog');
  await desk.page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  const question = desk.page.getByRole('alertdialog', { name: 'Are you leaving?' });
  await seen(question).toContainText('sales');
  await desk.press('s');
  await seen(question).toHaveCount(0);
  await expect.poll(sales).toBe('out');
  // By the PBX's configuration she belongs to the others: paused there, and back.
  await seen(desk.page.getByRole('banner')).toContainText('Away');
  await desk.press('q', 'a');
  await seen(desk.page.getByRole('banner')).toContainText('Ready');
  await desk.press('Escape');
  await seen(queues).toHaveCount(0);
  await truth.noChannelsWithin(3000);
});
