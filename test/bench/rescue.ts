import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { type Host, startHost } from '../e2e/support/host.ts';
import { type Pbx, type SipInboundCall, startPbx } from '../pbx/pbx.ts';
import { neededChromium } from '../support/needed-chromium.ts';
import { TcpRelay } from '../support/relay/tcp-relay.ts';
import { makeToneWav } from '../support/tone.ts';
import { CallerEar as Ear, voice } from './support/caller-ear.ts';
import { leftWindows } from './support/left-windows.ts';
import { percentile } from './support/percentile.ts';
import { plainPageFates } from './support/plain-page-fates.ts';

interface Figures {
  readonly bench: 'rescue';
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
  readonly unit: 'ms';
  readonly n: number;
}

const samples = 20;

interface Ground {
  readonly pbx: Pbx;
  readonly launch: () => Promise<Browser>;
  /** Between the phone and the PBX. */
  readonly road: TcpRelay;
  host: Host;
  browser: Browser;
  page: Page;
}

/** How long a caller hears nothing of the agent after each kind of fault, measured in the caller's ear. */
export async function* run(): AsyncIterable<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-bench-'));
  const wav = join(folder, 'voice.wav');
  makeToneWav(wav, { frequency: voice, seconds: 20 });
  const executablePath = await neededChromium();
  const launch = () =>
    chromium.launch({
      executablePath,
      args: [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
        `--use-file-for-fake-audio-capture=${wav}`,
      ],
    });
  const [pbx, browser] = await Promise.all([startPbx(), launch()]);
  const road = await TcpRelay.open(pbx.ports.https);
  const { settings, secrets } = pbx.profileFor('1001');
  const sip = { ...settings.sip, url: `wss://localhost:${road.port}/ws` };
  const host = await startHost({ settings: { ...settings, sip, ari: null }, secrets });
  const ground: Ground = { pbx, launch, road, host, browser, page: await openPage(browser, host) };
  try {
    yield* figures('page reloaded → the caller hears the agent again', await repeat(ground, reload));
    yield* figures(
      'page’s process killed, another page opened → the caller hears the agent again',
      await repeat(ground, crash),
    );
    const kept = await repeat(ground, killMain);
    yield* figures(
      'main killed, page kept: started again → the call is in hand again',
      kept.map(([started]) => started ?? 0),
    );
    yield* figures(
      'main killed, page kept: longest silence in the caller’s ear',
      kept.map(([, silence]) => silence ?? 0),
    );
    const all = await repeat(ground, killAll);
    yield* figures(
      'both killed: started again → the caller hears the agent',
      all.map(([heard]) => heard ?? 0),
    );
    yield* figures(
      '… of that, Chromium alone until it shows an empty page',
      all.map(([, alone]) => alone ?? 0),
    );
    for (const { name, values } of await leftWindows(pbx)) yield* figures(name, values);
    // From here on nothing is a matter of how fast this computer is.
    const cuts = await repeat(ground, cut);
    yield* figures(
      'connection cut: longest silence in the caller’s ear',
      cuts.map(([silence]) => silence ?? 0),
    );
    yield* figures(
      'connection cut, and the caller hangs up then → the desk says so',
      cuts.map(([, told]) => told ?? 0),
    );
    // Last: it waits for what never comes, for minutes.
    for (const { name, values } of await plainPageFates({ pbx, browser: ground.browser })) yield* figures(name, values);
  } finally {
    await ground.host.stop();
    await ground.browser.close();
    road.close();
    await pbx.stop();
    await rm(folder, { recursive: true });
  }
}

type Fault<Measured> = (ground: Ground, call: SipInboundCall) => Promise<Measured>;

async function repeat<Measured>(ground: Ground, fault: Fault<Measured>): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (let turn = 0; turn < samples; turn++) {
    // oxlint-disable-next-line no-await-in-loop -- one call after the other
    const call = await talk(ground);
    // oxlint-disable-next-line no-await-in-loop -- as above
    measured.push(await fault(ground, call));
    // oxlint-disable-next-line no-await-in-loop -- as above
    await call.hangUp();
    // oxlint-disable-next-line no-await-in-loop -- as above
    await ground.pbx.truth.noChannelsWithin(5_000);
  }
  return measured;
}

async function talk({ pbx, page }: Ground): Promise<SipInboundCall> {
  await ringsHere(page).waitFor();
  const call = await pbx.callIn({ to: '1001', name: 'Ann Client', number: '+12125550142', via: 'sip' });
  await page.locator('[data-phase="ringing"][data-takes-keys="true"]').waitFor();
  await page.keyboard.press('Enter');
  await call.answered;
  const ear = new Ear(call);
  await ear.until(true);
  ear.close();
  // A second of talk, so that what is heard is the call and not its beginning.
  await delay(1_000);
  return call;
}

async function reload(ground: Ground, call: SipInboundCall): Promise<number> {
  const ear = new Ear(call);
  const since = performance.now();
  await Promise.all([ground.page.reload({ waitUntil: 'commit' }), ear.until(false)]);
  await ear.until(true);
  ear.close();
  return performance.now() - since;
}

async function crash(ground: Ground, call: SipInboundCall): Promise<number> {
  const ear = new Ear(call);
  const dead = ground.page;
  const killer = await dead.context().newCDPSession(dead);
  ground.page = await dead.context().newPage();
  const died = new Promise<void>((resolve) => void dead.once('crash', () => resolve()));
  const since = performance.now();
  // Its answer never comes: who would give it is dead.
  void killer.send('Page.crash').catch(() => undefined);
  await died;
  await Promise.all([ground.page.goto(ground.host.address, { waitUntil: 'commit' }), ear.until(false)]);
  await ear.until(true);
  ear.close();
  await dead.close();
  return performance.now() - since;
}

async function cut(ground: Ground, call: SipInboundCall): Promise<readonly number[]> {
  const ear = new Ear(call);
  await ear.until(true);
  ear.longest = 0;
  ground.road.cut();
  await delay(5_000);
  ear.close();
  const since = performance.now();
  await call.hangUp();
  await ground.page.locator('[data-phase="ended"]').first().waitFor();
  const told = performance.now() - since;
  // The next caller's card is to be the only one.
  await ground.page.keyboard.press('Escape');
  return [ear.longest, told];
}

async function killMain(ground: Ground, call: SipInboundCall): Promise<readonly number[]> {
  const ear = new Ear(call);
  await ear.until(true);
  ear.longest = 0;
  const gone = ground.page.getByText('Offhook’s engine is gone');
  await Promise.all([ground.host.kill(), gone.waitFor()]);
  const since = performance.now();
  ground.host = await ground.host.again();
  await gone.waitFor({ state: 'hidden' });
  await ringsHere(ground.page).waitFor();
  await ground.page.locator('[data-phase="active"]').waitFor();
  const started = performance.now() - since;
  await delay(500);
  ear.close();
  return [started, ear.longest];
}

async function killAll(ground: Ground, call: SipInboundCall): Promise<readonly number[]> {
  const ear = new Ear(call);
  await Promise.all([ground.host.kill(), ground.browser.close()]);
  await ear.until(false);
  const alone = await chromiumAlone(ground);
  const since = performance.now();
  const [host, browser] = await Promise.all([ground.host.again(), ground.launch()]);
  Object.assign(ground, { host, browser });
  ground.page = await openPage(browser, host);
  await ear.until(true);
  ear.close();
  return [performance.now() - since, alone];
}

async function chromiumAlone(ground: Ground): Promise<number> {
  const since = performance.now();
  const browser = await ground.launch();
  const page = await browser.newPage();
  await page.goto('about:blank');
  const took = performance.now() - since;
  await browser.close();
  return took;
}

/** The strip's sign: registered, with a page and a microphone. */
const ringsHere = (page: Page) => page.getByRole('img', { name: 'Calls ring here' });

async function openPage(browser: Browser, host: Host): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 420, height: 760 } });
  const page = await context.newPage();
  await page.goto(host.address, { waitUntil: 'commit' });
  return page;
}

function* figures(name: string, values: readonly number[]): Iterable<Figures> {
  const round = (value: number): number => Math.round(value);
  yield {
    bench: 'rescue',
    name,
    p50: round(percentile(values, 50)),
    p95: round(percentile(values, 95)),
    most: round(Math.max(...values)),
    unit: 'ms',
    n: values.length,
  };
}
