import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../main/base/log.ts';
import { openSecrets } from '../../main/secrets/open-secrets.ts';

const needed = ['dbus-daemon', 'gnome-keyring-daemon', 'secret-tool'];
const isHere = (program: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const missing = needed.filter((program) => !isHere(program));
const why = `there is no ${missing.join(', ')} on this machine`;
const canary = 'canary-4711 „ö“ $(x)';

/** A desktop's bus and keyring of this test's own, unlocked; nobody's real keyring is asked. */
describe('passwords in the keyring of a desktop, by secret-tool', () => {
  let folder = '';
  let bus: ChildProcess | null = null;
  let env: Readonly<Record<string, string | undefined>> = {};
  const log = createLogger(
    () => undefined,
    () => 0,
  );
  const open = () => openSecrets({ folder, keep: 'keep', env, sealer: null, now: () => new Date(0), log });

  beforeEach(async (context) => {
    context.skip(missing.length > 0, why);
    folder = mkdtempSync(join(tmpdir(), 'offhook-keyring-'));
    const started = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    bus = started;
    const address = await new Promise<string>((said) =>
      started.stdout.once('data', (line: Buffer) => said(line.toString().trim())),
    );
    env = {
      ...process.env,
      DBUS_SESSION_BUS_ADDRESS: address,
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_RUNTIME_DIR: folder,
    };
    const options = {
      env: { ...env },
      input: 'a pass phrase',
      stdio: ['pipe', 'ignore', 'ignore'] as ('pipe' | 'ignore')[],
    };
    execFileSync('gnome-keyring-daemon', ['--unlock', '--components=secrets'], options);
    // It says nothing when it is on the bus; until then secret-tool complains.
    const complains = () => spawnSync('secret-tool', ['lookup', 'name', 'none'], { env: { ...env } }).stderr.length > 0;
    await expect.poll(complains, { timeout: 15_000 }).toBe(false);
  });
  afterEach(() => {
    // The keyring ends with its bus.
    bus?.kill();
    if (folder === '') return;
    rmSync(folder, { recursive: true, force: true });
  });

  test('go in and come out again, are told apart by their names, and are forgotten when that is asked', async () => {
    const opened = await open();
    if (!opened.ok) throw new Error(opened.failure);
    const { store } = opened.value;
    expect([store.place, opened.value.why]).toEqual(['secret-service', null]);
    expect(await store.get('sipPassword')).toBeNull();
    expect(await store.set('sipPassword', canary)).toEqual({ ok: true, value: undefined });
    await store.set('amiSecret', 'another');
    expect([await store.get('sipPassword'), await store.get('amiSecret')]).toEqual([canary, 'another']);
    expect(await store.set('sipPassword', null)).toMatchObject({ ok: true });
    expect([await store.get('sipPassword'), await store.get('amiSecret')]).toEqual([null, 'another']);
  });

  test('that were left in a file move there, and stand on the disk in no file any more', async () => {
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ sipPassword: canary }), { mode: 0o600 });
    const opened = await open();
    if (!opened.ok) throw new Error(opened.failure);
    expect([opened.value.store.place, opened.value.why]).toEqual(['secret-service', null]);
    expect(await opened.value.store.get('sipPassword')).toBe(canary);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
    expect(texts.join('\n')).not.toContain('canary-4711');
  });
});
