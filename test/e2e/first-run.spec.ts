import { generateKeyPairSync } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { type Page } from 'playwright/test';
import { compactDocument, signDocument } from '../../main/provisioning/signed-document.ts';
import type { Pbx } from '../pbx/pbx.ts';
import { expect, test } from './support/desk.ts';
import { Desk } from './support/desk-page.ts';
import { startForSetup } from './support/launcher.ts';

const nothing = { settings: {}, secrets: {} };

/** Opens the window of a host that has no settings at all. */
async function atFirstRun(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Connect to your PBX' })).toBeVisible();
}

const server = (pbx: Pbx): string => `localhost:${pbx.ports.https}`;

test('from nothing to a registered phone by the keyboard alone, the certificate pinned by hand', async ({
  context,
  pbx,
  launchAnew,
}) => {
  const host = await launchAnew(nothing);
  const page = await context.newPage();
  await atFirstRun(page, host.address);
  await page.keyboard.press('Alt+2');
  await expect(page.getByLabel('Server')).toBeFocused();
  await page.keyboard.type(server(pbx));
  await page.keyboard.press('Tab');
  await page.keyboard.type('1002');
  await page.keyboard.press('Tab');
  await page.keyboard.type('wrong-canary-4711');
  await expect(page.getByText(`Phone line found at wss://${server(pbx)}/ws`)).toBeVisible({ timeout: 15_000 });
  // Nothing is sent to a server nobody has believed yet.
  await page.keyboard.press('Enter');
  const shown = pbx.certSha256.toUpperCase().match(/../g)?.join(':') ?? '';
  await expect(page.getByText(shown)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Pin this certificate')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/does not accept the user name or password/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('[1002]')).toContainText('type = auth');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(pbx.accounts.sip['1002']?.secret ?? '');
  await page.keyboard.press('Enter');

  const desk = new Desk(page, host);
  await desk.ready();
  await expect(page.getByRole('tab', { name: 'Audio' })).toBeFocused();
  await page.keyboard.press('Escape');
  await desk.dial('600');
  await expect(desk.cards).toContainText('Active', { timeout: 15_000 });
  await desk.pressTwice('Escape');
  // Only then: a call that is still there would be brought to the next start.
  await desk.ready();

  // And the next start needs nobody.
  await host.kill();
  const next = await host.again();
  const again = await context.newPage();
  await again.goto(next.address);
  await new Desk(again, next).ready();
  expect(host.log() + next.log()).not.toContain('canary');
});

test('AMI and ARI are optional and explained; a wrong password names its line, and what works is kept', async ({
  context,
  pbx,
  launchAnew,
}) => {
  const { sip, ami, ari } = pbx.accounts;
  const host = await launchAnew(nothing);
  const page = await context.newPage();
  await atFirstRun(page, host.address);
  await page.keyboard.press('Alt+2');
  await page.keyboard.type(server(pbx));
  await page.keyboard.press('Tab');
  await page.keyboard.type('1002');
  await page.keyboard.press('Tab');
  await page.keyboard.type(sip['1002']?.secret ?? '');
  await expect(page.getByLabel('Pin this certificate')).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  const manager = page.getByRole('group', { name: 'AMI does not answer on its usual ports Optional' });
  await expect(manager).toContainText('Shows queues, parked calls and who is free. Leave it empty to do without.');
  await expect(page.getByRole('group', { name: 'ARI answers Optional' })).toContainText('Whoever holds its password');
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing on port 9 speaks AMI.')).toBeVisible({ timeout: 10_000 });
  await expect(page.getByText('; manager.conf')).toContainText('tlsbindaddr');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(String(pbx.ports.ami));
  await page.keyboard.press('Enter');
  await expect(page.getByText(`AMI answers on port ${pbx.ports.ami}`)).toBeVisible({ timeout: 10_000 });
  await expect(page.getByLabel('AMI user')).toBeFocused();
  await page.keyboard.type('agent1002');
  await page.keyboard.press('Tab');
  await page.keyboard.type('wrong-canary-4713');
  await page.keyboard.press('Tab');
  await page.keyboard.type('agent1002');
  await page.keyboard.press('Tab');
  await page.keyboard.type(ari['agent1002']?.secret ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/AMI.*does not accept the user name or password/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('; manager.conf')).toContainText('permit =');
  expect(host.settings()).toEqual({});
  await page.getByLabel('AMI secret').fill(ami['agent1002']?.secret ?? '');
  await page.keyboard.press('Enter');
  await new Desk(page, host).ready();
  expect(host.settings()).toMatchObject({
    ami: { host: 'localhost', port: pbx.ports.ami, tls: false, username: 'agent1002' },
    ari: { url: `https://localhost:${pbx.ports.https}/ari`, username: 'agent1002' },
  });
  await page.keyboard.press('Escape');
  await expect
    .poll(async () => (await host.ask({ command: 'status' }))?.status?.links)
    .toEqual({
      ...{ sip: 'up', ami: 'up', ari: 'up' },
    });
  expect(host.log()).not.toContain('canary');
});

test('a signed link fills in everything; one that was tampered with fills in nothing', async ({
  context,
  pbx,
  launchAnew,
}) => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { settings, secrets } = pbx.profileFor('1002');
  const pinned = { ...settings, ari: null, tls: { trust: 'pin', sha256: pbx.certSha256 } };
  const signed = signDocument({ issuer: 'Callhouse IT', settings: pinned, secrets }, privateKey);
  const host = await launchAnew(nothing);
  const page = await context.newPage();
  await atFirstRun(page, host.address);
  const { payload } = signDocument({ issuer: 'Mallory', settings: pinned, secrets: {} }, privateKey);
  await page.keyboard.insertText(`offhook:provision#${compactDocument({ ...signed, payload })}`);
  await expect(page.getByText('The signature does not fit')).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(`offhook:provision#${compactDocument(signed)}`);
  await expect(page.getByText(/^Extension 1002 \(.+\) at localhost/)).toBeVisible();
  await expect(page.getByText(/^Signed by Callhouse IT, key ([0-9A-F]{4}-?){4}\./)).toBeVisible();

  // The same link opened by another program: it waits for the person, and what it holds stays in main.
  await page.keyboard.press('Alt+2');
  const link = `offhook:provision#${compactDocument(signed)}`;
  expect(await host.ask({ command: 'link', target: link })).toMatchObject({ outcome: 'asked' });
  await expect(page.getByLabel('Provisioning link')).toHaveValue('offhook:provision#…');
  await expect(page.getByText('Another program opened this link.')).toBeVisible();
  // A key that was meant for the other program looks at nothing: the link must have been seen for 300 ms.
  await page.waitForTimeout(400);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Extension 1002 \(.+\) at localhost/)).toBeVisible();
  await page.keyboard.press('Enter');
  await new Desk(page, host).ready();
  expect(await host.ask({ command: 'link', target: link })).toMatchObject({ reason: 'set-up-already' });
});

test('a port where nothing listens is told with the lines of Asterisk that are missing', async ({
  context,
  launchAnew,
}) => {
  const host = await launchAnew(nothing);
  const page = await context.newPage();
  await atFirstRun(page, host.address);
  await page.keyboard.press('Alt+2');
  await page.keyboard.type('localhost:1');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Nothing answers at localhost:1')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('; http.conf')).toContainText('tlsenable = yes');
});

test('the demo is one key from the first run: a practice PBX of its own, a caller to rehearse with, nothing kept', async ({
  context,
}) => {
  // A second Asterisk is started beside the one of the other tests.
  test.setTimeout(150_000);
  const { folder, address, stop } = await startForSetup();
  let code: number | null = null;
  try {
    const page = await context.newPage();
    await atFirstRun(page, address);
    await page.keyboard.press('Alt+3');
    await expect(page.getByText('Nothing leaves it.')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Starting an Asterisk on this computer…')).toBeVisible();
    await page.getByText('Ready', { exact: true }).first().waitFor({ timeout: 40_000 });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Rehearse: inbound');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article')).toContainText('Ringing', { timeout: 15_000 });
    expect(readdirSync(folder)).not.toContain('settings.json');
  } finally {
    code = await stop();
  }
  expect(code).toBe(0);
});
