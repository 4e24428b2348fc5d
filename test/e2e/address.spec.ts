import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type LaunchOptions, type Page } from 'playwright';
import { expect, test } from 'playwright/test';
import type { Profile } from '../pbx/accounts.ts';
import { type Pbx, startPbx } from '../pbx/pbx.ts';
import { Ear } from '../support/ear.ts';
import { PrivateNetwork } from '../support/private-network.ts';
import { makeToneWav } from '../support/tone.ts';
import { customer, voice } from './support/desk.ts';
import { Desk } from './support/desk-page.ts';
import { heardInPage } from './support/hearing.ts';
import { startHost } from './support/host.ts';

/** The PBX is reached at that address too, by phones and by managers. */
async function reachableAt(pbx: Pbx, address: string): Promise<void> {
  const change = (name: string, changes: readonly (readonly [RegExp, string])[]): void => {
    const file = join(pbx.folder, 'etc', name);
    const text = changes.reduce((now, [from, to]) => now.replaceAll(from, to), readFileSync(file, 'utf8'));
    writeFileSync(file, text);
  };
  change('http.conf', [[/tlsbindaddr = 127\.0\.0\.1/g, 'tlsbindaddr = 0.0.0.0']]);
  change('manager.conf', [
    [/^bindaddr = 127\.0\.0\.1/gm, 'bindaddr = 0.0.0.0'],
    [/^permit = 127\.0\.0\.1.*$/gm, '$&\npermit = 10.0.0.0/255.0.0.0'],
  ]);
  change('pjsip.conf', [[/^webrtc = yes$/gm, `webrtc = yes\nmedia_address = ${address}`]]);
  // Asterisk offers what its sockets are bound to by the name of each address it has.
  const mine = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const offered = mine
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map((each) => `${each.address} => ${address}`);
  change('rtp.conf', [[/^\[ice_host_candidates\][^[]*/gm, `[ice_host_candidates]\n${offered.join('\n')}\n`]]);
  await pbx.restart();
}

/** A desk that knows the PBX by that address, and its certificate by heart. */
function profileAt(pbx: Pbx, address: string): Profile {
  const { settings, secrets } = pbx.profileFor('1001');
  const pem = readFileSync(join(pbx.folder, 'keys/server.pem'), 'utf8');
  return {
    settings: {
      ...settings,
      sip: { ...settings.sip, url: settings.sip.url.replace('localhost', address) },
      ami: settings.ami && { ...settings.ami, host: address },
      ari: null,
      tls: { trust: 'pin', sha256: new X509Certificate(pem).fingerprint256 },
    },
    secrets,
  };
}

/** Chromium in that network, with the agent's voice in its microphone. */
async function launchIn(network: PrivateNetwork, folder: string, given: LaunchOptions | undefined): Promise<Browser> {
  const script = join(folder, 'chromium');
  const chromiumInside = network.within([given?.executablePath ?? chromium.executablePath()]);
  writeFileSync(script, `#!/bin/sh\nexec ${chromiumInside.map((word) => `'${word}'`).join(' ')} "$@"\n`);
  chmodSync(script, 0o755);
  const wav = join(folder, 'voice.wav');
  makeToneWav(wav, { frequency: voice, seconds: 20 });
  const args = [...(given?.args ?? []), `--use-file-for-fake-audio-capture=${wav}`];
  return chromium.launch({ ...given, executablePath: script, args });
}

const isHeard = (page: Page) => heardInPage(page, customer);

test('the computer gets another address in mid-call: the caller stays, and both hear each other again', async (// oxlint-disable-next-line no-empty-pattern -- Playwright reads fixtures' needs from this pattern
{}, info) => {
  test.setTimeout(180_000);
  const network = await PrivateNetwork.open();
  test.skip(typeof network === 'string', typeof network === 'string' ? network : '');
  if (typeof network === 'string') return;
  const folder = mkdtempSync(join(tmpdir(), 'offhook-address-'));
  const pbx = await startPbx();
  try {
    await reachableAt(pbx, network.outside);
    const wrap = (command: readonly string[]) => network.within(command);
    const host = await startHost(profileAt(pbx, network.outside), null, wrap);
    const browser = await launchIn(network, folder, info.project.use.launchOptions);
    const page = await browser.newPage({ viewport: { width: 420, height: 760 } });
    await page.goto(host.address);
    const desk = new Desk(page, host);
    await desk.ready();
    const call = await pbx.callIn({ to: '1001', name: 'Ann Client', number: '+12125550142', via: 'sip' });
    await expect(desk.card('Ann Client')).toContainText('Ringing', { timeout: 20_000 });
    await desk.press('Enter');
    await call.answered;
    const ear = new Ear(call, voice);
    await expect.poll(() => ear.hears, { timeout: 20_000 }).toBe('voice');
    await expect.poll(() => isHeard(page), { timeout: 20_000 }).toBeGreaterThan(-40);
    ear.want(['voice']);
    await network.move();
    await expect.poll(() => ear.hears, { timeout: 10_000 }).toBe('nothing');
    await expect.poll(() => ear.hears, { timeout: 60_000 }).toBe('voice');
    info.annotations.push({ type: 'the caller heard nothing for', description: `${Math.round(ear.longestGap)} ms` });
    await expect.poll(() => isHeard(page), { timeout: 20_000 }).toBeGreaterThan(-40);
    await expect(desk.card('Ann Client')).toContainText('Active');
    await expect(page.getByRole('img', { name: 'Calls ring here' })).toBeVisible({ timeout: 20_000 });
    const own = (await pbx.truth.channels()).filter(({ Channel = '' }) => Channel.startsWith('PJSIP/1001-'));
    expect(own).toHaveLength(1);
    ear.close();
    await call.hangUp();
    await expect(desk.card('Ann Client')).toContainText('They hung up', { timeout: 20_000 });
    await browser.close();
    await host.stop();
  } finally {
    await pbx.stop();
    await network.close();
    rmSync(folder, { recursive: true });
  }
});
