import { rm } from 'node:fs/promises';
import { test as base, expect, type Locator, type Page } from 'playwright/test';
import type { MemoryBridge } from '../../../renderer/fixtures/memory-bridge.ts';
import type { FixtureName } from '../../../renderer/fixtures/views.ts';
import { serveFolder } from '../../../scripts/lib/static-server.mjs';
import { buildFixtures } from './build-fixtures.ts';

/** The desk over a bridge in memory: the page alone, without a host or a PBX. */
export class FixtureDesk {
  readonly page: Page;
  readonly #address: string;

  constructor(page: Page, address: string) {
    this.page = page;
    this.#address = address;
  }

  /** Opens a screen and waits until its keys work. */
  async open(name: FixtureName): Promise<void> {
    await this.show(name);
    await this.page.locator('article[data-takes-keys="true"], .empty').first().waitFor();
  }

  async show(name: FixtureName): Promise<void> {
    await this.page.goto(`${this.#address}/fixtures.html?view=${name}`);
    await this.page.getByRole('main').waitFor();
  }

  /** The small window of whoever calls in that screen. */
  async showPop(name: FixtureName): Promise<void> {
    await this.page.goto(`${this.#address}/fixtures.html?view=${name}&page=pop`);
    await this.page.getByRole('main').waitFor();
  }

  /** What a person would say in the settings. */
  set(path: string, value: unknown): Promise<unknown> {
    return this.page.evaluate((change) => window.offhookFixture?.request.changeSettings({ changes: [change] }), {
      path,
      value,
    });
  }

  /** Says everything on the screen in another language, and waits until it is drawn. */
  async speak(language: 'en' | 'de' | 'pseudo' | 'rtl'): Promise<void> {
    await this.page.evaluate(async (to) => {
      window.offhookSpeak?.(to);
      for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    }, language);
  }

  /** What the page has asked main for, as `hold {"call":"tomas"}`. */
  asked(): Promise<readonly string[]> {
    return this.page.evaluate(
      (none: MemoryBridge['requests']) =>
        (window.offhookFixture?.requests ?? none).map(({ name, input }) => `${name} ${JSON.stringify(input)}`),
      [],
    );
  }

  card(name: string): Locator {
    return this.page.getByRole('article', { name });
  }

  get picker(): Locator {
    return this.page.getByRole('dialog', { name: /^Transfer / });
  }

  get dialLine(): Locator {
    return this.page.getByRole('combobox', { name: 'Dial' });
  }
}

export const test = base.extend<{ readonly desk: FixtureDesk }, { readonly address: string }>({
  address: [
    // Playwright reads the names of the fixtures a fixture needs from this pattern: here none.
    // oxlint-disable-next-line eslint/no-empty-pattern
    async ({}, use) => {
      const folder = await buildFixtures();
      const server = await serveFolder(folder);
      await use(server.address);
      server.close();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  desk: async ({ page, address }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await use(new FixtureDesk(page, address));
    expect(complaints, 'the page complained on its console').toEqual([]);
  },
});

export { expect };
