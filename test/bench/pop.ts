import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { startHost } from '../e2e/support/host.ts';
import { type Pbx, startPbx } from '../pbx/pbx.ts';
import { neededChromium } from '../support/needed-chromium.ts';
import { serveBarePage } from './support/bare-page.ts';
import { floodManagers } from './support/foreign-events.ts';
import { percentile } from './support/percentile.ts';
import { watchPaint } from './support/watch-page.ts';

interface Figures {
  readonly bench: 'pop';
  readonly name: string;
  readonly vs?: string;
  readonly ratio?: number;
  readonly p50: number;
  readonly p95: number;
  readonly unit: 'ms';
  readonly n: number;
}

const calls = Number(process.env['OFFHOOK_BENCH_CALLS'] ?? 60);
/** By then a desk that was started has come to rest, as those of people have when somebody calls, ms. */
const atRest = 17_000;
/** The first of a desk are told apart: whatever runs often is compiled by the later ones. */
const firsts = 5;
const people = 20_000;
const number = (at: number): string => `+44207${String(1_000_000 + at)}`;

/** From DialBegin on the wire to the pop painted with the caller's name of the address book, beside a bare page's ring. */
export async function* run(): AsyncIterable<Figures> {
  const executablePath = await neededChromium();
  const [pbx, browser, book] = await Promise.all([
    startPbx(),
    chromium.launch({
      executablePath,
      args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    }),
    writeBook(),
  ]);
  const { settings, secrets } = pbx.profileFor('1001');
  // A user that hears every event there is, the foreign ones of the second half among them.
  const ami =
    settings.ami === null || settings.ami === undefined ? null : { ...settings.ami, username: 'agent1001-user-events' };
  const host = await startHost({ settings: { ...settings, ami, ari: null, contacts: { folders: [book] } }, secrets });
  const bare = await serveBarePage();
  try {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 420, height: 760 } });
    const [ours, theirs] = [await context.newPage(), await context.newPage()];
    await ours.goto(host.address);
    await ours.getByText('Ready', { exact: true }).first().waitFor();
    const { secret } = pbx.accounts.sip['1002'] ?? { secret: '' };
    const query = new URLSearchParams({ url: `wss://localhost:${pbx.ports.https}/ws`, user: '1002', password: secret });
    await theirs.goto(`${bare.address}/?${query.toString()}`);
    await theirs.getByText('Ready', { exact: true }).waitFor();
    while (!host.log().includes('an address book was read')) {
      // oxlint-disable-next-line no-await-in-loop -- until the book is in
      await ours.waitForTimeout(100);
    }
    await ours.waitForTimeout(atRest);
    const turns = async function* (under: string, first: number): AsyncIterable<Figures> {
      const [pops, rings]: [number[], number[]] = [[], []];
      for (let call = first; call < first + calls; call++) {
        // oxlint-disable-next-line no-await-in-loop -- turns, so that both meet the same machine
        pops.push(await takeCall(pbx, ours, '1001', number(call), `Person ${call} of the book`));
        // oxlint-disable-next-line no-await-in-loop -- as above
        rings.push(await takeCall(pbx, theirs, '1002', number(call), 'Ringing'));
      }
      const ratio = Math.round((percentile(pops, 50) / percentile(rings, 50)) * 100) / 100;
      const name = `DialBegin → pop with its contact: Offhook${under}`;
      yield { bench: 'pop', name, vs: 'bare SIP.js page', ratio, ...of(pops) };
      if (first === 0)
        yield { bench: 'pop', name: `the same, the first ${firsts} of that desk`, ...of(pops.slice(0, firsts)) };
      yield { bench: 'pop', name: `DialBegin → ringing: bare SIP.js page${under}`, ...of(rings) };
    };
    yield* turns('', 0);
    // Whoever takes the time of DialBegin hears nothing of the flood: behind 2,000 others it is read some 14 ms after it came.
    await pbx.truth.action({ Action: 'Filter', Operation: 'Add', Filter: '!Event: UserEvent' });
    const flood = floodManagers(pbx);
    yield* turns(', 2,000 foreign events a second', calls);
    flood.stop();
    yield* withLookup(pbx, context, book);
  } finally {
    await host.stop();
    await browser.close();
    bare.close();
    await pbx.stop();
    await rm(book, { recursive: true });
  }
}

/** The same while a web service is asked about each caller and never answers: neither pop nor name waits for it. */
async function* withLookup(pbx: Pbx, context: BrowserContext, book: string): AsyncIterable<Figures> {
  const silent = createServer(() => undefined);
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const { port } = silent.address() as AddressInfo;
  const { settings, secrets } = pbx.profileFor('1003');
  const lookup = { url: `http://127.0.0.1:${port}/{e164}`, fields: [{ label: 'Tickets', pointer: '/tickets' }] };
  const host = await startHost({
    settings: { ...settings, ari: null, contacts: { folders: [book] }, lookup },
    secrets,
  });
  try {
    const page = await context.newPage();
    await page.goto(host.address);
    await page.getByText('Ready', { exact: true }).first().waitFor();
    while (!host.log().includes('an address book was read')) {
      // oxlint-disable-next-line no-await-in-loop -- until the book is in
      await page.waitForTimeout(100);
    }
    const pops: number[] = [];
    for (let call = 2 * calls; call < 3 * calls; call++) {
      // oxlint-disable-next-line no-await-in-loop -- one call after the other
      pops.push(await takeCall(pbx, page, '1003', number(call), `Person ${call} of the book`));
    }
    yield { bench: 'pop', name: 'DialBegin → pop with its contact, a web service that never answers', ...of(pops) };
  } finally {
    await host.stop();
    silent.closeAllConnections();
    silent.close();
  }
}

async function writeBook(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-book-'));
  const rows = Array.from({ length: people }, (_, at) => `Person ${at} of the book;Firm ${at % 500};${number(at)}`);
  await writeFile(join(folder, 'book.csv'), ['Name;Company;Phone', ...rows].join('\n'));
  return folder;
}

async function takeCall(pbx: Pbx, page: Page, extension: string, from: string, shows: string): Promise<number> {
  await page.bringToFront();
  const since = pbx.truth.mark();
  const painted = await watchPaint(page, extension === '1002' ? '#state' : 'article', shows);
  const dialled = pbx.truth
    .waitFor(
      (event) => event['Event'] === 'DialBegin' && event['DestChannel']?.startsWith(`PJSIP/${extension}-`) === true,
      { since },
    )
    .then(() => Date.now());
  const call = await pbx.callIn({ to: extension, name: 'WIRELESS CALLER', number: from, via: 'sip' });
  const took = (await painted.at) - (await dialled);
  await call.hangUp();
  await pbx.truth.noChannelsWithin(5000);
  await page.waitForTimeout(400);
  await page.keyboard.press('Escape');
  await page.waitForTimeout(200);
  return took;
}

const of = (values: readonly number[]) => ({
  p50: Math.round(percentile(values, 50) * 10) / 10,
  p95: Math.round(percentile(values, 95) * 10) / 10,
  unit: 'ms' as const,
  n: values.length,
});
