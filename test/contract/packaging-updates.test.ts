import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leaveOut } from '../../scripts/lib/left-out.mjs';
import { withStubElectron } from './bundled-main.ts';

const root = resolve(import.meta.dirname, '../..');
const onLinux = process.platform === 'linux';

const installer = Buffer.from('the next Offhook');
const sum = createHash('sha512').update(installer).digest('base64');
const described = (version: string, sha512: string) =>
  `version: ${version}\nfiles:\n  - url: Offhook.AppImage\n    sha512: ${sha512}\n    size: ${installer.length}\n` +
  `path: Offhook.AppImage\nsha512: ${sha512}\nreleaseDate: '2026-11-26T12:00:00.000Z'\n`;

/** The packager's library as main has it: bundled, with much of it left out. Electron's network is Node's. */
describe.skipIf(!onLinux)(`updates${onLinux ? '' : ': the package that is updated here is one for Linux'}`, () => {
  let bundle: string;
  let folder: string;
  let server: Server;
  let latest = '';

  beforeAll(async () => {
    bundle = await mkdtemp(join(tmpdir(), 'offhook-updater-'));
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      plugins: [leaveOut()],
      ssr: { noExternal: true, external: ['electron'] },
      build: {
        ssr: join(root, 'node_modules/electron-updater/out/main.js'),
        outDir: bundle,
        emptyOutDir: true,
        rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'updater.cjs' } },
      },
    });
  });
  afterAll(() => rm(bundle, { recursive: true, force: true }));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'offhook-updates-'));
    server = createServer(({ url }, response) => {
      if (url?.startsWith('/latest-linux.yml') === true) return response.end(latest);
      if (url === '/Offhook.AppImage') return response.end(installer);
      return response.writeHead(404).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    // As the packager leaves it in a package.
    await writeFile(join(folder, 'app-update.yml'), 'updaterCacheDirName: offhook-updater\n');
    await writeFile(join(folder, 'Offhook.AppImage'), 'this Offhook');
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await rm(folder, { recursive: true, force: true });
  });

  /** What came of looking once, in the version 0.0.0 of the stub. */
  const look = async (): Promise<string> => {
    const program = `
      import { createRequire } from 'node:module';
      ${withStubElectron()}
      process.resourcesPath = ${JSON.stringify(folder)};
      const { app } = await import('electron');
      const { autoUpdater } = createRequire(import.meta.url)(${JSON.stringify(join(bundle, 'updater.cjs'))});
      app.setPath('userData', ${JSON.stringify(folder)});
      autoUpdater.logger = null;
      autoUpdater.setFeedURL({ provider: 'generic', url: 'http://127.0.0.1:${(server.address() as AddressInfo).port}', channel: 'latest' });
      const end = (words) => process.stdout.write(words, () => process.exit());
      autoUpdater.on('update-downloaded', ({ version, downloadedFile }) => end(version + ' in ' + downloadedFile));
      autoUpdater.on('update-not-available', ({ version }) => end('no news in ' + version));
      autoUpdater.on('error', ({ code, message }) => end('failed: ' + (code ?? message)));
      await autoUpdater.checkForUpdates();`;
    const file = join(folder, 'look.mjs');
    await writeFile(file, program);
    const env = { PATH: process.env['PATH'], APPIMAGE: join(folder, 'Offhook.AppImage'), XDG_CACHE_HOME: folder };
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
    await new Promise((closed) => child.once('close', closed));
    return said;
  };

  test('are found in the folder of a server, brought, and compared with what was promised', async () => {
    latest = described('0.1.0', sum);
    const file = join(folder, 'offhook-updater/pending/Offhook.AppImage');
    expect(await look()).toBe(`0.1.0 in ${file}`);
    expect(await readFile(file)).toEqual(installer);
    // Not brought a second time.
    server.removeAllListeners('request');
    server.on('request', (_request, response) => response.end(latest));
    expect(await look()).toBe(`0.1.0 in ${file}`);
  });

  test('that are none are left where they are', async () => {
    latest = described('0.0.0', sum);
    expect(await look()).toBe('no news in 0.0.0');
  });

  test('that are not what was promised are not taken', async () => {
    latest = described('0.1.0', createHash('sha512').update('another').digest('base64'));
    expect(await look()).toBe('failed: ERR_CHECKSUM_MISMATCH');
  });
});
