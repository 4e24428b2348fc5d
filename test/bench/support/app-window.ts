import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { appWindowArguments } from '../../../scripts/lib/app-window.mjs';
import { startChild } from '../../../scripts/lib/child.mjs';
import { forgetWindow, windowPage } from '../../support/window-page.ts';

/** By then every window is up, ms. */
const letAlone = 2_500;
const patience = 30_000;

/**
 * Opens `address` in a window as `npm start` does, but without a screen, and gives the moment (ms since 1970) of what is
 * called `name` in the timeline of its page. For a while nobody looks into it: of a page with a debugger Chromium collects the stack of
 * each error and each request, which a page of a person does not pay.
 */
export async function momentInWindow(browser: string, address: string, profile: string, name: string): Promise<number> {
  await forgetWindow(profile);
  const devices = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  // The bare page talks to the PBX itself, whose certificate nobody has signed.
  const certificates = '--ignore-certificate-errors';
  const window = appWindowArguments(address, profile, { root: process.getuid?.() === 0 });
  // As a child of a group of its own, as `npm start` has it: Linux shares its processors among groups.
  const child = startChild(
    browser,
    ['--headless=new', '--remote-debugging-port=0', certificates, ...devices, ...window],
    {
      stdio: 'ignore',
    },
  );
  try {
    await delay(letAlone);
    const { page } = await windowPage(profile, new URL(address));
    return await momentOf(page, name);
  } finally {
    await child.stop(patience);
  }
}

async function momentOf(page: Page, name: string): Promise<number> {
  await page.waitForFunction((of) => performance.getEntriesByName(of).length > 0, name, { timeout: patience });
  return await page.evaluate(
    (of) => performance.timeOrigin + (performance.getEntriesByName(of)[0]?.startTime ?? Number.NaN),
    name,
  );
}
