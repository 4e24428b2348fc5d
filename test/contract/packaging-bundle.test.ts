import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noncePlaceholder } from '../../main/hosts/page-files.ts';
import { importsOf } from '../architecture/imports.ts';
import { type StartedMain, startBundledMain } from './bundled-main.ts';

const root = resolve(import.meta.dirname, '../..');
const built = (path: string) => join(root, 'out', path);
const isBuilt = existsSync(built('electron/index.cjs'));
const notBuilt = 'out/ is not built (npm run build)';

const foreign = (path: string, allowed: readonly string[]): readonly (string | null)[] =>
  importsOf({ path, text: readFileSync(built(path), 'utf8') })
    .map(({ specifier }) => specifier)
    .filter((name) => name === null || !(isBuiltin(name) || allowed.includes(name)));

describe.skipIf(!isBuilt)(`the bundles${isBuilt ? '' : `: ${notBuilt}`}`, () => {
  /** What ws asks for and does without: vite.config.ts. */
  const optional = ['bufferutil', 'utf-8-validate'];

  test('need nothing beside them: Node’s own modules, and Electron where it is', () => {
    expect(foreign('electron/index.cjs', ['electron', ...optional])).toEqual([]);
    expect(foreign('browser/index.cjs', [])).toEqual([]);
    expect(foreign('browser-host/index.cjs', optional)).toEqual([]);
  });

  test.each(['index.html', 'talking.html', 'pop.html', 'media.html'])(
    'of %s weigh 200 kB at most, as they would travel, before it can be used',
    (page) => {
      const weight = (path: string) => gzipSync(readFileSync(built(join('renderer', path))), { level: 9 }).byteLength;
      // What it names itself: its script, all that this imports, and its styles. Another language is read when it is spoken.
      const named = [
        ...readFileSync(built(join('renderer', page)), 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g),
      ];
      const files = named.map(([, path = '']) => path);
      expect(files.length).toBeGreaterThan(2);
      expect(weight(page) + files.reduce((sum, path) => sum + weight(path), 0)).toBeLessThanOrEqual(200_000);
    },
  );

  test.each(['index.html', 'talking.html', 'pop.html', 'media.html'])(
    'of %s leave room for a nonce at each thing it loads',
    (page) => {
      const html = readFileSync(built(join('renderer', page)), 'utf8');
      const loads = html.match(/<(?:script|link)[^>]*(?:src|href)="\.\/assets[^>]*>/g) ?? [];
      expect(loads.length).toBeGreaterThan(1);
      for (const tag of loads) expect(tag).toContain(`nonce="${noncePlaceholder}"`);
    },
  );

  test('the preload runs where only Electron can be required, and exposes the desk’s bridge', () => {
    const exposed = new Map<string, unknown>();
    const sent: string[] = [];
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, value: unknown) => void exposed.set(name, value) },
      ipcRenderer: { send: (channel: string) => void sent.push(channel), on: () => undefined },
    };
    const require = (name: string) => {
      if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`);
      return electron;
    };
    runInContext(
      readFileSync(built('preload/index.cjs'), 'utf8'),
      createContext({ require, exports: {}, URL, setTimeout }),
    );
    expect([...exposed.keys()]).toEqual(['offhook']);
    expect(sent).toEqual(['offhook:open']);
  });
});

/** Electron itself is not run: its module is a stub, everything else is the bundle that is shipped. */
describe.skipIf(!isBuilt)(`the bundled main of Electron${isBuilt ? '' : `: ${notBuilt}`}`, () => {
  let folder: string;
  let started: StartedMain | null = null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'offhook-bundle-'));
  });
  afterEach(async () => {
    started?.main.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const start = async () => (started = await startBundledMain(built('electron/index.cjs'), folder));

  test('says in words what is wrong with the settings', async () => {
    await mkdir(join(folder, 'profile'));
    await writeFile(join(folder, 'profile/settings.json'), JSON.stringify({ sip: { url: 'pbx' } }));
    const { ended, said } = await start();
    expect(await ended).toBe(2);
    expect(said()).toContain('page 200');
    expect(said()).toContain(`The settings in ${join(folder, 'profile')} cannot be used:`);
  });

  test('opens the desk while the PBX is away, and leaves when asked to, with the window’s place kept', async () => {
    const profile = join(folder, 'profile');
    await mkdir(profile);
    const settings = {
      agent: { name: 'Ada', extension: '1001' },
      sip: { url: 'wss://127.0.0.1:1/ws', username: '1001' },
    };
    await writeFile(join(profile, 'settings.json'), JSON.stringify(settings));
    await writeFile(join(profile, 'secrets.json'), JSON.stringify({ sipPassword: 'hush' }), { mode: 0o600 });
    const { main, ended, said } = await start();
    await expect.poll(said, { timeout: 20_000 }).toContain('key Control+Shift+F12');
    expect(
      said()
        .match(/^window .*$/gm)
        ?.toSorted(),
    ).toEqual([
      'window offhook-app://desk/',
      'window offhook-app://desk/media.html',
      'window offhook-app://desk/pop.html',
    ]);
    main.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(JSON.parse(await readFile(join(profile, 'electron/window.json'), 'utf8'))).toEqual({
      places: { last: '1', byScreen: { 1: { x: 0, y: 0, width: 420, height: 760 } } },
    });
    expect(said()).not.toContain('hush');
  });
});
