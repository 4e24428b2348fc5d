import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Emitter } from '../../../main/base/emitter.ts';
import { createLogger, type LogLine } from '../../../main/base/log.ts';
import { failed, success } from '../../../main/base/result.ts';
import { historyStore } from '../../../main/history/history-store.ts';
import { SharedHistory, type SharedHistoryOptions } from '../../../main/history/shared-history.ts';
import { FakeClock } from '../../support/fake-clock.ts';

let folder: string;
let clock: FakeClock;
let lines: LogLine[];
const open: SharedHistory[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-shared-'));
  clock = new FakeClock(Date.UTC(2026, 10, 26));
  lines = [];
});
afterEach(() => {
  for (const history of open.splice(0)) history.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function desk(name: string, place = folder) {
  const table = historyStore({ path: ':memory:', now: 0 });
  const ask = (asked: keyof typeof table, input: unknown) => {
    try {
      return Promise.resolve(success((table[asked] as (input: unknown) => unknown)(input)));
    } catch (error) {
      return Promise.resolve(failed({ kind: 'broken' as const, detail: String(error) }));
    }
  };
  const read = new Emitter<void>();
  let told = 0;
  read.event(() => (told += 1));
  const log = createLogger(
    (line) => lines.push(line),
    () => 0,
  );
  const store = { ask } as unknown as SharedHistoryOptions['store'];
  const history = new SharedHistory({ store, folder: place, desk: name, clock, log, read });
  open.push(history);
  return { ask: history.ask, told: () => told };
}
const who = '+442079460137';
const call = (agent: string) => ({
  ...{ id: '1', direction: 'in' as const, name: 'Tomas', number: who, who, company: '', queue: null, did: null, agent },
  ...{ startedAt: clock.now() - 9000, answeredAt: clock.now() - 8000, endedAt: clock.now(), reason: 'they-hung-up' },
});

test('a note reaches the colleague’s desk when its writer has stopped typing, and is taken back with it', async () => {
  const [bea, ines] = [desk('1002-bea'), desk('1001-ines')];
  await bea.ask('put', call('Bea'));
  for (const text of ['P', 'Pa', 'Pallet 14']) await bea.ask('note', { id: '1', text });
  const notes = async () => {
    const found = await ines.ask('earlier', { who, besides: '', at: clock.now(), most: 9 });
    return found.ok ? found.value.map(({ agent, note }) => `${agent}: ${note}`) : [];
  };
  expect(await notes()).toEqual([]);
  await clock.advance(2000);
  // By the folder's own word, or the minute's look.
  await vi.waitFor(async () => {
    await clock.advance(60_000);
    expect(await notes()).toEqual(['Bea: Pallet 14']);
  });
  expect(ines.told()).toBeGreaterThan(0);
  expect(bea.told()).toBe(0);
  await bea.ask('note', { id: '1', text: '' });
  await vi.waitFor(async () => {
    await clock.advance(60_000);
    expect(await notes()).toEqual([]);
  });
});

test('a folder that is not there is said once, and the note is kept here', async () => {
  const ines = desk('1001-ines', join(folder, 'away'));
  await ines.ask('put', call('Ines'));
  for (const text of ['one', 'two']) {
    await ines.ask('note', { id: '1', text });
    await clock.advance(2000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(lines.filter(({ message }) => message === 'notes cannot be put where colleagues find them')).toHaveLength(1);
  const kept = await ines.ask('earlier', { who, besides: '', at: clock.now(), most: 9 });
  expect(kept.ok && kept.value[0]?.note).toBe('two');
});
