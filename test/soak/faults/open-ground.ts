import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { Goodbyes } from '../../pbx/goodbyes.ts';
import type { AsteriskVersion } from '../../pbx/install/lock-file.ts';
import { startPbx } from '../../pbx/pbx.ts';
import { neededChromium } from '../../support/needed-chromium.ts';
import { makeToneWav } from '../../support/tone.ts';
import { type StageParts, voice } from './stage.ts';

/** A PBX and a browser for many cells. */
export interface Ground {
  readonly parts: StageParts;
  close(): Promise<void>;
}

export async function openGround(random: () => number, version: AsteriskVersion = 22): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-faults-'));
  const wav = join(folder, 'voice.wav');
  makeToneWav(wav, { frequency: voice, seconds: 20 });
  const executablePath = await neededChromium();
  const launch = chromium.launch({
    executablePath,
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      `--use-file-for-fake-audio-capture=${wav}`,
    ],
  });
  const [pbx, browser] = await Promise.all([startPbx({ version }), launch]);
  // Whoever is parked outlasts the longest fault.
  const lots = join(pbx.folder, 'etc/res_parking.conf');
  writeFileSync(lots, readFileSync(lots, 'utf8').replace(/parkingtime = 12/, 'parkingtime = 120'));
  await pbx.cli('module reload res_parking.so');
  return {
    parts: { pbx, browser, random, goodbyes: new Goodbyes(version) },
    close: async () => {
      await browser.close();
      await pbx.stop();
      await rm(folder, { recursive: true });
    },
  };
}
