import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { type Host, startHost } from '../e2e/support/host.ts';
import { type Pbx, type SipInboundCall, startPbx } from '../pbx/pbx.ts';
import { makeToneWav, toneLevel } from '../support/tone.ts';
import { percentile } from './support/percentile.ts';

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
const voice = 1_000;

interface Ground {
  readonly pbx: Pbx;
  readonly launch: () => Promise<Browser>;
  host: Host;
  browser: Browser;
  page: Page;
}

/** How long a caller hears nothing of the agent after each kind of fault, measured in the caller's ear. */
export async function* run(): AsyncIterable<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-bench-'));
  const wav = join(folder, 'voice.wav');
  makeToneWav(wav, { frequency: voice, seconds: 20 });
  const executablePath = await findChromium();
  const launch = () =>
    chromium.launch({
      ...(executablePath !== null && { executablePath }),
      args: [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
        `--use-file-for-fake-audio-capture=${wav}`,
      ],
    });
  const [pbx, browser] = await Promise.all([startPbx(), launch()]);
  const profile = pbx.profileFor('1001');
  const host = await startHost({ ...profile, settings: { ...profile.settings, ari: null } });
  const ground: Ground = { pbx, launch, host, browser, page: await openPage(browser, host) };
  try {
    yield* figures('page reloaded → the caller hears the agent again', await repeat(ground, reload));
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
  } finally {
    await ground.host.stop();
    await ground.browser.close();
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

const lookEvery = 5;
/** Packets come every 20 ms: one that is this late is missed. */
const missedAfter = 60;

/** Listens at a caller's ear: whether the agent is heard now. A leg that gets no packets plays nothing, and says nothing. */
class Ear {
  readonly #call: SipInboundCall;
  readonly #timer: NodeJS.Timeout;
  #quietSince: number | null = null;
  longest = 0;

  constructor(call: SipInboundCall) {
    this.#call = call;
    this.#timer = setInterval(() => this.#listen(), lookEvery);
  }

  get hears(): boolean {
    return this.#quietSince === null;
  }

  async until(wanted: boolean): Promise<void> {
    const deadline = performance.now() + 20_000;
    // One look has to have been taken since.
    await delay(lookEvery * 2);
    while (this.hears !== wanted) {
      if (performance.now() > deadline) throw new Error(wanted ? 'the caller hears nothing' : 'the caller hears on');
      // oxlint-disable-next-line no-await-in-loop -- looks again
      await delay(lookEvery);
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #listen(): void {
    const now = performance.now();
    const { heardAt } = this.#call;
    const level = toneLevel(this.#call.heard().subarray(-320), 8_000, voice);
    const isHeard = now - heardAt < missedAfter && level > -45;
    this.#quietSince = isHeard ? null : (this.#quietSince ?? heardAt);
    if (this.#quietSince !== null) this.longest = Math.max(this.longest, now - this.#quietSince);
  }
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
