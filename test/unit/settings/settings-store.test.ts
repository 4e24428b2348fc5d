import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConfFile } from '../../../main/settings/conf-file.ts';
import { originsOf } from '../../../main/settings/layers.ts';
import { migrate } from '../../../main/settings/migrations.ts';
import { policyFile } from '../../../main/settings/policy.ts';
import { describeProblem } from '../../../main/settings/problem.ts';
import { SettingsStore } from '../../../main/settings/settings-store.ts';

const good = {
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example:8089/ws', username: '1014' },
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const write = (name: string, value: unknown) =>
  writeFileSync(at(name), typeof value === 'string' ? value : JSON.stringify(value));
const open = async (env: Record<string, string> = {}) => {
  const now = () => new Date(Date.UTC(2026, 2, 4, 10, 42));
  return SettingsStore.open({ folder, env, policyFile: at('policy.json'), openFile: openConfFile, now });
};
const opened = async (env: Record<string, string> = {}) => {
  const store = await open(env);
  if (!store.ok) throw new Error(store.failure.map(describeProblem).join('\n'));
  return store.value;
};
const problems = async (env: Record<string, string> = {}) => {
  const store = await open(env);
  return store.ok ? [] : store.failure.map(describeProblem);
};
const written = (): unknown => JSON.parse(readFileSync(at('settings.json'), 'utf8'));

describe('the settings of a profile', () => {
  test('are completed by defaults, of which nothing is written down', async () => {
    write('settings.json', good);
    const store = await opened();
    expect(store.settings).toMatchObject({ ami: null, tls: { trust: 'system' }, look: { theme: 'system' } });
    store.change([{ path: 'look.theme', value: 'dark' }]);
    expect(written()).toEqual({ version: 1, ...good, look: { theme: 'dark' } });
  });

  test('of nobody yet are no mistake: there is no account, and the look can be chosen already', async () => {
    const store = await opened();
    expect(store.settings).toBeNull();
    expect(store.change([{ path: 'look.theme', value: 'dark' }])).toEqual({ ok: true });
    expect(store.settings).toBeNull();
    expect(existsSync(at('settings.json'))).toBe(true);
    store.change(Object.entries(good).map(([path, value]) => ({ path, value })));
    expect(store.settings).toMatchObject({ agent: { extension: '1014' }, look: { theme: 'dark' } });
  });

  test('change as wished, or not at all when one of the wishes is wrong', async () => {
    write('settings.json', good);
    const store = await opened();
    let told = 0;
    store.onDidChange(() => (told += 1));
    const refused = store.change([
      { path: 'agent.name', value: 'Ada' },
      { path: 'numbers.country', value: 'USA' },
    ]);
    expect(refused).toMatchObject({ ok: false, failure: [{ key: 'numbers.country' }] });
    expect([told, store.settings?.agent.name, written()]).toEqual([0, 'Ines Varga', good]);
    expect(store.change([{ path: 'agent.name', value: 'Ada' }])).toEqual({ ok: true });
    expect([told, store.settings?.agent.name]).toEqual([1, 'Ada']);
  });

  test('go back to the default when they are given up, and leave no empty section behind', async () => {
    write('settings.json', { ...good, look: { theme: 'dark' } });
    const store = await opened();
    expect(store.change([{ path: 'look.theme' }])).toEqual({ ok: true });
    expect(store.settings?.look.theme).toBe('system');
    expect(written()).toEqual({ version: 1, ...good });
  });

  test('keep what somebody wrote into the file meanwhile', async () => {
    write('settings.json', good);
    const store = await opened();
    write('settings.json', { ...good, mailbox: '1014@office' });
    store.change([{ path: 'look.theme', value: 'dark' }]);
    expect(store.settings?.mailbox).toBe('1014@office');
    write('settings.json', '{ "agent": ');
    expect(store.change([{ path: 'look.theme', value: 'light' }])).toMatchObject({
      failure: [{ expected: 'is not valid JSON any more: mend it first' }],
    });
  });

  test.skipIf(process.platform === 'win32')('are for their owner alone', async () => {
    const store = await opened();
    store.change([{ path: 'look.theme', value: 'dark' }]);
    expect(statSync(at('settings.json')).mode & 0o077).toBe(0);
  });
});

describe('a settings file that is torn', () => {
  test('is kept aside under a name that is told, and the desk begins anew', async () => {
    write('settings.json', '{ "agent": { "name": "Ines"');
    const store = await opened();
    expect(store.settings).toBeNull();
    expect(store.broken).toMatchObject({
      file: 'settings.json',
      words: expect.stringContaining('is not valid JSON') as string,
      keptAs: 'settings.json.broken-2026-03-04T10-42-00-000Z',
    });
    expect(readFileSync(at(store.broken?.keptAs ?? ''), 'utf8')).toBe('{ "agent": { "name": "Ines"');
    store.change([{ path: 'look.theme', value: 'dark' }]);
    expect(readdirSync(folder).toSorted()).toEqual(['settings.json', store.broken?.keptAs]);
  });

  test('of another kind than an object is too', async () => {
    write('settings.json', '[1, 2]');
    expect((await opened()).broken?.words).toBe('expected an object in braces');
  });
});

describe('numbered migrations', () => {
  const steps = [
    (document: object) => ({ ...document, first: true }),
    (document: object) => ({ ...document, second: 'first' in document }),
  ];

  test('are done in order, from the version a file was written in', () => {
    expect(migrate({}, steps)).toEqual({ ok: true, value: { document: { first: true, second: true }, from: 0 } });
    expect(migrate({ version: 1 }, steps)).toEqual({ ok: true, value: { document: { second: false }, from: 1 } });
    expect(migrate({ version: 2, mine: 1 }, steps)).toEqual({ ok: true, value: { document: { mine: 1 }, from: 2 } });
  });

  test('leave a file of a later Offhook alone, and say what to do', async () => {
    write('settings.json', { version: 99, ...good });
    expect(await problems()).toEqual([
      'settings.json: version: is 99, of a later Offhook than this one, which knows up to 1: update Offhook',
    ]);
    expect(written()).toEqual({ version: 99, ...good });
  });
});

describe('an administrator’s policy', () => {
  const policy = {
    by: 'Callhouse IT',
    locks: { privacy: { recorder: false }, tls: { trust: 'pin', sha256: 'ab'.repeat(32) } },
    defaults: { look: { theme: 'dark' }, numbers: { country: 'GB' } },
  };

  test('gives defaults a person may change, and locks they may not', async () => {
    write('policy.json', policy);
    write('settings.json', { ...good, privacy: { recorder: true }, tls: { trust: 'ca', file: 'none.pem' } });
    const store = await opened();
    expect(store.settings).toMatchObject({
      privacy: { recorder: false },
      tls: { trust: 'pin' },
      look: { theme: 'dark' },
    });
    expect(store.change([{ path: 'look.theme', value: 'light' }])).toEqual({ ok: true });
    expect(store.settings?.look.theme).toBe('light');
    const refused = store.change([{ path: 'privacy.recorder', value: true }]);
    expect(refused).toMatchObject({ failure: [{ key: 'privacy.recorder', expected: 'is locked by Callhouse IT' }] });
    // Nor the section around it.
    expect(store.change([{ path: 'privacy', value: { recorder: true } }]).ok).toBe(false);
  });

  test('stands above the environment, which stands above the file', async () => {
    write('policy.json', { locks: { agent: { extension: '1099' } } });
    write('settings.json', good);
    const store = await opened({ OFFHOOK_EXTENSION: '1050', OFFHOOK_AGENT_NAME: 'Ada' });
    expect(store.settings?.agent).toMatchObject({ extension: '1099', name: 'Ada' });
    expect(originsOf(store.layers)).toMatchObject({
      'agent.extension': 'locked',
      'agent.name': 'environment',
      'sip.url': 'own',
    });
    expect(store.change([{ path: 'agent.name', value: 'Bea' }])).toMatchObject({
      failure: [{ expected: 'is given by the environment, and cannot be changed here' }],
    });
  });

  test('that cannot be understood stops the start: what is meant to be locked is not open unnoticed', async () => {
    write('policy.json', '{ "locks": ');
    expect(await problems()).toEqual([expect.stringContaining(`${at('policy.json')}: is not valid JSON`)]);
    write('policy.json', { lock: {} });
    expect(await problems()).toEqual([`${at('policy.json')}: lock: there is no such setting`]);
    write('policy.json', { locks: { look: { theme: 'pink' } } });
    expect(await problems()).toEqual([expect.stringContaining(`${at('policy.json')}: look.theme: `)]);
  });

  test('is where each system keeps such things', () => {
    expect(policyFile('linux', {})).toBe('/etc/offhook/policy.json');
    expect(policyFile('darwin', {})).toBe('/Library/Application Support/Offhook/policy.json');
    expect(policyFile('win32', { ProgramData: 'D:\\Data' })).toMatch(/^D:\\Data.Offhook.policy\.json$/);
  });
});
