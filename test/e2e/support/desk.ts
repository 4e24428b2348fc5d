import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test as base, chromium, expect, type Locator, type Page } from 'playwright/test';
import type { Profile } from '../../pbx/accounts.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { makeToneWav } from '../../support/tone.ts';
import { type Host, startHost } from './host.ts';

/** What the agent's microphone hears in every test. */
export const voice = 1000;
/** What a customer of the lab sounds like. */
export const customer = 440;

/** Alice's desk in a window: what a test sees and the keys it presses. */
export class Desk {
  readonly page: Page;
  readonly host: Host;

  constructor(page: Page, host: Host) {
    this.page = page;
    this.host = host;
  }

  /** The card of the call with that name or number. */
  card(name: string | RegExp): Locator {
    return this.page.getByRole('article', { name });
  }

  get cards(): Locator {
    return this.page.getByRole('article');
  }

  /** Presses keys one after another, as an unhurried person does: the desk ignores keys that come too early. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.waitForTimeout(keyGap);
      await this.page.keyboard.press(key);
    }
  }

  /** A key pressed twice quickly. */
  async pressTwice(key: string): Promise<void> {
    await this.page.waitForTimeout(keyGap);
    await this.page.keyboard.press(key);
    await this.page.waitForTimeout(120);
    await this.page.keyboard.press(key);
  }

  async dial(target: string): Promise<void> {
    await this.press('/');
    await this.page.keyboard.type(target);
    await this.page.keyboard.press('Enter');
  }

  async ready(): Promise<void> {
    await expect(this.page.getByText('Ready', { exact: true }).first()).toBeVisible({ timeout: 10_000 });
  }
}

/** A little more than the 300 ms for which a fresh card ignores keys. */
const keyGap = 350;

interface PerTest {
  readonly profile: Profile;
  readonly host: Host;
  readonly desk: Desk;
}
interface PerWorker {
  readonly pbx: Pbx;
  readonly chrome: Browser;
}

export const test = base.extend<PerTest, PerWorker>({
  pbx: [
    async ({}, use) => {
      const pbx = await startPbx();
      await use(pbx);
      await pbx.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  chrome: [
    async ({}, use, { project }) => {
      const folder = await mkdtemp(join(tmpdir(), 'offhook-tone-'));
      const wav = join(folder, 'voice.wav');
      await makeToneWav(wav, { frequency: voice, seconds: 20 });
      const { launchOptions } = project.use;
      const args = [...(launchOptions?.args ?? []), `--use-file-for-fake-audio-capture=${wav}`];
      const browser = await chromium.launch({ ...launchOptions, args });
      await use(browser);
      await browser.close();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  context: async ({ chrome, viewport, colorScheme }, use) => {
    const context = await chrome.newContext({ viewport: viewport ?? null, colorScheme: colorScheme ?? 'dark' });
    await use(context);
    await context.close();
  },
  profile: async ({ pbx }, use) => use(pbx.profileFor('1001')),
  host: async ({ profile }, use) => {
    const host = await startHost(profile);
    await use(host);
    await host.stop();
  },
  desk: async ({ context, host }, use, info) => {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(host.address);
    const desk = new Desk(page, host);
    await desk.ready();
    await use(desk);
    if (info.status !== info.expectedStatus) await info.attach('host.log', { body: host.log() });
    expect(complaints, 'the page complained on its console').toEqual([]);
  },
});

export { expect };
