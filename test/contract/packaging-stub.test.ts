import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { getConfig } from 'app-builder-lib/out/util/config/config.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pack } from '../../scripts/lib/pack.mjs';

const root = resolve(import.meta.dirname, '../..');
/** Why nothing can be packed here; null when it can. */
const reason =
  process.platform !== 'linux'
    ? `the stub Electron is one for Linux, this is ${process.platform}`
    : existsSync(join(root, 'out/electron/index.js'))
      ? null
      : 'out/ is not built (npm run build)';

/** Everything but an Electron: what is proved is the package, not that it runs. */
describe('a package made around a stub Electron', () => {
  let folder: string;
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
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('holds the built folders the packager names, and nothing else', async (context) => {
    context.skip(reason !== null, reason ?? '');
    const { files: wanted } = await getConfig(root, 'electron-builder.yml', null);
    const folders = [wanted]
      .flat()
      .flatMap((set) => (typeof set === 'object' && set !== null ? [set.filter ?? []].flat() : []))
      .flatMap((pattern) => /^((?:out|packaging)\/\w+)\/\*\*$/.exec(pattern)?.[1] ?? []);
    expect(folders).toContain('out/renderer');
    const built = await Promise.all(
      folders.map(async (name) => {
        const entries = await readdir(join(root, name), { recursive: true, withFileTypes: true });
        return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      }),
    );
    const files = listPackage(archive(), { isPack: false }).filter((path) => /\.\w+$/.test(path));
    expect(files.toSorted()).toEqual(
      [...built.flat().map((path) => path.slice(root.length)), '/package.json'].toSorted(),
    );
    expect(files).toEqual(
      expect.arrayContaining(['/out/electron/index.js', '/out/preload/index.cjs', '/out/renderer/pop.html']),
    );
  });

  test('has an archive of 2.1 MB at most', async (context) => {
    context.skip(reason !== null, reason ?? '');
    expect((await stat(archive())).size).toBeLessThanOrEqual(2_100_000);
  });

  test('starts where the build put Electron’s main', (context) => {
    context.skip(reason !== null, reason ?? '');
    const manifest = JSON.parse(extractFile(archive(), 'package.json').toString('utf8')) as Record<string, unknown>;
    expect(manifest['main']).toBe('out/electron/index.js');
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
