import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../../main/base/log.ts';
import { type Journal, openJournal } from '../../../main/journal/open-journal.ts';
import { keyFileVault } from '../../../main/journal/vault.ts';
import { lockAddress } from '../../../main/journal/writer-lock.ts';

let folder: string;
let told: string[];
let open: Journal[];
const log = createLogger(
  (line) => told.push(line.message),
  () => 0,
);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-journal-'));
  told = [];
  open = [];
});
afterEach(() => {
  for (const journal of open) journal.dispose();
  rmSync(folder, { recursive: true });
});

const opened = async (): Promise<Journal> => {
  const journal = await openJournal({ folder, log });
  if (journal === null) throw new Error('somebody else holds it');
  open.push(journal);
  return journal;
};
/** As the next process finds it. */
const reopened = async (): Promise<Journal> => {
  open.pop()?.dispose();
  return opened();
};
const file = (name: string): string => join(folder, 'journal', name);
const calls = [{ callId: 'secret-call-id', tag: 'secret-tag' }];

describe('the journal', () => {
  test('gives the next process what the last one wrote, and nothing once nothing is left', async () => {
    (await opened()).calls.write(calls);
    const next = await reopened();
    expect(next.calls.read()).toEqual(calls);
    next.calls.write(null);
    expect(existsSync(file('calls'))).toBe(false);
    expect((await reopened()).calls.read()).toBeNull();
    expect(told).toEqual([]);
  });

  test('is unreadable without its key, and both are for their owner alone', async () => {
    (await opened()).calls.write(calls);
    const sealed = readFileSync(file('calls'));
    expect(sealed.includes('secret-call-id')).toBe(false);
    if (process.platform !== 'win32') {
      expect(statSync(file('calls')).mode & 0o077).toBe(0);
      expect(statSync(file('key')).mode & 0o077).toBe(0);
    }
    rmSync(file('key'));
    expect((await reopened()).calls.read()).toBeNull();
    expect(told).toEqual(['what was noted there cannot be used and was set aside']);
  });

  test.each([
    ['torn', (sealed: Buffer) => sealed.subarray(0, sealed.length - 5)],
    ['cut to nothing', () => Buffer.alloc(0)],
    ['changed in one bit', (sealed: Buffer) => Buffer.from(sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)))],
    ['not ours at all', () => Buffer.from('{"calls":[]}'.repeat(10))],
  ])('that is %s is set aside and told, and the next one works', async (_, damage) => {
    (await opened()).calls.write(calls);
    writeFileSync(file('calls'), damage(readFileSync(file('calls'))));
    const next = await reopened();
    expect(next.calls.read()).toBeNull();
    expect(existsSync(file('calls.set-aside'))).toBe(true);
    expect(told).toHaveLength(1);
    next.calls.write(calls);
    expect(next.calls.read()).toEqual(calls);
  });

  test('of another version is set aside', async () => {
    (await opened()).calls.write(calls);
    const vault = keyFileVault(file('key'));
    writeFileSync(file('calls'), vault.seal(Buffer.from(JSON.stringify({ form: 2, value: calls }))));
    expect((await reopened()).calls.read()).toBeNull();
    expect(existsSync(file('calls.set-aside'))).toBe(true);
  });

  test('has one writer at a time; another one is told that it may not', async () => {
    await opened();
    expect(await openJournal({ folder, log })).toBeNull();
    expect(told).toEqual(['another Offhook runs with this profile: calls of this one would not survive a crash']);
    await reopened();
  });

  test('that cannot be written stops nobody', async () => {
    const journal = await opened();
    rmSync(join(folder, 'journal'), { recursive: true });
    journal.calls.write(calls);
    expect(told).toEqual(['what must outlive a crash could not be noted: a crash now may lose calls']);
  });
});

test('the lock is a thing of the system on every platform, one a folder', () => {
  expect(lockAddress('/a', 'linux')).toMatch(/^\0offhook-[0-9a-f]{32}$/);
  expect(lockAddress('/a', 'win32')).toMatch(/^\\\\\.\\pipe\\offhook-/);
  expect(lockAddress('/a', 'darwin')).toMatch(/\.sock$/);
  expect(lockAddress('/a', 'linux')).not.toBe(lockAddress('/b', 'linux'));
});
