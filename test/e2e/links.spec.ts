import { createServer } from 'node:net';
import type { Profile } from '../pbx/accounts.ts';
import { makeCertificates } from '../pbx/certificate.ts';
import { expect, test } from './support/desk.ts';
import { startHost } from './support/host.ts';

type Change = (profile: Profile, closedPort: number) => Profile;
const sip = (profile: Profile, url: string): Profile => ({
  ...profile,
  settings: { ...profile.settings, sip: { ...profile.settings.sip, url } },
});

const troubles: readonly (readonly [string, Change, RegExp])[] = [
  [
    'a host that does not exist',
    (profile) => sip(profile, 'wss://pbx.invalid:8089/ws'),
    /no (computer|host|server)|not found|name/i,
  ],
  [
    'a port where nothing listens',
    (profile, port) => sip(profile, `wss://localhost:${port}/ws`),
    /nothing (listens|answers)|refused/i,
  ],
  [
    'a wrong password',
    (profile) => ({ ...profile, secrets: { ...profile.secrets, sipPassword: 'wrong' } }),
    /password/i,
  ],
  [
    'a certificate of somebody else',
    (profile) => ({ ...profile, settings: { ...profile.settings, tls: { trust: 'pin', sha256: '00'.repeat(32) } } }),
    /certificate|pin|fingerprint/i,
  ],
  [
    'a certificate nobody we trust has signed',
    (profile) => ({ ...profile, settings: { ...profile.settings, tls: { trust: 'system' } } }),
    /certificate|trust/i,
  ],
];

for (const [trouble, change, words] of troubles) {
  test(`${trouble} is told as what it is within five seconds, and tried again`, async ({ context, pbx }) => {
    const host = await startHost(change(pbx.profileFor('1002'), await freePort()));
    const page = await context.newPage();
    await page.goto(host.address);
    const glyph = page.getByRole('button', { name: /phone|sip|softphone|connection/i }).first();
    await expect(glyph).toBeVisible();
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 5000 });
    await expect(page.getByText(/trying again/i).first()).toBeVisible({ timeout: 5000 });
    await host.stop();
  });
}

test('a wrong CA is told as such', async ({ context, pbx }) => {
  const { writeFile, mkdtemp, rm } = await import('node:fs/promises');
  const folder = await mkdtemp(`${pbx.folder}-ca-`);
  await writeFile(`${folder}/other.pem`, makeCertificates().ca);
  const profile = pbx.profileFor('1002');
  const host = await startHost({
    ...profile,
    settings: { ...profile.settings, tls: { trust: 'ca', file: `${folder}/other.pem` } },
  });
  const page = await context.newPage();
  await page.goto(host.address);
  await expect(page.getByText(/certificate/i).first()).toBeVisible({ timeout: 5000 });
  await host.stop();
  await rm(folder, { recursive: true });
});

test('the desk comes back by itself when the PBX does', async ({ desk, pbx }) => {
  await pbx.down();
  await expect(desk.page.getByText('Offline').first()).toBeVisible({ timeout: 10_000 });
  await pbx.start();
  await expect(desk.page.getByText('Ready', { exact: true }).first()).toBeVisible({ timeout: 20_000 });
});

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
  return promise;
}
