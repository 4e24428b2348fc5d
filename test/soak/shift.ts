import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from '../../scripts/lib/build.mjs';
import { Desk } from '../e2e/support/desk-page.ts';
import { startHost } from '../e2e/support/host.ts';
import { startPbx } from '../pbx/pbx.ts';
import { neededChromium } from '../support/needed-chromium.ts';
import { makeToneWav } from '../support/tone.ts';
import { workShift } from './shift/work-shift.ts';

/** Growth that is not a leak, after the warm-up: MB of page heap and host, DOM nodes. */
const allowed = { pageHeap: 3, domNodes: 600, host: 25 };

interface Ground {
  readonly minutes: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** A shift of calls of every kind at one desk; fails on a ghost, a stuck channel or memory that grows. */
export async function soak({ minutes, seed, log }: Ground): Promise<Readonly<Record<string, string | number>>> {
  const unbuilt = await build();
  if (unbuilt !== null) throw new Error(unbuilt);
  const until = Date.now() + minutes * 60_000;
  const folder = await mkdtemp(join(tmpdir(), 'offhook-shift-'));
  const wav = join(folder, 'voice.wav');
  makeToneWav(wav, { frequency: 1000, seconds: 20 });
  const executablePath = await neededChromium();
  const [pbx, browser] = await Promise.all([
    startPbx(),
    chromium.launch({
      executablePath,
      args: [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-audio-capture=${wav}`,
      ],
    }),
  ]);
  // Without ARI, as all browser tests but one (docs/MEASUREMENTS.md): the shift is about the desk.
  const { settings, secrets } = pbx.profileFor('1001');
  const host = await startHost({ settings: { ...settings, ari: null }, secrets });
  try {
    const page = await browser.newPage({ viewport: { width: 420, height: 760 } });
    await page.goto(host.address);
    const desk = new Desk(page, host);
    await desk.ready();
    const { incidents, warm, end } = await workShift({ desk, pbx, seed, log, goesOn: () => Date.now() < until });
    for (const key of ['pageHeap', 'domNodes', 'host'] as const) {
      const growth = end[key] - warm[key];
      if (growth > allowed[key])
        throw new Error(`${key} grew from ${warm[key]} to ${end[key]} in ${incidents} incidents`);
    }
    return {
      incidents,
      'page MB': `${warm.pageHeap} → ${end.pageHeap}`,
      'DOM nodes': `${warm.domNodes} → ${end.domNodes}`,
      'host MB': `${warm.host} → ${end.host}`,
    };
  } finally {
    await host.stop();
    await browser.close();
    await pbx.stop();
    await rm(folder, { recursive: true });
  }
}
