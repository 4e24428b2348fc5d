import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendCommand } from '../../main/hosts/command-line/send-command.ts';
import { socketAddress } from '../../main/hosts/command-line/socket-address.ts';
import { findElectron } from '../../scripts/lib/electron.mjs';
import { withStubElectron } from './bundled-main.ts';

const root = resolve(import.meta.dirname, '../..');
const isBuilt = existsSync(join(root, 'out/electron/index.cjs'));
const program = findElectron();

/** Offhook in Electron, or the same bundle around a stand-in of Electron's module where its binary is not. */
interface RunningApp {
  /** Addresses of the windows that were opened. */
  readonly windows: () => Promise<readonly string[]>;
  /** What the desk shows; null: nothing draws here. */
  readonly shows: () => Promise<string | null>;
  readonly quit: () => Promise<void>;
}

async function inElectron(executablePath: string, profile: string): Promise<RunningApp> {
  const args = [
    root,
    '--profile',
    profile,
    ...(process.env['ELECTRON_DISABLE_SANDBOX'] === '1' ? ['--no-sandbox'] : []),
  ];
  const app = await _electron.launch({ executablePath, args });
  const desk = async () => app.windows().find((page) => page.url() === 'offhook-app://desk/');
  return {
    windows: async () => app.windows().map((page) => page.url()),
    shows: async () => (await (await desk())?.locator('body').innerText()) ?? '',
    quit: () => app.close(),
  };
}

async function inStandIn(profile: string, folder: string): Promise<RunningApp & { readonly child: ChildProcess }> {
  const hook = join(folder, 'hook.mjs');
  await writeFile(hook, withStubElectron());
  const child = spawn(
    process.execPath,
    ['--import', pathToFileURL(hook).href, join(root, 'out/electron/index.cjs'), '--profile', profile],
    { env: { PATH: process.env['PATH'], STUB_APP_DATA: folder }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  return {
    child,
    windows: async () => [...said.matchAll(/^window (\S+)$/gm)].map(([, address]) => address ?? ''),
    shows: () => Promise.resolve(null),
    quit: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

describe.skipIf(!isBuilt)(
  `Offhook started ${program === null ? 'around a stand-in of Electron, whose binary is not here' : 'in Electron itself'}`,
  () => {
    let folder: string;
    let profile: string;
    let app: RunningApp | null = null;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'offhook-smoke-'));
      profile = join(folder, 'profile');
      await mkdir(profile);
      const settings = {
        agent: { name: 'Ada', extension: '1001' },
        sip: { url: 'wss://127.0.0.1:1/ws', username: '1001' },
      };
      await writeFile(join(profile, 'settings.json'), JSON.stringify(settings));
      await writeFile(join(profile, 'secrets.json'), JSON.stringify({ sipPassword: 'hush' }), { mode: 0o600 });
      app = program === null ? await inStandIn(profile, folder) : await inElectron(program, profile);
    });
    afterEach(async () => {
      await app?.quit();
      await rm(folder, { recursive: true, force: true });
    });

    test('opens its three windows, draws the desk, and answers the command line', async () => {
      const running = app;
      if (running === null) throw new Error('nothing was started');
      await expect
        .poll(async () => (await running.windows()).toSorted(), { timeout: 30_000 })
        .toEqual(['offhook-app://desk/', 'offhook-app://desk/media.html', 'offhook-app://desk/pop.html']);
      if ((await running.shows()) !== null) await expect.poll(running.shows, { timeout: 15_000 }).toContain('Ada');
      const ask = async () => {
        const sent = await sendCommand(socketAddress(profile, process.platform) ?? '', { command: 'status' }, 5_000);
        return sent.ok ? sent.value.status?.agent : sent.failure;
      };
      await expect.poll(ask, { timeout: 15_000 }).toMatchObject({ extension: '1001', state: 'offline' });
    });
  },
);
