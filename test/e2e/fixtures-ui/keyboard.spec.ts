import { views } from '../../../renderer/fixtures/views.ts';
import { expect, test } from './fixture-desk.ts';

test('Enter answers the ringing call, and the card says so', async ({ desk }) => {
  await desk.open('ringing-on-call');
  await desk.page.keyboard.press('Enter');
  await expect(desk.card('Tomas Achterberg')).toContainText('Active');
  expect(await desk.asked()).toEqual(['answer {"call":"tomas"}']);
});

test('a key that falls just after the card appears does nothing', async ({ desk }) => {
  await desk.open('idle');
  // Inside the page, so that a slow machine does not let the 300 ms pass between the card and the key.
  await desk.page.evaluate(async (view) => {
    window.offhookFixture?.show(view);
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 20)));
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  }, views.ringing);
  await expect(desk.card('Tomas Achterberg')).toContainText('Ringing');
  expect(await desk.asked()).toEqual([]);
  await desk.page.locator('article[data-takes-keys="true"]').waitFor();
  await desk.page.keyboard.press('Enter');
  expect(await desk.asked()).toEqual(['answer {"call":"tomas"}']);
});

test('Esc silences and says what a second one does', async ({ desk }) => {
  await desk.open('ringing');
  await desk.page.keyboard.press('Escape');
  await expect(desk.card('Tomas Achterberg')).toContainText('Esc again to decline');
  await desk.page.keyboard.press('Escape');
  expect(await desk.asked()).toEqual(['silence {"call":"tomas"}', 'decline {"call":"tomas"}']);
});

test('a key held down acts once', async ({ desk }) => {
  await desk.open('active');
  for (const _ of [1, 2, 3]) await desk.page.keyboard.down('h');
  await desk.page.keyboard.up('h');
  expect(await desk.asked()).toEqual(['hold {"call":"tomas"}']);
});

test('digits typed fast go out one by one, in order', async ({ desk }) => {
  await desk.open('active');
  await desk.page.keyboard.type('d12A*#d0');
  await expect(desk.page.getByRole('region', { name: 'Digits' })).toContainText('12A*#D0');
  const digits = (await desk.asked()).map((line) => /"digits":"(.)"/.exec(line)?.[1]);
  expect(digits.join('')).toBe('12A*#D0');
});

test('a number typed fast from nowhere lands in the dial line whole', async ({ desk }) => {
  await desk.open('idle');
  await desk.page.keyboard.type('2125550142');
  await expect(desk.dialLine).toHaveValue('2125550142');
  await expect(desk.page.getByText('Calls (212) 555-0142')).toBeVisible();
  await desk.page.keyboard.press('Enter');
  expect(await desk.asked()).toEqual(['dial {"target":"2125550142"}']);
  await expect(desk.dialLine).toHaveValue('');
});

test('a refused number stays, with the reason, until Esc', async ({ desk }) => {
  await desk.open('idle');
  await desk.page.keyboard.type('/999');
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByRole('alert').filter({ hasText: 'Not dialled.' })).toBeVisible();
  await expect(desk.dialLine).toHaveValue('999');
  await desk.page.keyboard.press('Escape');
  await expect(desk.dialLine).toHaveValue('');
  await expect(desk.dialLine).not.toBeFocused();
});

test('letters typed into the dial line are text', async ({ desk }) => {
  await desk.open('active');
  await desk.page.keyboard.type('/hmd?/');
  await expect(desk.dialLine).toHaveValue('hmd?/');
  expect(await desk.asked()).toEqual([]);
});

test('Ctrl+V pastes a number with nothing focused, once', async ({ desk }) => {
  await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.open('idle');
  await desk.page.evaluate(() => navigator.clipboard.writeText(' +44 20 7946 0137\n'));
  await desk.page.keyboard.press('Control+V');
  await expect(desk.dialLine).toHaveValue('+44 20 7946 0137');
});

test('the palette runs a command by name and gives the keyboard back', async ({ desk }) => {
  await desk.open('two-calls');
  await desk.page.keyboard.press('Control+k');
  await expect(desk.page.getByRole('option').first()).toContainText('Hold the call');
  await desk.page.keyboard.type('priya');
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByRole('dialog')).toHaveCount(0);
  await expect(desk.card('Priya Sandoval')).toHaveAttribute('aria-current', 'true');
  await desk.page.keyboard.press('h');
  expect(await desk.asked()).toEqual(['resume {"call":"priya"}']);
});

test('a button reached with Tab takes Enter for itself', async ({ desk }) => {
  await desk.open('ringing');
  const decline = desk.page.getByRole('button', { name: 'Decline' });
  for (
    let presses = 0;
    presses < 9 && !(await decline.evaluate((each) => each === document.activeElement));
    presses += 1
  ) {
    await desk.page.keyboard.press('Tab');
  }
  await desk.page.keyboard.press('Enter');
  expect(await desk.asked()).toEqual(['decline {"call":"tomas"}']);
});

test('a click does not take the keyboard away', async ({ desk }) => {
  await desk.open('active');
  await desk.page.getByRole('button', { name: 'Mute' }).click();
  await desk.page.keyboard.press('h');
  expect(await desk.asked()).toEqual(['mute {"call":"tomas","muted":true}', 'hold {"call":"tomas"}']);
});

test('L shows why a call popped, for each call by arrow and for a row of today by Tab and Enter', async ({ desk }) => {
  await desk.open('active');
  await desk.page.keyboard.press('l');
  const ledger = desk.page.getByRole('dialog', { name: 'Why it looks like this' });
  await expect(ledger.getByRole('row', { name: 'Popped: the first sign of this ringing' })).toBeVisible();
  await desk.page.keyboard.press('ArrowRight');
  await expect(ledger.getByRole('heading')).toHaveText('Marek Dunmore');
  await expect(ledger).toContainText('Nothing is known of this call any more.');
  await desk.page.keyboard.press('Escape');
  await expect(ledger).toBeHidden();
  await desk.page.getByRole('button', { name: /Sunniva Clarke/ }).focus();
  await desk.page.keyboard.press('Enter');
  await expect(ledger.getByRole('heading')).toHaveText('Sunniva Clarke');
  await desk.page.keyboard.press('l');
  await expect(ledger).toBeHidden();
});

test('callers who are rehearsed are drawn, and neither seen, said, asked about nor open to a key', async ({ desk }) => {
  await desk.open('idle');
  const seen = await desk.page.evaluate(async () => {
    const changes: string[] = [];
    const watch = new MutationObserver((found) => changes.push(...found.map(({ target }) => target.nodeName)));
    watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    const rehearsed = window.offhookRehearse?.() ?? Promise.resolve(0);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    const drawn = await rehearsed;
    watch.disconnect();
    return { drawn, changes };
  });
  expect(seen).toEqual({ drawn: 60, changes: [] });
  expect(await desk.asked()).toEqual([]);
});

test('nobody is rehearsed while there are calls', async ({ desk }) => {
  await desk.open('active');
  expect(await desk.page.evaluate(() => window.offhookRehearse?.())).toBe(0);
});
