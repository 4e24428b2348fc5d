import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Profile } from '../pbx/accounts.ts';
import { makeCertificates } from '../pbx/certificate.ts';
import { expect, test, withoutAri } from './support/desk.ts';

type Change = (profile: Profile, closedPort: number) => Profile;
const sip = (profile: Profile, url: string): Profile => ({
  ...profile,
  settings: { ...profile.settings, sip: { ...profile.settings.sip, url } },
});

const troubles: readonly (readonly [string, Change, RegExp | string])[] = [
  [
    'a host that does not exist',
    (profile) => sip(profile, 'wss://pbx.invalid:8089/ws'),
    'The name in wss://pbx.invalid:8089/ws cannot be found.',
  ],
  [
    'a port where nothing listens',
    (profile, port) => sip(profile, `wss://localhost:${port}/ws`),
    /Nothing answers at wss:..localhost:\d+.ws: the port is closed\./,
  ],
  [
    'a wrong password',
    (profile) => ({ ...profile, secrets: { ...profile.secrets, sipPassword: 'wrong' } }),
    /wss:..localhost:\d+.ws does not accept the user name or password\./,
  ],
  [
    'a certificate of somebody else',
    (profile) => ({ ...profile, settings: { ...profile.settings, tls: { trust: 'pin', sha256: '00'.repeat(32) } } }),
    /The certificate of wss:..localhost:\d+.ws is not the pinned one\./,
  ],
  [
    'a certificate nobody we trust has signed',
    (profile) => ({ ...profile, settings: { ...profile.settings, tls: { trust: 'system' } } }),
    /The certificate of wss:..localhost:\d+.ws is signed by nobody this computer trusts\./,
  ],
];

for (const [trouble, change, words] of troubles) {
  test(`${trouble} is told as what it is within five seconds, and tried again`, async ({ context, pbx, launch }) => {
    const host = await launch(change(withoutAri(pbx.profileFor('1002')), await freePort()));
    const page = await context.newPage();
    await page.goto(host.address);
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 5000 });
    await expect(page.getByText(/trying again/i).first()).toBeVisible({ timeout: 5000 });
  });
}

test('a wrong CA is told as such', async ({ context, pbx, launch }, info) => {
  const file = info.outputPath('other.pem');
  await mkdir(info.outputDir, { recursive: true });
  await writeFile(file, makeCertificates().ca);
  const profile = withoutAri(pbx.profileFor('1002'));
  const host = await launch({ ...profile, settings: { ...profile.settings, tls: { trust: 'ca', file } } });
  const page = await context.newPage();
  await page.goto(host.address);
  const words = /The certificate of wss:..localhost:\d+.ws is signed by nobody this computer trusts\./;
  await expect(page.getByText(words).first()).toBeVisible({ timeout: 5000 });
});

test('one pinned certificate is believed without any CA', async ({ context, pbx, launch }) => {
  const profile = withoutAri(pbx.profileFor('1002'));
  const tls = { trust: 'pin', sha256: pbx.certSha256 } as const;
  const host = await launch({ ...profile, settings: { ...profile.settings, tls } });
  const page = await context.newPage();
  await page.goto(host.address);
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible({ timeout: 5000 });
});

test('a wrong AMI secret is told apart, and calls still work', async ({ context, pbx, launch }) => {
  const profile = withoutAri(pbx.profileFor('1002'));
  const host = await launch({ ...profile, secrets: { ...profile.secrets, amiSecret: 'wrong' } });
  const page = await context.newPage();
  await page.goto(host.address);
  await expect(page.getByText(/AMI/).first()).toBeVisible({ timeout: 5000 });
  await expect(page.getByText(/password/i).first()).toBeVisible({ timeout: 5000 });
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();
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
