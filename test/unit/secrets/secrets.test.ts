import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger, type LogLine } from '../../../main/base/log.ts';
import { openJournal } from '../../../main/journal/open-journal.ts';
import { journalKey } from '../../../main/secrets/journal-key.ts';
import { openSecrets } from '../../../main/secrets/open-secrets.ts';
import type { Sealer } from '../../../main/secrets/sealed-store.ts';

const canary = 'canary-4711';
let folder = '';
let told: LogLine[] = [];
const log = createLogger(
  (line) => told.push(line),
  () => 0,
);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-secrets-'));
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As safeStorage does it, with a key of this test's: what is sealed says nothing. */
const sealer = (key = 7): Sealer => ({
  seal: (text) => Promise.resolve(Buffer.from([key, ...Buffer.from(text).map((byte) => byte ^ key)])),
  open: (sealed) => {
    if (sealed[0] !== key) return Promise.reject(new Error(`not mine: ${canary}`));
    return Promise.resolve({
      text: Buffer.from(sealed.subarray(1).map((byte) => byte ^ key)).toString(),
      renew: false,
    });
  },
});
const base = { env: {}, now: () => new Date(0) };
const open = async (keep: 'keep' | 'ask' | 'file' = 'keep', using: Sealer | null = sealer()) => {
  const opened = await openSecrets({ ...base, folder, keep, sealer: using, log });
  if (!opened.ok) throw new Error(opened.failure);
  return opened.value;
};
const file = (name = 'secrets.json') => join(folder, name);
const left = (value: string) => writeFileSync(file(), value, { mode: 0o600 });
/** All that is on disk, as one text. */
const disk = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

describe('secrets with a keychain', () => {
  test('are on disk sealed and nowhere plain, for their owner alone', async () => {
    const { store, why } = await open();
    expect([store.place, why]).toEqual(['keychain', null]);
    expect(await store.set('sipPassword', canary)).toEqual({ ok: true });
    expect(await (await open()).store.get('sipPassword')).toBe(canary);
    expect(disk()).not.toContain(canary);
    if (process.platform !== 'win32') expect(statSync(file('secrets.sealed.json')).mode & 0o077).toBe(0);
    await store.set('sipPassword', null);
    expect(await store.get('sipPassword')).toBeNull();
  });

  test('take over what stands in secrets.json, which goes', async () => {
    left(JSON.stringify({ sipPassword: canary, amiSecret: 'canary-4712' }));
    const { store } = await open();
    expect(await store.get('amiSecret')).toBe('canary-4712');
    expect(existsSync(file())).toBe(false);
    expect(disk()).not.toContain('canary');
  });

  test('stay in secrets.json when the keychain does not take them, and the reason is told', async () => {
    left(JSON.stringify({ sipPassword: canary }));
    const locked: Sealer = { ...sealer(), seal: () => Promise.reject(new Error(`locked ${canary}`)) };
    const { store, why } = await open('keep', locked);
    expect([store.place, why]).toEqual(['file', 'the system’s keychain did not take it']);
    expect(await store.get('sipPassword')).toBe(canary);
  });

  test('of another computer are asked for again', async () => {
    await (await open()).store.set('sipPassword', canary);
    const { store } = await open('keep', sealer(9));
    expect(await store.get('sipPassword')).toBeNull();
    expect(JSON.stringify(told)).not.toContain('canary');
    expect(told[0]?.message).toBe('a secret cannot be opened with the key of this computer');
    await store.set('sipPassword', 'new');
    expect(await store.get('sipPassword')).toBe('new');
  });

  test('are sealed anew when the system’s key has changed', async () => {
    await (await open()).store.set('sipPassword', canary);
    const before = readFileSync(file('secrets.sealed.json'), 'utf8');
    const renewing: Sealer = {
      open: async (sealed) => ({ ...(await sealer().open(sealed)), renew: true }),
      seal: sealer(9).seal,
    };
    expect(await (await open('keep', renewing)).store.get('sipPassword')).toBe(canary);
    expect(readFileSync(file('secrets.sealed.json'), 'utf8')).not.toBe(before);
  });
});

describe('secrets without a keychain', () => {
  test('are in a file for their owner alone, and why is said', async () => {
    const { store, why } = await open('keep', null);
    expect(store.place).toBe('file');
    expect(why).toMatch(/desktop session|installed app/);
    await store.set('sipPassword', canary);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ sipPassword: canary });
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o077).toBe(0);
    await store.set('sipPassword', null);
    expect(existsSync(file())).toBe(false);
  });

  test('may be kept nowhere at all', async () => {
    const { store } = await open('ask');
    expect(store.place).toBe('memory');
    await store.set('sipPassword', canary);
    expect(await store.get('sipPassword')).toBe(canary);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('in a torn file are set aside with it, and none of them is quoted', async () => {
    left(`{"sipPassword": "${canary}" oops`);
    const { store, brokenKeptAs } = await open('keep', null);
    expect(await store.get('sipPassword')).toBeNull();
    expect(brokenKeptAs).toBe('secrets.json.broken-1970-01-01T00-00-00-000Z');
    expect(readdirSync(folder)).toEqual([brokenKeptAs]);
    expect(JSON.stringify(told)).not.toContain('canary');
  });

  test.skipIf(process.platform === 'win32')('that others can read are refused, with the cure', async () => {
    left(JSON.stringify({ sipPassword: canary }));
    chmodSync(file(), 0o644);
    expect(await openSecrets({ ...base, folder, keep: 'keep', sealer: null, log })).toEqual({
      ok: false,
      failure: 'can be read by other users of this computer; run `chmod 600` on it and change the passwords',
    });
  });
});

describe('the key calls are noted under', () => {
  const calls = [{ callId: 'noted-call-id' }];
  const journalWith = async (using: Sealer | null) => {
    const { store } = await open('keep', using);
    const journal = await openJournal({ folder, log, keyFrom: (legacy) => journalKey(store, legacy) });
    if (journal === null) throw new Error('somebody else holds it');
    return journal;
  };

  test('is in the keychain, and an older key file moves there with what it sealed', async () => {
    const first = await journalWith(null);
    first.calls.write(calls);
    first.dispose();
    expect(existsSync(join(folder, 'journal/key'))).toBe(true);

    const second = await journalWith(sealer());
    expect(second.calls.read()).toEqual(calls);
    expect(existsSync(join(folder, 'journal/key'))).toBe(false);
    second.dispose();

    const third = await journalWith(sealer());
    expect(third.calls.read()).toEqual(calls);
    third.dispose();
    expect(disk()).not.toContain('noted-call-id');
  });
});
