import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractAll, extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { getConfig } from 'app-builder-lib/out/util/config/config.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pack } from '../../scripts/lib/pack.mjs';
import { packedFolders } from '../../scripts/lib/packed.mjs';
import { type StartedMain, startBundledMain } from './bundled-main.ts';

const root = resolve(import.meta.dirname, '../..');
/** Why nothing can be packed here; null when it can. */
const reason =
  process.platform !== 'linux'
    ? `the stub Electron is one for Linux, this is ${process.platform}`
    : existsSync(join(root, 'out/electron/index.cjs'))
      ? null
      : 'out/ is not built (npm run build)';

/** Everything but an Electron: what is proved is the package, not that it runs. */
describe('a package made around a stub Electron', () => {
  let folder: string;
  let started: StartedMain | null = null;
  const unpacked = () => join(folder, 'dist/linux-unpacked');
  const archive = () => join(unpacked(), 'resources/app.asar');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'offhook-packaging-'));
    if (reason !== null) return;
    for (const name of ['package.json', 'electron-builder.yml', 'packaging', 'out', 'scripts/after-pack.mjs']) {
      await cp(join(root, name), join(folder, name), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const { code, output } = await pack({ targets: ['--linux', 'dir', '--x64'], folder, electron: null });
    if (code !== 0) throw new Error(output);
  }, 180_000);
  afterAll(async () => {
    started?.main.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  test('holds the built folders the packager names, and nothing else', async (context) => {
    context.skip(reason !== null, reason ?? '');
    const { files: wanted } = await getConfig(root, 'electron-builder.yml', null);
    const folders = [wanted]
      .flat()
      .flatMap((set) =>
        typeof set === 'object' && set !== null && set.from === undefined ? [set.filter ?? []].flat() : [],
      )
      .flatMap((pattern) => /^((?:out|packaging)\/\w+)\/\*\*$/.exec(pattern)?.[1] ?? []);
    expect(folders).toContain('out/preload');
    const filesIn = async (name: string): Promise<readonly string[]> => {
      const entries = await readdir(join(root, name), { recursive: true, withFileTypes: true });
      return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name).slice(root.length));
    };
    const built = await Promise.all(folders.map(filesIn));
    const packed = await Promise.all(packedFolders.map((name) => filesIn(`out/${name}`)));
    const files = listPackage(archive(), { isPack: false }).filter((path) => /\.\w+$/.test(path));
    expect(files.toSorted()).toEqual(
      [
        ...built.flat(),
        ...packed.flat().map((path) => `${path}.gz`),
        '/out/electron/index.cjs',
        '/package.json',
      ].toSorted(),
    );
    expect(files).toEqual(
      expect.arrayContaining(['/out/electron/index.cjs.gz', '/out/preload/index.cjs', '/out/renderer/pop.html.gz']),
    );
  });

  test('has all of Offhook in its archive, which is checked as it is read', async (context) => {
    context.skip(reason !== null, reason ?? '');
    const resources = await readdir(join(unpacked(), 'resources'));
    expect(resources).toContain('app.asar');
    expect(resources).not.toContain('app.asar.unpacked');
  });

  test('has an archive of a megabyte at most', async (context) => {
    context.skip(reason !== null, reason ?? '');
    expect((await stat(archive())).size).toBeLessThanOrEqual(1_000_000);
  });

  test('comes to 2.5 MB at most as it is unpacked', async (context) => {
    context.skip(reason !== null, reason ?? '');
    const sizes = await Promise.all(
      [...packedFolders, 'preload'].map(async (name) => {
        const entries = await readdir(join(root, 'out', name), { recursive: true, withFileTypes: true });
        const files = entries.filter((entry) => entry.isFile());
        return await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
      }),
    );
    expect(sizes.flat().reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2_500_000);
  });

  test('holds a program that runs: its main serves the page and begins the threads out of what is packed', async (context) => {
    context.skip(reason !== null, reason ?? '');
    const app = join(folder, 'app');
    extractAll(archive(), app);
    const profile = join(app, 'profile');
    await mkdir(profile);
    const settings = {
      agent: { name: 'Ada', extension: '1001' },
      sip: { url: 'wss://127.0.0.1:1/ws', username: '1001' },
    };
    await writeFile(join(profile, 'settings.json'), JSON.stringify(settings));
    await writeFile(join(profile, 'secrets.json'), JSON.stringify({ sipPassword: 'hush' }), { mode: 0o600 });
    started = await startBundledMain(join(app, 'out/electron/index.cjs'), app);
    await expect.poll(started.said, { timeout: 20_000 }).toContain('page 200');
    await expect
      .poll(() => readdirSync(profile), { timeout: 20_000 })
      .toEqual(expect.arrayContaining(['contacts.db', 'history.db']));
    started.main.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(started.said()).not.toMatch(/cannot be opened/);
  });

  test('starts where the build put Electron’s main', (context) => {
    context.skip(reason !== null, reason ?? '');
    const manifest = JSON.parse(extractFile(archive(), 'package.json').toString('utf8')) as Record<string, unknown>;
    expect(manifest['main']).toBe('out/electron/index.cjs');
    expect(manifest['type']).toBe('module');
  });

  test('has all nine fuses where they belong', async (context) => {
    context.skip(reason !== null, reason ?? '');
    const wire = await getCurrentFuseWire(join(unpacked(), 'offhook'));
    const on = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      ownSnapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
      wasmTraps: on(FuseV1Options.WasmTrapHandlers),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspect: false,
      // No effect on Linux.
      asarIntegrity: false,
      onlyAsar: true,
      ownSnapshot: false,
      fileProtocol: false,
      wasmTraps: true,
    });
  });

  test('speaks the languages of the desk, English and German', async (context) => {
    context.skip(reason !== null, reason ?? '');
    expect((await readdir(join(unpacked(), 'locales'))).toSorted()).toEqual(['de.pak', 'en-US.pak']);
  });

  test('says what it is made of, and under which licences', async (context) => {
    context.skip(reason !== null, reason ?? '');
    const notice = (name: string) => readFile(join(unpacked(), 'resources/notices', name), 'utf8');
    const bom = JSON.parse(await notice('sbom.cdx.json')) as {
      readonly bomFormat: string;
      readonly components: readonly { readonly name: string; readonly licenses: readonly object[] }[];
    };
    const names = bom.components.map(({ name }) => name);
    expect(bom.bomFormat).toBe('CycloneDX');
    expect(names).toEqual(expect.arrayContaining(['electron', 'electron-updater', 'react', 'sip.js', 'ws', 'zod']));
    // Only what is in the package, and nothing of what builds or tests it.
    expect(names.filter((name) => /vite|playwright|oxlint|biome|typescript|fast-check/.test(name))).toEqual([]);
    expect(bom.components.filter(({ licenses }) => JSON.stringify(licenses).includes('UNKNOWN'))).toEqual([]);
    const licences = await notice('LICENCES.txt');
    for (const name of names) expect(licences).toContain(`${name} `);
  });
});
