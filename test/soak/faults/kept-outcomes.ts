import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AsteriskVersion } from '../../pbx/install/lock-file.ts';
import type { CellOutcome } from './cell-run.ts';

/** What came of each cell the last time it was run, kept from run to run: the whole matrix takes most of an hour. */
export class KeptOutcomes {
  readonly #file: string;
  readonly #outcomes: Record<string, CellOutcome>;

  /** `anew`: what earlier runs found does not count. */
  constructor(version: AsteriskVersion, anew: boolean) {
    this.#file = join(import.meta.dirname, `../../../node_modules/.cache/offhook/faults-${version}.json`);
    const isKept = !anew && existsSync(this.#file);
    this.#outcomes = isKept ? (JSON.parse(readFileSync(this.#file, 'utf8')) as Record<string, CellOutcome>) : {};
  }

  /** Null: it was not as expected. */
  set(cell: string, outcome: CellOutcome | null): void {
    if (outcome === null) delete this.#outcomes[cell];
    else this.#outcomes[cell] = outcome;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(this.#outcomes, null, 1));
  }

  /** Null: it was not run, or was not as expected. */
  get(cell: string): CellOutcome | null {
    return this.#outcomes[cell] ?? null;
  }
}
