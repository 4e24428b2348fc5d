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
export async function windowPage(profile: string, address: URL): Promise<WindowLook> {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    // oxlint-disable-next-line no-await-in-loop -- until there is one
    const look = await lookInto(profile, address);
    if (look !== null) return look;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await delay(50);
  }
  throw new Error(`there is no window of ${address.origin}`);
}

/** How long one look may take, ms: in a window that is still being opened it may never end. */
const oneLook = 5_000;

/** Null: there is no desk yet, or it could not be looked at. */
async function lookInto(profile: string, address: URL): Promise<WindowLook | null> {
  try {
    const [port] = (await readFile(portFile(profile), 'utf8')).split('\n');
    const endpoint = `http://127.0.0.1:${port}`;
    // Whoever connects in the middle of a redirect may not hear where it went.
    const listed = (await (await fetch(`${endpoint}/json/list`)).json()) as readonly { readonly url: string }[];
    if (!listed.some(({ url }) => isDesk(url, address))) return null;
    const connection = await chromium.connectOverCDP(endpoint, { timeout: oneLook });
    const desks = () => desksIn(connection, address);
    const [page] = desks();
    if (page !== undefined) return { page, desks, leave: () => connection.close() };
    await connection.close();
    return null;
  } catch {
    // No file yet, nobody behind it yet, or a window that is still being opened.
    return null;
  }
}

const desksIn = (connection: Browser, address: URL): readonly Page[] =>
  connection
    .contexts()
    .flatMap((context) => context.pages())
    .filter((page) => isDesk(page.url(), address));

/** Not the address that is used up at once, and not the pop. */
function isDesk(text: string, { protocol, host }: URL): boolean {
  const url = URL.parse(text);
  const isThere = url?.protocol === protocol && url.host === host;
  return isThere && !url.searchParams.has('token') && !url.pathname.endsWith('/pop.html');
}
