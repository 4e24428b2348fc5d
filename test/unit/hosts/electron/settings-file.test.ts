import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConfFile } from '../../../../main/settings/conf-file.ts';
import { type SettingsFile, SettingsStore } from '../../../../main/settings/settings-store.ts';

/** electron-store itself, in plain Node: it asks for no more of Electron than a place it is given anyway. */
let openElectronFile: (folder: string) => SettingsFile;
const folders: string[] = [];

beforeAll(async () => {
  // Electron's package looks for its binary when it is loaded, unless it is told where that is.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '/nowhere';
  ({ openElectronFile } = await import('../../../../main/hosts/electron/settings-file.ts'));
});
afterAll(async () => {
  delete process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-settings-'));
  folders.push(folder);
  return folder;
}

async function open(folder: string, openFile: (folder: string) => SettingsFile): Promise<SettingsStore> {
  const now = () => new Date(0);
  const store = await SettingsStore.open({ folder, env: {}, policyFile: join(folder, 'none'), openFile, now });
  if (!store.ok) throw new Error(JSON.stringify(store.failure));
  return store.value;
}

const account = [
  { path: 'agent', value: { name: 'Inés “Varga”', extension: '1014' } },
  { path: 'sip', value: { url: 'wss://pbx.example:8089/ws', username: '1014' } },
  { path: 'queues.wrapUp', value: { 'Support.DE': 15 } },
];

describe('the settings of both hosts are one file', () => {
  const hosts = { 'electron-store': (folder: string) => openElectronFile(folder), conf: openConfFile };
  const ways = [
    ['electron-store', 'conf'],
    ['conf', 'electron-store'],
  ] as const;

  test.each(ways)('what %s wrote, %s reads and goes on with', async (writer, reader) => {
    const folder = await newFolder();
    const written = await open(folder, hosts[writer]);
    expect(written.change(account)).toMatchObject({ ok: true });
    const read = await open(folder, hosts[reader]);
    expect(read.broken).toBeNull();
    expect(read.settings).toEqual(written.settings);
    expect(read.settings).toMatchObject({
      agent: { name: 'Inés “Varga”' },
      queues: { wrapUp: { 'Support.DE': 15 } },
    });
    expect(read.change([{ path: 'look.theme', value: 'dark' }])).toMatchObject({ ok: true });
    // And back: neither has put anything into it that the other does not know.
    const again = await open(folder, hosts[writer]);
    expect(again.settings).toEqual(read.settings);
  });

  test('is the same to the byte, and its owner’s alone', async () => {
    const texts = await Promise.all(
      Object.values(hosts).map(async (openFile) => {
        const folder = await newFolder();
        (await open(folder, openFile)).change(account);
        const path = join(folder, 'settings.json');
        if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
        return readFileSync(path, 'utf8');
      }),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).toContain('Support.DE');
  });
});
