// @ts-check
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { root } from './paths.mjs';
import { serveFolder } from './static-server.mjs';

const sizes = /** @type {const} */ ([
  { width: 420, height: 760 },
  { width: 1100, height: 760 },
]);
const popSize = { width: 380, height: 188 };
const popViews = ['ringing-noted', 'ringing-known', 'ringing-silenced', 'first-sign', 'idle'];
const looks = /** @type {const} */ ([
  { look: 'dark', media: { colorScheme: 'dark' } },
  { look: 'light', media: { colorScheme: 'light' } },
  { look: 'dark-contrast', media: { colorScheme: 'dark', contrast: 'more' } },
  { look: 'light-contrast', media: { colorScheme: 'light', contrast: 'more' } },
  { look: 'forced-colors', media: { colorScheme: 'dark', forcedColors: 'active' } },
]);

/**
 * Shoots each view in each size and look. A view that writes to the console or throws has failed.
 * @param {{ executablePath: string, names: readonly string[], folder: string }} options
 * @returns {Promise<{ count: number, complaints: readonly string[] }>}
 */
export const shootViews = async ({ executablePath, names, folder }) => {
  const server = await serveFolder(join(root, 'out/fixtures'));
  const browser = await chromium.launch({ executablePath });
  /** @type {string[]} */
  const complaints = [];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;
  try {
    for (const size of sizes) {
      for (const { look, media } of looks) {
        // A page of its own for each look: Chromium keeps the canvas of forced colours when a page leaves them.
        const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
        await page.emulateMedia(media);
        let shot = '';
        page.on('pageerror', (error) => complaints.push(`${shot}: ${error.message}`));
        page.on('console', (message) => {
          if (['error', 'warning'].includes(message.type())) complaints.push(`${shot}: ${message.text()}`);
        });
        for (const name of names) {
          shot = `${name}-${size.width}-${look}`;
          await page.goto(`${server.address}/fixtures.html?view=${name}`);
          await page.locator('#root > *').first().waitFor();
          await page.screenshot({ path: join(folder, `${shot}.png`), animations: 'disabled' });
          count += 1;
        }
        await page.setViewportSize(popSize);
        for (const name of popViews) {
          shot = `pop-${name}-${look}`;
          await page.goto(`${server.address}/fixtures.html?view=${name}&page=pop`);
          await page.locator('#root > *').first().waitFor();
          await page.screenshot({ path: join(folder, `${shot}.png`), animations: 'disabled' });
          count += 1;
        }
        await page.close();
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  return { count, complaints };
};
