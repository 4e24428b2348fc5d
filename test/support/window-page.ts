import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { windowData } from '../../scripts/lib/app-window.mjs';

const patience = 30_000;

/** Where a Chromium with `--remote-debugging-port=0` notes its port. */
const portFile = (profile: string): string => join(windowData(profile), 'DevToolsActivePort');

/** What a window of before noted is not to be taken for that of the next one. */
export async function forgetWindow(profile: string): Promise<void> {
  await rm(portFile(profile), { force: true });
}

/** A look into a window that `npm start` has opened (`--remote-debugging-port=0` among its arguments). */
export interface WindowLook {
  readonly page: Page;
  /** Every desk that stands open in that Chromium, without the pop beside it. */
  readonly desks: () => readonly Page[];
  /** Looks no more; the window stays. */
  readonly leave: () => Promise<void>;
}

/** The window of the profile once it shows the desk at this address. */
export async function windowPage(profile: string, { host }: URL): Promise<WindowLook> {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    // oxlint-disable-next-line no-await-in-loop -- until there is one
    const look = await lookInto(profile, host);
    if (look !== null) return look;
  }
  throw new Error(`there is no window of ${host}`);
}

/** Whoever begins to look in the middle of a redirect may never hear where it went: another look is taken then, ms. */
const lookAgain = 1_000;

async function lookInto(profile: string, host: string): Promise<WindowLook | null> {
  const connection = await connected(profile);
  if (connection === null) return delay(50, null);
  const until = Date.now() + lookAgain;
  while (Date.now() < until) {
    const desks = desksIn(connection, host);
    const [page] = desks();
    if (page !== undefined) return { page, desks, leave: () => connection.close() };
    // oxlint-disable-next-line no-await-in-loop -- until there is one
    await delay(50);
  }
  await connection.close();
  return null;
}

const desksIn = (connection: Browser, host: string) => (): readonly Page[] =>
  connection
    .contexts()
    .flatMap((context) => context.pages())
    .filter((page) => {
      const url = URL.parse(page.url());
      return url?.host === host && !url.pathname.endsWith('/pop.html');
    });

/** Null: it does not listen yet. */
async function connected(profile: string): Promise<Browser | null> {
  try {
    const [port] = (await readFile(portFile(profile), 'utf8')).split('\n');
    return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  } catch {
    // No file yet, or nobody behind it yet.
    return null;
  }
}
