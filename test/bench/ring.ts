import { chromium, type Page } from 'playwright';
import { startHost } from '../e2e/support/host.ts';
import { type Pbx, startPbx } from '../pbx/pbx.ts';
import { neededChromium } from '../support/needed-chromium.ts';
import { serveBarePage } from './support/bare-page.ts';
import { percentile } from './support/percentile.ts';
import { audibleAt, watchPaint } from './support/watch-page.ts';

interface Figures {
  readonly bench: 'ring';
  readonly name: string;
  readonly vs?: string;
  readonly ratio?: number;
  readonly p50: number;
  readonly p95: number;
  readonly unit: 'ms';
  readonly n: number;
}

const calls = 40;

interface Sample {
  /** DialBegin on the wire → ringing painted. */
  readonly painted: number;
  /** Enter → the caller is heard. */
  readonly heard: number;
}

/** How fast a call shows and is heard: ours beside a bare SIP.js page, same PBX, same Chromium, taking turns. */
export async function* run(): AsyncIterable<Figures> {
  const executablePath = await neededChromium();
  const [pbx, browser] = await Promise.all([
    startPbx(),
    chromium.launch({
      executablePath,
      args: [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
      ],
    }),
  ]);
  const host = await startHost(pbx.profileFor('1001'));
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

    const samples: { ours: Sample[]; bare: Sample[] } = { ours: [], bare: [] };
    for (let call = 0; call < calls; call++) {
      // oxlint-disable-next-line no-await-in-loop -- turns, so that both meet the same machine
      samples.ours.push(await takeCall(pbx, ours, '1001', 'article'));
      // oxlint-disable-next-line no-await-in-loop -- as above
      samples.bare.push(await takeCall(pbx, theirs, '1002', '#state'));
    }
    yield* figuresOf(
      'DialBegin → ringing painted',
      samples.ours.map((s) => s.painted),
      samples.bare.map((s) => s.painted),
    );
    yield* figuresOf(
      'Enter → caller heard',
      samples.ours.map((s) => s.heard),
      samples.bare.map((s) => s.heard),
    );
  } finally {
    await host.stop();
    await browser.close();
    bare.close();
    await pbx.stop();
  }
}

async function takeCall(pbx: Pbx, page: Page, extension: string, selector: string): Promise<Sample> {
  await page.bringToFront();
  const name = `Caller ${Math.random()}`;
  const since = pbx.truth.mark();
  const painted = await watchPaint(page, selector, 'Ringing');
  const dialled = pbx.truth
    .waitFor(
      (event) => event['Event'] === 'DialBegin' && event['DestChannel']?.startsWith(`PJSIP/${extension}-`) === true,
      { since },
    )
    .then(() => Date.now());
  const call = await pbx.callIn({ to: extension, name, number: '+12125550142', via: 'sip' });
  const ringing = await painted.at;
  // A fresh card ignores keys for 300 ms; both wait, so that neither is favoured.
  await page.waitForTimeout(400);
  const heard = audibleAt(page);
  const pressed = Date.now();
  await page.keyboard.press('Enter');
  const sample = { painted: ringing - (await dialled), heard: (await heard) - pressed };
  await call.hangUp();
  await pbx.truth.noChannelsWithin(3000);
  // Our ended card stays for its wrap-up; the next ringing must be a new one.
  await page.keyboard.press('Escape');
  await page.waitForTimeout(200);
  return sample;
}

function* figuresOf(name: string, ours: readonly number[], bare: readonly number[]): Iterable<Figures> {
  const of = (values: readonly number[]) => ({
    p50: round(percentile(values, 50)),
    p95: round(percentile(values, 95)),
  });
  const ratio = Math.round((percentile(ours, 50) / percentile(bare, 50)) * 100) / 100;
  yield {
    bench: 'ring',
    name: `${name}: Offhook`,
    vs: 'bare SIP.js page',
    ratio,
    ...of(ours),
    unit: 'ms',
    n: ours.length,
  };
  yield { bench: 'ring', name: `${name}: bare SIP.js page`, ...of(bare), unit: 'ms', n: bare.length };
}

const round = (value: number): number => Math.round(value * 10) / 10;
