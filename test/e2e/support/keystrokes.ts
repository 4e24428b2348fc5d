import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';

/** What was pressed: keys with a meaning of their own, and letters of a name or a number. */
export interface Strokes {
  readonly keys: number;
  readonly letters: number;
}

const table = readFileSync(join(import.meta.dirname, '../../../docs/KEYSTROKES.md'), 'utf8');

/** The rows of docs/KEYSTROKES.md: `| task | 2 + letters | … |`. */
const rows = new Map(
  [...table.matchAll(/^\| ([a-z ]+?) \| (\d)( \+ letters)? \|/gm)].map(([, task = '', keys, letters]) => [
    task,
    { keys: Number(keys), letters: letters !== undefined },
  ]),
);

/** A task took exactly what the table in the docs says. */
export function expectKeystrokes(task: string, { keys, letters }: Strokes): void {
  const row = rows.get(task);
  expect(row, `docs/KEYSTROKES.md has a row for “${task}”`).toBeDefined();
  expect({ keys, letters: letters > 0 }, `keystrokes of “${task}”`).toEqual(row);
}
