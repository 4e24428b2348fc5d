import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readyMark } from '../../renderer/desk/first-drawn.ts';
import { startBrowserHost } from '../../scripts/lib/host.mjs';
import { startHost } from '../e2e/support/host.ts';
import { type Pbx, startPbx } from '../pbx/pbx.ts';
import { neededChromium } from '../support/needed-chromium.ts';
import { momentInWindow } from './support/app-window.ts';
import { serveBarePage } from './support/bare-page.ts';
import { percentile } from './support/percentile.ts';

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
/** What a host may take to stop, ms. */
const patience = 10_000;

/** A start of every kind, in ms from the start of its first process. */
interface Sample {
  readonly empty: number;
  readonly registered: number;
  readonly usable: number;
  readonly page: number;
}

/**
 * How long a start takes as on every morning, with profiles that were there before: until the PBX has our contact, and
 * until the desk is painted with its line up and takes keys. Beside it in the same run an empty Chromium window, which is
 * the floor of any page, and a bare SIP.js page.
 */
export async function* run(): AsyncIterable<Figures> {
  const browser = await neededChromium();
  const folder = await mkdtemp(join(tmpdir(), 'offhook-bench-start-'));
  const pbx = await startPbx();
  const bare = await serveBarePage();
  const samples: Sample[] = [];
  const profile = pbx.profileFor('1001');
  const host = await startHost({ ...profile, settings: { ...profile.settings, ari: null } });
  try {
    await host.leave();
    const starts = startsOf({ pbx, bare: bare.address, browser, folder, profile: host.profile });
    for (let round = -3; round < rounds; round++) {
      // oxlint-disable-next-line no-await-in-loop -- turns, so that all meet the same machine
      const sample = await starts();
      // The first rounds fill caches, for all of them.
      if (round >= 0) samples.push(sample);
    }
  } finally {
    bare.close();
    await pbx.stop();
    await Promise.all([folder, host.profile].map((each) => rm(each, { recursive: true, force: true })));
  }
  const of = (what: keyof Sample): readonly number[] => samples.map((sample) => sample[what]);
  const empty = { name: 'an empty Chromium window', values: of('empty') };
  yield figure(empty.name, empty.values, null);
  yield figure('process start → registered: Offhook', of('registered'), empty);
  yield figure('process start → desk usable: Offhook', of('usable'), empty);
  yield figure('launch → registered: bare SIP.js page', of('page'), empty);
}

interface Ground {
  readonly pbx: Pbx;
  /** The address of the bare page. */
  readonly bare: string;
  readonly browser: string;
  /** For the windows' own profiles. */
  readonly folder: string;
  /** What Offhook is started on. */
  readonly profile: string;
}

/** One round: each of them started once. */
function startsOf({ pbx, bare, browser, folder, profile }: Ground): () => Promise<Sample> {
  const { secret } = pbx.accounts.sip['1002'] ?? { secret: '' };
  const query = new URLSearchParams({ url: `wss://localhost:${pbx.ports.https}/ws`, user: '1002', password: secret });
  const after = async (address: string, name: string, mark: string): Promise<number> => {
    const started = Date.now();
    return (await momentInWindow(browser, address, join(folder, name), mark)) - started;
  };
  // No keyring: the passwords of benches are not to end in that of whoever runs them.
  const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: '', OFFHOOK_POLICY: join(profile, 'policy.json') };
  return async () => {
    const empty = await after('data:text/html,<p>empty', 'empty', 'first-contentful-paint');
    const page = await after(`${bare}/?${query.toString()}`, 'bare', 'registered');
    const since = pbx.truth.mark();
    const started = Date.now();
    const registered = pbx.truth
      .waitFor(({ Event, AOR }) => Event === 'ContactStatus' && AOR === '1001', { since })
      .then(() => Date.now() - started);
    // The window is opened beside it, as `npm start` does.
    const { child, address } = await startBrowserHost(profile, env, () => undefined);
    const ready = await momentInWindow(browser, address, join(folder, 'desk'), readyMark);
    const sample = { empty, page, registered: await registered, usable: ready - started };
    await child.stop(patience);
    return sample;
  };
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
