import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { appWindowArguments } from '../../../scripts/lib/app-window.mjs';
import { startChild } from '../../../scripts/lib/child.mjs';

/** By then every window is up, ms. */
const letAlone = 2_500;
const patience = 30_000;

/**
 * Opens `address` in a window as `npm start` does, but without a screen, and gives the moment (ms since 1970) of what is
 * called `name` in the timeline of its page. For a while nobody looks into it: of a page with a debugger Chromium collects the stack of
 * each error and each request, which a page of a person does not pay.
 */
export async function momentInWindow(browser: string, address: string, profile: string, name: string): Promise<number> {
  const data = join(profile, 'browser');
  await mkdir(data, { recursive: true });
  const portFile = join(data, 'DevToolsActivePort');
  await rm(portFile, { force: true });
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
    const [port] = (await readFile(portFile, 'utf8')).split('\n');
    const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const page = await pageOf(connection, new URL(address));
    return await momentOf(page, name);
  } finally {
    await child.stop(patience);
  }
}

/** The window itself, not the pop beside it. */
async function pageOf(connection: Browser, { protocol, host }: URL): Promise<Page> {
  const until = Date.now() + patience;
  for (;;) {
    const pages = connection.contexts().flatMap((context) => context.pages());
    const found = pages.find((page) => {
      const url = new URL(page.url());
      return url.protocol === protocol && url.host === host && !url.pathname.endsWith('/pop.html');
    });
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`there is no window of ${protocol}//${host}`);
    // oxlint-disable-next-line no-await-in-loop -- until there is one
    await delay(50);
  }
}

async function momentOf(page: Page, name: string): Promise<number> {
  await page.waitForFunction((of) => performance.getEntriesByName(of).length > 0, name, { timeout: patience });
  return await page.evaluate(
    (of) => performance.timeOrigin + (performance.getEntriesByName(of)[0]?.startTime ?? Number.NaN),
    name,
  );
}
