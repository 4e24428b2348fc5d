import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { historyStore } from '../../../main/history/history-store.ts';

const writer = resolve(import.meta.dirname, 'endless-writer.mjs');

/** A process that writes calls as fast as it can, killed with -9 in the middle; what it said was written is there. */
async function killedInMidWrite(path: string): Promise<number> {
  const child = spawn(process.execPath, [writer, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = 0;
  const { promise, resolve: enough } = Promise.withResolvers<void>();
  child.stdout.on('data', (chunk: Buffer) => {
    const last = chunk.toString().trimEnd().split('\n').at(-1) ?? '';
    if (/^\d+$/.test(last)) said = Number(last);
    if (said > 200) enough();
  });
  await promise;
  child.kill('SIGKILL');
  await new Promise((gone) => child.once('close', gone));
  return said;
}

test('what was written is there after kill -9 in mid-write, and nothing is half there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-history-'));
  const path = join(folder, 'history.db');
  // The last row of each round may have been written and its note not yet.
  const lastOfRound = new Set<number>();
  for (let round = 1; round <= 2; round++) {
    // oxlint-disable-next-line no-await-in-loop -- the second writer goes on with what the first one left
    const said = await killedInMidWrite(path);
    const store = historyStore({ path, now: 1 });
    expect(store.ready().setAside).toBeNull();
    const rows = store.list({ text: '', before: null, most: 1_000_000 });
    const numbers = new Set(rows.map(({ id }) => Number(id)));
    for (let row = 1; row <= said; row++) expect(numbers.has(row)).toBe(true);
    lastOfRound.add(Math.max(...numbers));
    for (const { id, note, name } of rows) {
      expect(name).toBe(`Caller ${id}`);
      if (!lastOfRound.has(Number(id))) expect(note).toBe(`note ${id}`);
    }
    expect(rows.length).toBe(Math.max(...numbers));
  }
  rmSync(folder, { recursive: true });
});
