import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OffhookOptions } from '../../../../main/app/offhook.ts';
import { FakeContents, FakeWindow, ipcEvent } from './fake-electron.ts';

/** Everything the host did, in order; what it should not touch throws. */
const world = vi.hoisted(() => ({
  did: [] as string[],
  app: null as unknown,
  ipc: null as unknown,
  window: null as unknown,
  gotLock: true,
  errors: [] as string[],
  served: [] as unknown[],
  options: null as unknown,
}));

class FakeApp extends EventEmitter {
  readonly isPackaged = true;
  readonly exits: number[] = [];
  getPath = (name: string) => `/data/${name}`;
  setPath = (name: string, path: string) => void world.did.push(`${name} is ${path}`);
  requestSingleInstanceLock = () => world.did.push('lock') > 0 && world.gotLock;
  enableSandbox = () => void world.did.push('sandbox');
  whenReady = () => Promise.resolve(void world.did.push('ready'));
  quit = () => void this.emit('before-quit', { preventDefault: () => undefined });
  exit = (code: number) => void this.exits.push(code);
}

vi.mock('electron', () => {
  const ignore = () => undefined;
  return {
    get app() {
      return world.app;
    },
    get ipcMain() {
      return world.ipc;
    },
    get BrowserWindow() {
      return world.window;
    },
    dialog: { showErrorBox: (_title: string, words: string) => void world.errors.push(words) },
    powerMonitor: { on: ignore },
    Menu: { setApplicationMenu: ignore, buildFromTemplate: ignore },
    protocol: {
      registerSchemesAsPrivileged: (schemes: readonly { readonly scheme: string }[]) =>
        void world.did.push(`scheme ${schemes.map(({ scheme }) => scheme).join()}`),
      handle: (scheme: string) => void world.did.push(`serve ${scheme}`),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: () => void world.did.push('permissions'),
        setPermissionCheckHandler: ignore,
        setDevicePermissionHandler: ignore,
        setDisplayMediaRequestHandler: ignore,
      },
    },
  };
});
vi.mock('electron-store', () => ({
  default: class {
    get = () => ({ x: 10, y: 20, width: 500, height: 800 });
    set = (key: string, value: unknown) => void world.did.push(`store ${key} ${JSON.stringify(value)}`);
  },
}));
vi.mock('../../../../main/hosts/page-files.ts', () => ({
  readPageFiles: () => Promise.resolve(new Map()),
  pageHeaders: {},
}));
vi.mock('../../../../main/app/create-offhook.ts', () => ({
  createOffhook: (options: OffhookOptions) => {
    world.options = options;
    return {
      start: () => void world.did.push('start'),
      serve: (wire: unknown) => world.served.push(wire),
      stop: (within: number) => Promise.resolve(void world.did.push(`stop ${within}`)),
      dispose: () => void world.did.push('dispose'),
    };
  },
}));

describe('Offhook in Electron', () => {
  const args = process.argv;
  let profile: string;
  let app: FakeApp;

  beforeEach(async () => {
    profile = await mkdtemp(join(tmpdir(), 'offhook-profile-'));
    app = new FakeApp();
    const ipc = new EventEmitter();
    Object.assign(world, {
      did: [],
      app,
      ipc,
      window: FakeWindow,
      gotLock: true,
      errors: [],
      served: [],
      options: null,
    });
    FakeWindow.opened.length = 0;
    process.argv = ['electron', '/checkout', '--profile', profile];
  });
  afterEach(async () => {
    process.argv = args;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.removeAllListeners(name);
    await rm(profile, { recursive: true });
  });

  const writeSettings = async () => {
    const settings = {
      agent: { name: 'Ada', extension: '1001' },
      sip: { url: 'wss://pbx.example:8089/ws', username: '1001' },
    };
    await writeFile(join(profile, 'settings.json'), JSON.stringify(settings));
    await writeFile(join(profile, 'secrets.json'), JSON.stringify({ sipPassword: 'hush' }), { mode: 0o600 });
  };
  const startApp = async () => {
    vi.resetModules();
    await import('../../../../main/hosts/electron/index.ts');
    await expect.poll(() => FakeWindow.opened.length + app.exits.length).toBeGreaterThan(0);
  };

  test('is locked down before Chromium starts, and guarded before the page loads', async () => {
    await writeSettings();
    await startApp();
    expect(world.did).toEqual([
      `userData is ${join(profile, 'electron')}`,
      'lock',
      'sandbox',
      'scheme offhook-app',
      'ready',
      'permissions',
      'serve offhook-app',
      'start',
    ]);
    expect(FakeWindow.opened[0]?.options).toMatchObject({
      x: 10,
      width: 500,
      webPreferences: { sandbox: true, devTools: false },
    });
    expect(FakeWindow.opened[0]?.options.webPreferences?.preload).toMatch(/preload.index\.cjs$/);
    expect(world.options).toMatchObject({ settings: { agent: { name: 'Ada' } }, rehearsal: null });
  });

  test('serves the page that says it is there', async () => {
    await writeSettings();
    await startApp();
    (world.ipc as EventEmitter).emit('offhook:open', ipcEvent(new FakeContents()));
    expect(world.served).toHaveLength(1);
  });

  test('says in words what is wrong with the settings, and ends', async () => {
    await startApp();
    expect(app.exits).toEqual([2]);
    expect(world.errors).toHaveLength(1);
    expect(world.errors[0]).toContain(`The settings in ${profile} cannot be used:`);
    expect(world.errors[0]).toContain('settings.json');
    expect(world.did).not.toContain('start');
  });

  test('a second one on the same profile leaves, and the first comes to the front', async () => {
    await writeSettings();
    await startApp();
    app.emit('second-instance');
    expect(FakeWindow.opened[0]?.did.slice(-2)).toEqual(['show', 'focus']);

    world.gotLock = false;
    const second = new FakeApp();
    app = second;
    world.app = second;
    FakeWindow.opened.length = 0;
    await startApp();
    expect([second.exits, FakeWindow.opened]).toEqual([[0], []]);
  });

  test('unregisters and remembers its place before it leaves', async () => {
    await writeSettings();
    await startApp();
    app.emit('window-all-closed');
    await expect.poll(() => app.exits).toEqual([0]);
    expect(world.did.slice(-3).toSorted()).toEqual([
      'dispose',
      'stop 3000',
      'store place {"x":1,"y":2,"width":420,"height":760}',
    ]);
    expect(world.did.at(-1)).toBe('dispose');
  });
});
