import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, test as base, chromium, expect } from 'playwright/test';
import type { Profile } from '../../pbx/accounts.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { makeToneWav } from '../../support/tone.ts';
import { Desk } from './desk-page.ts';
import { type Host, type LooseProfile, startHost } from './host.ts';

/** 22, unless `npm run soak -- browsers --asterisk 16` says otherwise. */
const labVersion = process.env['OFFHOOK_LAB_ASTERISK'] === '16' ? 16 : 22;

/** What the agent's microphone hears in every test. */
export const voice = 1000;
/** What a customer of the lab sounds like. */
export const customer = 440;

interface PerTest {
  readonly profile: Profile;
  /** Starts a host of its own; it is stopped when the test is over, however it went. */
  readonly launch: (profile: Profile) => Promise<Host>;
  /** The same with whatever is on disk, and an administrator's policy. */
  readonly launchAnew: (profile: Profile | LooseProfile, policy?: object) => Promise<Host>;
  /**
   * Opens a window for somebody else; closed when the test is over. Of two pages in one window Chromium paints only the one in
   * front, and a desk that is not painted takes no keys.
   */
  readonly openWindow: () => Promise<BrowserContext>;
  readonly host: Host;
  readonly desk: Desk;
}
interface PerWorker {
  readonly pbx: Pbx;
  readonly chrome: Browser;
}

export const withoutAri = ({ settings, secrets }: Profile): Profile => ({
  settings: { ...settings, ari: null },
  secrets,
});

export const test = base.extend<PerTest, PerWorker>({
  pbx: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads fixtures' needs from this pattern
    async ({}, use) => {
      const pbx = await startPbx({ version: labVersion });
      await use(pbx);
      await pbx.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  chrome: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use, { project }) => {
      const folder = await mkdtemp(join(tmpdir(), 'offhook-tone-'));
      const wav = join(folder, 'voice.wav');
      makeToneWav(wav, { frequency: voice, seconds: 20 });
      const { launchOptions } = project.use;
      const args = [...(launchOptions?.args ?? []), `--use-file-for-fake-audio-capture=${wav}`];
      const browser = await chromium.launch({ ...launchOptions, args });
      await use(browser);
      await browser.close();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  openWindow: async ({ chrome, viewport, colorScheme }, use) => {
    const windows: BrowserContext[] = [];
    await use(async () => {
      const opened = await chrome.newContext({ viewport: viewport ?? null, colorScheme: colorScheme ?? 'dark' });
      windows.push(opened);
      return opened;
    });
    for (const opened of windows) {
      // oxlint-disable-next-line no-await-in-loop -- a window that is still closing would fail the next test
      await opened.close();
    }
  },
  context: async ({ openWindow }, use) => use(await openWindow()),
  // Without ARI: Asterisk 22.10 now and then hangs or falls over when its event sockets come and go as fast as tests do
  // (docs/MEASUREMENTS.md). One test of its own connects it.
  profile: async ({ pbx }, use) => use(withoutAri(pbx.profileFor('1001'))),
  // oxlint-disable-next-line no-empty-pattern -- as above
  launchAnew: async ({}, use, info) => {
    const hosts: Host[] = [];
    const owned = (host: Host): Host => {
      hosts.push(host);
      return { ...host, again: async () => owned(await host.again()) };
    };
    await use(async (profile, policy) => owned(await startHost(profile, policy)));
    // All of them first: several may have had one profile, one after the other, and the last one still writes there.
    await Promise.all(hosts.map((host) => host.leave()));
    await Promise.all(hosts.map((host) => host.stop()));
    if (info.status === info.expectedStatus) return;
    for (const [index, host] of hosts.entries()) await info.attach(`host-${index + 1}.log`, { body: host.log() });
  },
  launch: async ({ launchAnew }, use) => use((profile) => launchAnew(profile)),
  host: async ({ profile, launch }, use) => use(await launch(profile)),
  desk: async ({ context, host }, use) => {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // A main that a test has killed, perhaps while the page asked it something: the page looks for the next one.
      if (message.type() === 'error' && !/\/wire' failed|ERR_CONNECTION_(REFUSED|RESET)/.test(message.text()))
        complaints.push(message.text());
    });
    await page.goto(host.address);
    const desk = new Desk(page, host);
    await desk.ready();
    await use(desk);
    expect(complaints, 'the page complained on its console').toEqual([]);
  },
});

export { expect };
