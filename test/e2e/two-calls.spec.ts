import { expect, test } from './support/desk.ts';

test('answering a second call holds the first; resuming one holds the other', async ({ desk, pbx }) => {
  const first = await pbx.callIn({ to: '1001', name: 'Ann One', number: '+12125550101', via: 'sip' });
  const one = desk.card('Ann One');
  const two = desk.card('Bea Two');
  await expect(one).toContainText('Ringing');
  await desk.press('Enter');
  await expect(one).toContainText('Active');

  const second = await pbx.callIn({ to: '1001', name: 'Bea Two', number: '+12125550102', via: 'sip' });
  await expect(two).toContainText('Ringing');
  await desk.press('Enter');
  await expect(two).toContainText('Active');
  await expect(one).toContainText('Held');

  // The stack shows the newer call first: Alt+2 is the first caller.
  await desk.press('Alt+2', 'h');
  await expect(one).toContainText('Active');
  await expect(two).toContainText('Held');
  await desk.press('Alt+1', 'h');
  await expect(two).toContainText('Active');
  await expect(one).toContainText('Held');

  const held = await pbx.truth.list({ Action: 'Status' });
  expect(held.filter((channel) => channel['Channel']?.startsWith('PJSIP/1001-'))).toHaveLength(2);
  await second.hangUp();
  await expect(two).toContainText('Ended');
  await desk.press('Alt+1', 'h');
  await expect(one).toContainText('Active');
  await first.hangUp();
  await pbx.truth.noChannelsWithin(3000);
});
