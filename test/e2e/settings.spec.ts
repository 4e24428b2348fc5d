import { expect, test, voice } from './support/desk.ts';
import { heardInPage } from './support/hearing.ts';

test('settings are found, judged as they are typed, saved, and live at once', async ({ desk }) => {
  const { page } = desk;
  await desk.press('Control+,');
  await expect(page.getByRole('tab', { name: 'Account' })).toBeFocused();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('tab', { name: 'Look' })).toBeFocused();
  await page.getByLabel('Theme').selectOption('Light');
  await expect(page.locator(':root')).toHaveAttribute('data-theme', 'light');
  await page.getByLabel('Language').selectOption('Deutsch');
  await expect(page.getByRole('tab', { name: 'Aussehen' })).toBeVisible();
  await expect(page.locator(':root')).toHaveAttribute('lang', 'de');
  await expect.poll(() => desk.host.settings()).toMatchObject({ look: { language: 'de' } });
  await page.getByLabel('Sprache').selectOption('English');
  await page.getByRole('tab', { name: 'Contacts' }).click();
  await page.getByLabel('Marks for calls that are over').fill('Sale\n\nComplaint ');
  await page.keyboard.press('Tab');
  await expect.poll(() => desk.host.settings()).toMatchObject({ history: { dispositions: ['Sale', 'Complaint'] } });

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

test('a key is changed where keys are, and works from then on; one that is taken is refused', async ({ desk }) => {
  const { page } = desk;
  await desk.press('Control+,');
  await page.getByRole('tab', { name: 'Keys' }).click();
  const park = page.getByRole('button', { name: /^Change/ }).and(page.locator('[aria-describedby="key-parked"]'));
  await park.click();
  await page.keyboard.press('l');
  await expect(page.getByText('L belongs to')).toBeVisible();
  await page.keyboard.press('F4');
  await expect.poll(() => desk.host.settings()).toMatchObject({ keys: { parked: 'F4' } });
  await page.keyboard.press('Escape');
  await desk.press('F4');
  await expect(page.getByRole('dialog', { name: 'Parked calls' })).toBeVisible();
});

test('an account that is changed in a call waits for its end, and does not cut it', async ({ desk, pbx }) => {
  const { page } = desk;
  const call = await pbx.callIn({ to: '1001', name: 'Ann Client', number: '+12125550142', via: 'sip' });
  await expect(desk.card('Ann Client')).toContainText('Ringing');
  await desk.press('Enter');
  await call.answered;
  await expect(desk.card('Ann Client')).toContainText('Active');
  await desk.press('Control+,');
  await page.getByLabel('Your name').fill('Ada Newname');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved. It takes effect when your last call is over.')).toBeVisible();
  await expect(desk.card('Ann Client')).toContainText('Active');
  await page.keyboard.press('Escape');
  await call.hangUp();
  await expect(page.getByText('Ada Newname')).toBeVisible({ timeout: 15_000 });
  await desk.ready();
  // What was done today is not forgotten with the desk that did it.
  await expect(page.getByRole('button', { name: /Ann Client/ })).toBeVisible();
});

test('what an administrator locks is shown as locked by whom, and cannot be changed', async ({
  context,
  profile,
  launchAnew,
}) => {
  const locks = {
    privacy: { recorder: false },
    lookup: { url: 'https://crm.callhouse.example/{e164}', fields: [{ label: 'Id', pointer: '/id' }] },
    api: null,
  };
  const policy = { by: 'Callhouse IT', locks, defaults: { look: { theme: 'dark' } } };
  const host = await launchAnew(profile, policy);
  const page = await context.newPage();
  await page.goto(host.address);
  await page.getByText('Ready', { exact: true }).first().waitFor({ timeout: 10_000 });
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Privacy' }).click();
  await expect(page.getByRole('switch', { name: /Keep the last minutes/ })).toBeDisabled();
  await expect(page.getByText('Locked by Callhouse IT').first()).toBeVisible();
  await page.getByRole('tab', { name: 'CRM' }).click();
  const service = page.getByRole('form', { name: 'A web service that is asked about each caller' });
  await expect(service.getByLabel('Address of the web service')).toHaveValue(locks.lookup.url);
  await expect(service.getByLabel('Address of the web service')).toBeDisabled();
  await expect(service).toContainText('Locked by Callhouse IT');
  const programs = page.getByRole('switch', { name: 'Let other programs connect' });
  await expect(programs).toBeDisabled();
  await expect(programs).toHaveAccessibleDescription('Locked by Callhouse IT');
  await page.getByRole('tab', { name: 'Look' }).click();
  await expect(page.getByText('Set by Callhouse IT; you may change it')).toBeVisible();
  await expect(page.locator(':root')).toHaveAttribute('data-theme', 'dark');
  // Where that stands.
  await page.getByRole('tab', { name: 'About' }).click();
  await expect(page.getByText(`${host.profile}/policy.json`)).toBeVisible();
});

test('a password goes in and is nowhere to be seen: not on the wire to the page, not in its console, not in the log', async ({
  context,
  profile,
  launchAnew,
}) => {
  const { sipPassword, ...others } = profile.secrets as Readonly<Record<string, string>>;
  const host = await launchAnew({ ...profile, secrets: { ...others, amiSecret: 'canary-4711' } });
  const page = await context.newPage();
  const received: string[] = [];
  page.on('websocket', (wire) => wire.on('framereceived', ({ payload }) => received.push(payload.toString())));
  page.on('console', (message) => received.push(message.text()));
  await page.goto(host.address);
  // The one that is known nowhere is asked for, and then the desk is there.
  await expect(page.getByLabel('Phone (SIP) password')).toBeFocused({ timeout: 10_000 });
  await page.keyboard.type(sipPassword ?? '');
  await page.keyboard.press('Enter');
  await page.getByText('Ready', { exact: true }).first().waitFor({ timeout: 10_000 });
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'Change AMI secret' }).click();
  await page.keyboard.type('canary-4712');
  await page.keyboard.press('Enter');
  await expect(page.getByText('AMI secret saved')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Save a recording');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Saved as/).first()).toBeVisible();
  expect(received.join('\n').length).toBeGreaterThan(1000);
  const seen = [received.join('\n'), host.log(), await page.content(), ...host.files(['secrets.json'])];
  for (const text of seen) expect(text).not.toContain('canary');
  // It is where it belongs, and there alone.
  expect(host.files([]).join('\n')).toContain('canary-4712');
});

test('a test call goes to the PBX’s echo and back by one key; without an echo it is a loop on this computer', async ({
  desk,
  pbx,
}) => {
  const { page } = desk;
  const key = (name: string) => page.keyboard.press(name);
  await desk.press('Control+,');
  await key('ArrowDown');
  // Another microphone is listened to at once; the meter says what it hears.
  const microphones = page.getByRole('combobox', { name: 'Microphone', exact: true });
  await expect.poll(() => microphones.locator('option').count()).toBeGreaterThan(1);
  const [label = ''] = await microphones.locator('option').nth(1).allTextContents();
  await microphones.selectOption({ label });
  await expect.poll(() => desk.host.settings()).toMatchObject({ audio: { microphone: { label } } });
  const heard = async () => Number(await page.getByRole('meter').getAttribute('aria-valuenow'));
  await expect.poll(heard).toBeGreaterThan(-45);
  await page.getByRole('tab', { name: 'Audio' }).focus();
  await expect(page.getByRole('button', { name: 'Loop here' })).toBeEnabled();
  await key('c');
  await expect(page.getByText('Speak now: three seconds are recorded…')).toBeVisible();
  await expect(page.getByText('This is what was recorded…')).toBeVisible();
  await expect(page.getByText('by this computer alone, without the PBX.')).toBeVisible();

  await page.getByLabel('Test call').fill('600');
  await key('Tab');
  await expect(page.getByRole('button', { name: 'Call 600' })).toBeFocused();
  await key('c');
  await expect(page.getByText('Speak: you hear yourself as callers hear you.')).toBeVisible();
  await expect(desk.card('600')).toContainText('Active');
  await expect.poll(() => heardInPage(page, voice), { timeout: 10_000 }).toBeGreaterThan(-40);
  await key('c');
  await expect(desk.card('600')).toContainText('Ended');
  await expect(page.getByRole('tab', { name: 'Audio' })).toBeVisible();

  await page.getByLabel('Test call').fill('6999');
  await key('Tab');
  // The button calls what it names: the number is kept by main first.
  await expect(page.getByRole('button', { name: 'Call 6999' })).toBeFocused();
  await key('c');
  await expect(page.getByText('6999 was not reached:')).toBeVisible({ timeout: 10_000 });
  await pbx.truth.noChannelsWithin(5000);
});

test('the queues are set up where settings are: which, what is offered with a pause, and how they are written', async ({
  desk,
}) => {
  const { page } = desk;
  await desk.press('Control+,');
  await page.getByRole('tab', { name: 'Queues' }).click();
  await page.getByLabel('Queues shown').fill('support\nsales');
  await page.getByLabel('Usually back after').fill('Lunch = 45 min\n Meeting=15:00');
  await page.getByLabel('Wrap-up of the queues').fill('support = soon');
  await expect(page.getByText('expected a number')).toBeVisible();
  await page.getByLabel('Wrap-up of the queues').fill('support = 15');
  await page.getByLabel('Penalty when signing in').fill('2');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => desk.host.settings())
    .toMatchObject({
      queues: {
        names: ['support', 'sales'],
        plans: { Lunch: '45 min', Meeting: '15:00' },
        wrapUp: { support: 15 },
        penalty: 2,
      },
    });
  // Another desk lives by them, and the page stays.
  await page.keyboard.press('Escape');
  await desk.ready();
  await desk.press('q');
  await expect(page.getByRole('dialog', { name: 'Queues' })).toContainText('support');
});
