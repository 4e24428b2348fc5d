import { allowContacts } from '../pbx/allow-contacts.ts';
import type { AsteriskVersion } from '../pbx/install/lock-file.ts';
import { startPbx } from '../pbx/pbx.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { FaultRun } from './storm/fault-run.ts';

interface Ground {
  readonly minutes: number;
  readonly seed: number;
  readonly asterisk: AsteriskVersion;
  readonly log: (line: string) => void;
}

const enough = { faults: 1_000, calls: 200 } as const;

/**
 * One softphone to which faults of every kind happen, 1,000 of them over 200 calls, or as many as come to pass in the time
 * given: it must be exact after each, and hold nothing at the end that it did not hold at the beginning.
 */
export async function soak({
  minutes,
  seed,
  asterisk,
  log,
}: Ground): Promise<Readonly<Record<string, string | number>>> {
  const until = Date.now() + minutes * 60_000;
  const pbx = await startPbx({ version: asterisk });
  try {
    // It forgets to remove contacts whose connection is gone: after five deaths in two minutes it would take no more (403).
    if (asterisk === 16) await allowContacts(pbx, 1, 'yes');
    const run = new FaultRun({
      ...{ pbx, random: seededRandom(seed), log },
      goesOn: ({ faults, calls }) => Date.now() < until && (faults < enough.faults || calls < enough.calls),
    });
    const { faults, calls, rescued, by, leaked } = await run.run();
    for (const [what, count] of Object.entries(by)) log(`${String(count).padStart(5)}  ${what}`);
    if (leaked.length > 0) throw new Error(`left open after ${faults} faults: ${leaked.join(', ')}`);
    return { faults, calls, 'taken up again after a crash': rescued, 'left open': 'nothing' };
  } finally {
    await pbx.stop();
  }
}
