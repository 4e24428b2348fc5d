import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AgentNotes } from '../../../main/app/agent/agent-notes.ts';
import { createLogger } from '../../../main/base/log.ts';

let folder: string;
const logged: string[] = [];
const log = createLogger(
  ({ message }) => void logged.push(message),
  () => 0,
);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-notes-'));
  logged.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const base = { since: 5, completed: 2, abandoned: 1, well: 2 };

test('a planned return and where the day’s counting began outlive the desk', () => {
  const notes = new AgentNotes(folder, log);
  expect(notes.noted).toEqual({ backAt: null, today: null });
  notes.note({ backAt: 1_790_000_000_000 });
  notes.note({ today: { day: '2026-11-26', bases: { support: base } } });
  expect(new AgentNotes(folder, log).noted).toEqual({
    backAt: 1_790_000_000_000,
    today: { day: '2026-11-26', bases: { support: base } },
  });
  expect(readdirSync(folder)).toEqual(['agent.json']);
  expect(logged).toEqual([]);
});

test.each([
  ['torn', '{"backAt": 17900'],
  ['another program’s', '[1, 2]'],
  ['no times', '{"backAt": "soon", "today": {"day": "2026-11-26", "bases": {"support": {"since": "x"}}}}'],
])('a file that is %s is no plan', (_, text) => {
  writeFileSync(join(folder, 'agent.json'), text);
  expect(new AgentNotes(folder, log).noted).toEqual({ backAt: null, today: null });
});

test('without a folder it is kept for as long as the desk is there', () => {
  const notes = new AgentNotes(null, log);
  notes.note({ backAt: 7 });
  expect(notes.noted.backAt).toBe(7);
});
