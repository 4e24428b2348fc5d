import type { Browser, Page } from 'playwright';
import type { Pbx, SipInboundCall } from '../../pbx/pbx.ts';
import { TcpRelay } from '../../support/relay/tcp-relay.ts';
import { serveBarePage } from './bare-page.ts';
import { CallerEar } from './caller-ear.ts';

/** What is waited for it to help itself, ms; a figure as large as this says that it did not. */
const patience = 15_000;
const samples = 3;
const mostTries = 3;

interface Plain {
  readonly pbx: Pbx;
  readonly road: TcpRelay;
  readonly address: string;
  readonly browser: Browser;
  page: Page;
}

interface Fate {
  readonly name: string;
  readonly values: readonly number[];
}

/** The same that happens to ours, on a page with SIP.js as its documentation shows it: how long, or that it never is right. */
export async function plainPageFates({ pbx, browser }: Pick<Plain, 'pbx' | 'browser'>): Promise<readonly Fate[]> {
  const [bare, road] = await Promise.all([serveBarePage(), TcpRelay.open(pbx.ports.https)]);
  const url = `wss://localhost:${road.port}/ws`;
  const query = new URLSearchParams({ url, user: '1002', password: pbx.profileFor('1002').secrets.sipPassword });
  const address = `${bare.address}/?${query.toString()}`;
  const plain: Plain = { pbx, road, address, browser, page: await openPlain(browser, address) };
  const never = `; ${patience} is never`;
  try {
    const reloaded = await repeat(plain, reload);
    const killed = await repeat(plain, kill);
    const cuts = await repeat(plain, cut);
    return [
      { name: `plain SIP.js page reloaded → the caller hears the agent again${never}`, values: reloaded.flat() },
      { name: `plain SIP.js page killed, opened again → the caller hears the agent${never}`, values: killed.flat() },
      { name: `plain SIP.js page, connection cut → the caller hears the agent again${never}`, values: cuts.flat() },
    ];
  } finally {
    await plain.page.context().close();
    bare.close();
    road.close();
  }
}

type Happening = (plain: Plain, call: SipInboundCall, ear: CallerEar) => Promise<readonly number[]>;

async function repeat(plain: Plain, happens: Happening): Promise<readonly (readonly number[])[]> {
  const measured: (readonly number[])[] = [];
  for (let turn = 0; turn < samples; turn++) {
    // oxlint-disable-next-line no-await-in-loop -- one call after the other
    measured.push(await once(plain, happens));
  }
  return measured;
}

async function once(plain: Plain, happens: Happening): Promise<readonly number[]> {
  const { pbx } = plain;
  const call = await rung(plain);
  await plain.page.keyboard.press('Enter');
  await call.answered;
  const ear = new CallerEar(call);
  await ear.until(true);
  const measured = await happens(plain, call, ear);
  ear.close();
  await call.hangUp();
  // What it left behind goes with its page.
  await plain.page.context().close();
  await pbx.truth.noChannelsWithin(40_000);
  plain.page = await openPlain(plain.browser, plain.address);
  return measured;
}

/** Its last page told the PBX nothing as it went: a call may ring there, and whoever calls again rings here. */
async function rung(plain: Plain, tries = 1): Promise<SipInboundCall> {
  const { pbx, page } = plain;
  const call = await pbx.callIn({ to: '1002', name: 'Ann Client', number: '+12125550142', via: 'sip' });
  try {
    await page.locator('#state', { hasText: 'Ringing' }).waitFor({ timeout: 10_000 });
    return call;
  } catch (error) {
    if (tries === mostTries) throw error;
  }
  await call.hangUp();
  await page.context().close();
  plain.page = await openPlain(plain.browser, plain.address);
  return rung(plain, tries + 1);
}

async function reload({ page }: Plain, _: SipInboundCall, ear: CallerEar): Promise<readonly number[]> {
  const since = performance.now();
  await page.reload({ waitUntil: 'commit' });
  await ear.until(false);
  return [await heardAgain(ear, since)];
}

async function kill(plain: Plain, _: SipInboundCall, ear: CallerEar): Promise<readonly number[]> {
  const context = plain.page.context();
  await plain.page.close();
  await ear.until(false);
  const since = performance.now();
  plain.page = await context.newPage();
  await plain.page.goto(plain.address, { waitUntil: 'commit' });
  return [await heardAgain(ear, since)];
}

/** SimpleUser ends its call as the connection breaks, and nobody tells the caller. */
async function cut({ road }: Plain, _: SipInboundCall, ear: CallerEar): Promise<readonly number[]> {
  const since = performance.now();
  road.cut();
  await ear.until(false);
  return [await heardAgain(ear, since)];
}

async function heardAgain(ear: CallerEar, since: number): Promise<number> {
  await ear.until(true, patience).catch(() => 'it never is');
  return Math.min(performance.now() - since, patience);
}

async function openPlain(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 420, height: 760 } });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator('#state', { hasText: 'Ready' }).waitFor();
  return page;
}
