import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright';
import { build } from '../../scripts/lib/build.mjs';
import { Desk } from '../e2e/support/desk-page.ts';
import { heardInPage } from '../e2e/support/hearing.ts';
import { startHost } from '../e2e/support/host.ts';
import type { Profile } from '../pbx/accounts.ts';
import type { AsteriskVersion } from '../pbx/install/lock-file.ts';
import { type Pbx, startPbx } from '../pbx/pbx.ts';
import { Ear } from '../support/ear.ts';
import { neededChromium } from '../support/needed-chromium.ts';
import { PrivateNetwork } from '../support/private-network.ts';
import { makeToneWav } from '../support/tone.ts';
import { customerTone, voice } from './faults/stage.ts';

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
async function launchIn(network: PrivateNetwork, folder: string): Promise<Browser> {
  const script = join(folder, 'chromium');
  const inside = network.within([await neededChromium()]);
  writeFileSync(script, `#!/bin/sh\nexec ${inside.map((word) => `'${word}'`).join(' ')} "$@"\n`);
  chmodSync(script, 0o755);
  const wav = join(folder, 'voice.wav');
  makeToneWav(wav, { frequency: voice, seconds: 20 });
  return chromium.launch({
    executablePath: script,
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      `--use-file-for-fake-audio-capture=${wav}`,
    ],
  });
}

async function becomes(test: () => boolean | Promise<boolean>, complaint: string, within = 60_000): Promise<void> {
  const until = performance.now() + within;
  // oxlint-disable-next-line no-await-in-loop -- looks again until it is so
  while (!(await test())) {
    if (performance.now() > until) throw new Error(complaint);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await delay(50);
  }
}

interface Ground {
  readonly asterisk: AsteriskVersion;
  readonly log: (line: string) => void;
}

/**
 * The computer gets another address in mid-call: the caller stays, and both hear each other again. In a network namespace
 * of its own, which takes Linux and root; where there can be none the reason is told.
 */
export async function soak({ asterisk, log }: Ground): Promise<Readonly<Record<string, string | number>>> {
  const unbuilt = await build();
  if (unbuilt !== null) throw new Error(unbuilt);
  const network = await PrivateNetwork.open();
  if (typeof network === 'string') throw new Error(network);
  const folder = mkdtempSync(join(tmpdir(), 'offhook-address-'));
  const pbx = await startPbx({ version: asterisk });
  try {
    await reachableAt(pbx, network.outside);
    const host = await startHost(profileAt(pbx, network.outside), null, (command) => network.within(command));
    const browser = await launchIn(network, folder);
    const page = await browser.newPage({ viewport: { width: 420, height: 760 } });
    await page.goto(host.address);
    const silence = await movedInMidCall({ pbx, network, desk: new Desk(page, host) }).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`${why}\n${host.log().split('\n').slice(-60).join('\n')}`, { cause: error });
    });
    log(`the caller heard nothing for ${silence} ms`);
    await browser.close();
    await host.stop();
    return { 'ms without the agent in the caller’s ear': silence };
  } finally {
    await pbx.stop();
    await network.close();
    rmSync(folder, { recursive: true });
  }
}

interface Scene {
  readonly pbx: Pbx;
  readonly network: PrivateNetwork;
  readonly desk: Desk;
}

async function movedInMidCall({ pbx, network, desk }: Scene): Promise<number> {
  const { page } = desk;
  const agentHears = async (): Promise<boolean> => (await heardInPage(page, customerTone)) > -40;
  await page.getByRole('img', { name: 'Calls ring here' }).waitFor({ timeout: 40_000 });
  const call = await pbx.callIn({ to: '1001', name: 'Ann Client', number: '+12125550142', via: 'sip' });
  await page.locator('article[data-phase="ringing"][data-takes-keys="true"]').waitFor({ timeout: 30_000 });
  await desk.press('Enter');
  await call.answered;
  const ear = new Ear(call, voice);
  await becomes(() => ear.hears === 'voice', 'the caller does not hear the agent');
  await becomes(agentHears, 'the agent does not hear the caller');
  ear.want(['voice']);
  await network.move();
  await becomes(() => ear.hears === 'nothing', 'the old address is still heard');
  await becomes(() => ear.hears === 'voice', 'the caller does not hear the agent from the new address');
  const silence = Math.round(ear.longestGap);
  await becomes(agentHears, 'the agent does not hear the caller at the new address');
  await page.locator('article[data-phase="active"]').waitFor();
  const own = (await pbx.truth.channels()).filter(({ Channel = '' }) => Channel.startsWith('PJSIP/1001-'));
  if (own.length !== 1) throw new Error(`${own.length} channels of mine`);
  ear.close();
  await call.hangUp();
  await page.locator('article[data-phase="ended"]').waitFor({ timeout: 20_000 });
  return silence;
}
