import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from '../../../main/base/log.ts';
import type { HistoryCall } from '../../../main/history/history-call.ts';
import { type History, openHistory } from '../../../main/history/open-history.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 26);
const log = createLogger(
  () => undefined,
  () => 0,
);

let folder: string;
let history: History | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-retention-'));
});
afterEach(() => {
  history?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const call = (id: string, startedAt: number): HistoryCall => ({
  ...{ id, direction: 'in', name: 'Tomas', number: '1002', who: '1002', company: '', queue: null, did: null },
  ...{ agent: 'Ines', startedAt, answeredAt: startedAt, endedAt: startedAt, reason: 'they-hung-up' },
});

test('calls are forgotten when their days are over: at the start, and each day after it', {
  timeout: 30_000,
}, async () => {
  const clock = new FakeClock(now);
  const { promise: begins, resolve: begin } = Promise.withResolvers<void>();
  history = openHistory({ folder, keepDays: 30, shared: null, clock, log, begins });
  const { store } = history;
  const ids = async () => {
    const list = await store.ask('list', { text: '', before: null, most: 9 });
    return list.ok ? list.value.map(({ id }) => id) : [];
  };
  const calls = [call('new', now), call('month', now - 29.5 * day), call('old', now - 31 * day)];
  await Promise.all(calls.map((each) => store.ask('put', each)));
  expect(await ids()).toEqual(['new', 'month', 'old']);
  begin();
  await vi.waitFor(async () => expect(await ids()).toEqual(['new', 'month']), { timeout: 10_000 });
  await clock.advance(day);
  await vi.waitFor(async () => expect(await ids()).toEqual(['new']), { timeout: 10_000 });
});
