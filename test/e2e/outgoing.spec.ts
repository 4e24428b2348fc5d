import { expect, test } from './support/desk.ts';
import { heardInPage } from './support/hearing.ts';

test('a number dialled is called, answered and heard', async ({ desk, pbx }) => {
  await desk.press('/');
  await desk.page.keyboard.type('610');
  await desk.page.keyboard.press('Enter');
  const card = desk.card('610');
  await expect(card).toContainText('Active');
  await expect.poll(() => heardInPage(desk.page, 440), { timeout: 10_000 }).toBeGreaterThan(-40);
  await desk.pressTwice('Escape');
  await expect(card).toContainText('Ended');
  await pbx.truth.noChannelsWithin(3000);
});

test('a digit opens the dial line, which formats what is typed', async ({ desk }) => {
  await desk.press('2');
  await desk.page.keyboard.type('125550142');
  await expect(desk.page.getByText('(212) 555-0142').first()).toBeVisible();
  await desk.press('Escape');
});

test('an outside number reaches the trunk as E.164', async ({ desk, pbx }) => {
  const since = pbx.truth.mark();
  await desk.dial('(212) 555-0140');
  const dialled = await pbx.truth.waitFor(
    (event) => event['Event'] === 'Newchannel' && event['Channel']?.startsWith('PJSIP/1001-') === true,
    { since },
  );
  expect(dialled['Exten']).toBe('+12125550140');
  await desk.pressTwice('Escape');
  await pbx.truth.noChannelsWithin(3000);
});

for (const [target, words] of [
  ['606', 'Busy. They are on another call.'],
  ['608', 'No such number. Check it and dial again.'],
  ['609', 'No answer.'],
  ['611', 'Unreachable. Their phone is off or not connected.'],
  ['612', 'Rejected. They turned the call down.'],
] as const) {
  test(`a call to ${target} that fails says why: ${words}`, async ({ desk, pbx }) => {
    await desk.dial(target);
    const card = desk.card(target);
    await expect(card).toContainText('Ended', { timeout: 12_000 });
    await expect(card).toContainText(words);
    await pbx.truth.noChannelsWithin(5000);
  });
}

test('what cannot be dialled is kept and told', async ({ desk }) => {
  await desk.dial('nobody');
  await expect(desk.page.getByText(/can.?t be dialled|cannot be dialled/i).first()).toBeVisible();
  await expect(desk.page.getByRole('combobox', { name: 'Dial' })).toHaveValue('nobody');
});
