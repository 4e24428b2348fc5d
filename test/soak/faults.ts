import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { build } from '../../scripts/lib/build.mjs';
import type { AsteriskVersion } from '../pbx/install/lock-file.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { type Cell, type CellOutcome, nameOf, runCell } from './faults/cell-run.ts';
import { faultsByQueue } from './faults/expected.ts';
import { type FaultName, faults } from './faults/faults.ts';
import { KeptOutcomes } from './faults/kept-outcomes.ts';
import { type Ground as Lab, openGround } from './faults/open-ground.ts';
import { type PhaseName, phases } from './faults/phases.ts';
import { faultTable } from './faults/table.ts';

interface Ground {
  readonly seed: number;
  readonly asterisk: AsteriskVersion;
  /** Parts of names of cells (`half-open`, `PBX restart, consult`, `in a queue call` …); null: all of them. */
  readonly only: readonly string[] | null;
  readonly log: (line: string) => void;
}

const documents = { 22: 'FAULTS.md', 16: 'FAULTS-16.md' } as const satisfies Record<AsteriskVersion, string>;

/**
 * Every fault in every phase of a call, against what is expected. A machine that is busy with other things can be late: a
 * cell that is not as expected is tried once more, and the document says which were: docs/FAULTS.md, or docs/FAULTS-16.md.
 * It is written when all are as expected, those of earlier runs of a part (`--only`) included.
 */
export async function soak({ seed, asterisk, only, log }: Ground): Promise<Readonly<Record<string, string | number>>> {
  const unbuilt = await build();
  if (unbuilt !== null) throw new Error(unbuilt);
  const lab = await openGround(seededRandom(seed), asterisk);
  const kept = new KeptOutcomes(asterisk, only === null);
  const failures: string[] = [];
  try {
    for (const cell of cellsOf(only)) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other on one PBX
      let outcome = await attempt(lab, cell, log);
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (typeof outcome === 'string') outcome = await attempt(lab, cell, log, { isSecond: true });
      if (typeof outcome === 'string') failures.push(outcome);
      kept.set(nameOf(cell), typeof outcome === 'string' ? null : outcome);
    }
  } finally {
    await lab.close();
  }
  if (failures.length > 0) throw new Error(`${failures.length} cells are not as expected:\n${failures.join('\n')}`);
  const outcomes = allCells.flatMap((cell) => kept.get(nameOf(cell)) ?? []);
  if (outcomes.length === allCells.length) {
    const machine = `load ${loadavg()[1]?.toFixed(0)} on ${availableParallelism()} processors`;
    const about = `${new Date().toISOString().slice(0, 10)}, seed ${seed}, Asterisk ${lab.parts.pbx.version}, ${machine}`;
    const document = join(import.meta.dirname, '../../docs', documents[asterisk]);
    await writeFile(document, faultTable(outcomes, about));
  }
  const slowest = outcomes.toSorted((a, b) => b.took - a.took)[0];
  return { cells: outcomes.length, 'slowest ms': slowest?.took ?? 0, slowest: `${slowest?.fault}, ${slowest?.phase}` };
}

const inEachPhase = (fault: FaultName): readonly Cell[] =>
  (Object.keys(phases) as PhaseName[]).map((phase) => ({ fault, phase }));

const allCells: readonly Cell[] = [
  ...(Object.keys(faults) as FaultName[]).flatMap(inEachPhase),
  ...faultsByQueue.flatMap(inEachPhase).map((cell) => ({ ...cell, origin: 'queue' as const })),
];

function cellsOf(only: Ground['only']): readonly Cell[] {
  const cells = allCells.filter((cell) => only?.some((part) => nameOf(cell).includes(part)) ?? true);
  if (cells.length === 0) throw new Error(`no cell is called ${only?.join(' or ')}`);
  return cells;
}

/** Its own words where it is not as expected. */
async function attempt(
  lab: Lab,
  cell: Cell,
  log: Ground['log'],
  { isSecond = false } = {},
): Promise<CellOutcome | string> {
  try {
    const outcome = { ...(await runCell(lab.parts, cell)), isSecond };
    log(`${nameOf(cell)}: ${outcome.took} ms, gap ${outcome.gap ?? '-'} ms, ${outcome.told.join(' | ')}`);
    return outcome;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log(`not as expected: ${why}`);
    return why;
  }
}
