import { generateKeyPairSync } from 'node:crypto';
import { type Page } from 'playwright/test';
import { compactDocument, signDocument } from '../../main/provisioning/signed-document.ts';
import { expect, test } from './support/desk.ts';
import { Desk } from './support/desk-page.ts';

const nothing = { settings: {}, secrets: {} };

/** Opens the window of a host that has no settings at all. */
async function atFirstRun(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Connect to your PBX' })).toBeVisible();
}

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
  await page.keyboard.press('Enter');
  await new Desk(page, host).ready();
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
