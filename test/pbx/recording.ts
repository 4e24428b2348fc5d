import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Truth } from './truth/truth.ts';
import { readWav } from './wav.ts';

/** As seen from the phone: what it says, or what it hears. */
export type Direction = 'from-phone' | 'to-phone';

export interface Recording {
  /** What was recorded since the start, at 8,000 Hz. */
  stop(): Promise<Float32Array>;
}

/** MixMonitor's r() writes what the channel receives from its phone, t() what it transmits. i() makes it answer with an
 * id; without one, stopping would stop whichever recording of the channel came last (app_mixmonitor). */
export async function record(truth: Truth, folder: string, channel: string, direction: Direction): Promise<Recording> {
  const name = randomBytes(6).toString('hex');
  const file = join(folder, `${name}.wav`);
  const option = direction === 'from-phone' ? 'r' : 't';
  const started = await truth.action({
    Action: 'MixMonitor',
    Channel: channel,
    Options: `${option}(${file})i(RECORDING_${name})`,
  });
  const MixMonitorID = started['MixMonitorID'];
  if (MixMonitorID === undefined) throw new Error('MixMonitor gives no id');
  return {
    async stop() {
      // A channel that has hung up took its recording along: the file is complete a moment later.
      await truth.action({ Action: 'StopMixMonitor', Channel: channel, MixMonitorID }).catch(() => delay(200));
      return readWav(await readFile(file)).samples;
    },
  };
}
