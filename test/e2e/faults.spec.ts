import { expect, test } from 'playwright/test';
import { type Cell, runCell } from '../soak/faults/cell-run.ts';
import { type FaultName, faults } from '../soak/faults/faults.ts';
import { openGround } from '../soak/faults/open-ground.ts';
import { type PhaseName, phases } from '../soak/faults/phases.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** Those that strike once: the others last longer than a test should. */
const sudden: readonly FaultName[] = (Object.keys(faults) as FaultName[]).filter((name) => !('lasts' in faults[name]));

function someCells(count: number, random: () => number): readonly Cell[] {
  const one = <Value>(of: readonly Value[]): Value => {
    const value = of[Math.floor(random() * of.length)];
    if (value === undefined) throw new Error('there is nothing to choose from');
    return value;
  };
  return Array.from({ length: count }, () => ({ fault: one(sudden), phase: one(Object.keys(phases) as PhaseName[]) }));
}

const inAQueueCall = (cell: Cell): Cell => ({ ...cell, origin: 'queue' });

test('a fault in the middle of a call ends as it is written down: a slice of `npm run soak -- faults`', async () => {
  test.setTimeout(240_000);
  const random = seededRandom(7);
  const ground = await openGround(random);
  try {
    for (const cell of [...someCells(2, random), ...someCells(1, random).map(inAQueueCall)]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other on one PBX
      expect(await runCell(ground.parts, cell, { patient: true })).toMatchObject({ ...cell });
    }
  } finally {
    await ground.close();
  }
});
