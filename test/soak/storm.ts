import { startPbx } from '../pbx/pbx.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { FaultRun } from './storm/fault-run.ts';

interface Ground {
  readonly minutes: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** One softphone to which faults of every kind happen, for as long as asked: it must be exact after each. */
export async function soak({ minutes, seed, log }: Ground): Promise<Readonly<Record<string, string | number>>> {
  const until = Date.now() + minutes * 60_000;
  const pbx = await startPbx();
  try {
    const run = new FaultRun({ pbx, random: seededRandom(seed), log, goesOn: () => Date.now() < until });
    const { faults, calls, rescued, by } = await run.run();
    for (const [what, count] of Object.entries(by)) log(`${String(count).padStart(5)}  ${what}`);
    return { faults, calls, 'taken up again after a crash': rescued };
  } finally {
    await pbx.stop();
  }
}
