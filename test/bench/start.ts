import { chromium, type Page } from 'playwright';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { startAtTheDoor } from '../e2e/support/host.ts';
import { type Pbx, startPbx } from '../pbx/pbx.ts';
import { serveBarePage } from './support/bare-page.ts';
import { percentile } from './support/percentile.ts';
import { paintedAt } from './support/watch-page.ts';

interface Figures {
  readonly bench: 'start';
  readonly name: string;
  readonly vs?: string;
  readonly ratio?: number;
  readonly p50: number;
  readonly p95: number;
  readonly unit: 'ms';
  readonly n: number;
}

const rounds = 12;

/**
 * How long a start takes, from the start of the first process: until the PBX has our contact, and until the desk can be
 * used. Beside it in the same run an empty Chromium window, which is the floor of any page, and a bare SIP.js page.
 */
export async function* run(): AsyncIterable<Figures> {
  const executablePath = await findChromium();
  const pbx = await startPbx();
  const bare = await serveBarePage();
  const times = { empty: [] as number[], registered: [] as number[], usable: [] as number[], page: [] as number[] };
  try {
    for (let round = -1; round < rounds; round++) {
      // oxlint-disable-next-line no-await-in-loop -- turns, so that all meet the same machine
      const sample = await oneRound(pbx, bare.address, executablePath);
      // The first round fills the caches of the disk for all of them.
      if (round < 0) continue;
      times.empty.push(sample.empty);
      times.registered.push(sample.registered);
      times.usable.push(sample.usable);
      times.page.push(sample.page);
    }
  } finally {
    bare.close();
    await pbx.stop();
  }
  const empty = 'an empty Chromium window';
  yield figure(empty, times.empty, null);
  yield figure('process start → registered: Offhook', times.registered, { name: empty, values: times.empty });
  yield figure('process start → desk usable: Offhook', times.usable, { name: empty, values: times.empty });
  yield figure('launch → registered: bare SIP.js page', times.page, { name: empty, values: times.empty });
}

async function oneRound(pbx: Pbx, bareAddress: string, executablePath: string | null) {
  const launch = () =>
    chromium.launch({
      ...(executablePath !== null && { executablePath }),
      args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    });
  const opened = async (address: string, arm: (page: Page) => Promise<number>) => {
    const started = Date.now();
    const browser = await launch();
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    await page.goto(address);
    const at = await arm(page);
    await browser.close();
    return at - started;
  };
  const empty = await opened('data:text/html,<p>empty', (page) => paintedAt(page, 'p', 'empty'));
  const { secret } = pbx.accounts.sip['1002'] ?? { secret: '' };
  const query = new URLSearchParams({ url: `wss://localhost:${pbx.ports.https}/ws`, user: '1002', password: secret });
  const ready = (page: Page) => paintedAt(page, '#state', 'Ready');
  const page = await opened(`${bareAddress}/?${query.toString()}`, ready);

  const since = pbx.truth.mark();
  const started = Date.now();
  const registered = pbx.truth
    .waitFor(({ Event, AOR }) => Event === 'ContactStatus' && AOR === '1001', { since })
    .then(() => Date.now() - started);
  const profile = pbx.profileFor('1001');
  const { host } = await startAtTheDoor({ ...profile, settings: { ...profile.settings, ari: null } });
  // The window is opened once the host has said where, as `npm start` does.
  const untilAddress = Date.now() - started;
  const usable = untilAddress + (await opened(host.address, (desk) => paintedAt(desk, '.pill', 'Ready')));
  const sample = { empty, page, registered: await registered, usable };
  await host.stop();
  return sample;
}

function figure(
  name: string,
  values: readonly number[],
  vs: { readonly name: string; readonly values: readonly number[] } | null,
): Figures {
  const [p50, p95] = [Math.round(percentile(values, 50)), Math.round(percentile(values, 95))];
  const ratio = vs === null ? null : Math.round((percentile(values, 50) / percentile(vs.values, 50)) * 100) / 100;
  const beside = vs === null || ratio === null ? {} : { vs: vs.name, ratio };
  return { bench: 'start', name, ...beside, p50, p95, unit: 'ms', n: values.length };
}
