import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OffhookOptions } from '../../../../main/app/offhook.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { FakeContents, FakeWindow, ipcEvent, refusable } from './fake-electron.ts';

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
  told: null as unknown,
  shortcuts: new Map<string, () => void>(),
  globalKeys: [] as unknown,
  dialAsked: [] as unknown[],
  view: null as unknown,
  asked: [] as unknown[],
  power: null as unknown,
}));

class FakeApp extends EventEmitter {
  readonly isPackaged = true;
  readonly exits: number[] = [];
  getPath = (name: string) => `/data/${name}`;
  setPath = (name: string, path: string) => void world.did.push(`${name} is ${path}`);
  getLocale = () => 'en-GB';
  getVersion = () => '0.0.0';
  setBadgeCount = () => true;
  getLoginItemSettings = () => ({ openAtLogin: false });
  isDefaultProtocolClient = () => false;
  setAsDefaultProtocolClient = (scheme: string) => world.did.push(`link ${scheme}`) > 0;
  requestSingleInstanceLock = (data: unknown) => {
    world.told = data;
    return world.did.push('lock') > 0 && world.gotLock;
  };
  enableSandbox = () => void world.did.push('sandbox');
  whenReady = () => Promise.resolve(void world.did.push('ready'));
  quit = () => void this.emit('before-quit', { preventDefault: () => undefined });
  exit = (code: number) => void this.exits.push(code);
}

vi.mock('electron', () => {
  const ignore = () => undefined;
  const display = { id: 7, workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
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
    dialog: {
      showErrorBox: (_title: string, words: string) => void world.errors.push(words),
      showMessageBox: (options: unknown) => {
        world.asked.push(options);
        return Promise.resolve({ response: 0 });
      },
    },
    get powerMonitor() {
      return world.power;
    },
    powerSaveBlocker: { start: () => 1, stop: ignore },
    clipboard: { readText: () => Promise.resolve(' +44 20 7946 0137\n') },
    nativeImage: { createFromPath: (path: string) => ({ path, setTemplateImage: ignore }) },
    globalShortcut: {
      register: (chord: string, run: () => void) => {
        world.shortcuts.set(chord, run);
        return chord !== 'Control+Shift+F10';
      },
      unregister: ignore,
    },
    shell: { openExternal: ignore },
    systemPreferences: { askForMediaAccess: () => Promise.resolve(true) },
    Notification: { isSupported: () => false },
    Tray: class extends EventEmitter {
      setImage = ignore;
      setToolTip = (words: string) => void world.did.push(`tray ${words.split('\n')[0]}`);
      setContextMenu = ignore;
      destroy = () => void world.did.push('no tray');
    },
    safeStorage: { isAsyncEncryptionAvailable: () => Promise.resolve(false) },
    Menu: { setApplicationMenu: ignore, buildFromTemplate: ignore },
    protocol: {
      registerSchemesAsPrivileged: (schemes: readonly { readonly scheme: string }[]) =>
        void world.did.push(`scheme ${schemes.map(({ scheme }) => scheme).join()}`),
      handle: (scheme: string) => void world.did.push(`serve ${scheme}`),
    },
    screen: {
      getAllDisplays: () => [display],
      getDisplayMatching: () => display,
      getDisplayNearestPoint: () => display,
      getCursorScreenPoint: () => ({ x: 0, y: 0 }),
    },
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
    get = () => ({ last: '7', byScreen: { 7: { x: 10, y: 20, width: 500, height: 800 } } });
    store = {};
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
      today: () => [],
      get view() {
        return world.view;
      },
      onDidChangeView: () => ({ dispose: () => undefined }),
      setGlobalKeys: (keys: unknown) => void (world.globalKeys = keys),
      askToDial: (asked: unknown) => void world.dialAsked.push(asked),
      askToSetUp: () => false,
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
  let power: EventEmitter;

  beforeEach(async () => {
    profile = await mkdtemp(join(tmpdir(), 'offhook-profile-'));
    app = new FakeApp();
    const ipc = new EventEmitter();
    power = new EventEmitter();
    Object.assign(world, {
      did: [],
      app,
      ipc,
      window: FakeWindow,
      gotLock: true,
      errors: [],
      served: [],
      options: null,
      shortcuts: new Map(),
      dialAsked: [],
      asked: [],
      view: views.idle,
      power,
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
    // The desk, the pop and the audio; the keys come last but for the socket and the links.
    await expect
      .poll(() => (FakeWindow.opened.length === 3 && world.did.includes('link offhook')) || app.exits.length > 0)
      .toBe(true);
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
      'tray Ready',
      'link offhook',
    ]);
    expect(desk()?.options).toMatchObject({
      x: 10,
      width: 500,
      webPreferences: { sandbox: true, devTools: false },
    });
    expect(desk()?.options.webPreferences?.preload).toMatch(/preload.index\.cjs$/);
    expect(world.options).toMatchObject({ settings: { agent: { name: 'Ada' } }, rehearsal: null });
    // Whoever wakes the computer has the links looked at.
    const woken: string[] = [];
    const made = world.options as OffhookOptions | null;
    made?.power?.((why) => void woken.push(why));
    power.emit('resume');
    expect(woken).toEqual(['the computer woke up']);
  });

  const desk = () => FakeWindow.opened.find(({ did }) => did.includes('load offhook-app://desk/'));

  test('opens the desk, the pop’s window, and the one that holds the audio', async () => {
    await writeSettings();
    await startApp();
    expect(FakeWindow.opened.flatMap(({ did }) => did.filter((what) => what.startsWith('load '))).toSorted()).toEqual([
      'load offhook-app://desk/',
      'load offhook-app://desk/media.html',
      'load offhook-app://desk/pop.html',
    ]);
  });

  test('takes its keys in the whole system, and tells the desk which it did not get', async () => {
    await writeSettings();
    await startApp();
    expect([...world.shortcuts.keys()]).toEqual(['F9', 'F10', 'F11', 'F12'].map((key) => `Control+Shift+${key}`));
    expect(world.globalKeys).toMatchObject([{ state: 'registered' }, { state: 'taken' }, {}, {}]);
  });

  test('shows the clipboard’s number in the dial line, and dials nothing by itself', async () => {
    await writeSettings();
    await startApp();
    world.shortcuts.get('Control+Shift+F12')?.();
    await expect.poll(() => world.dialAsked).toEqual([{ text: '+44 20 7946 0137', from: 'clipboard' }]);
    expect(desk()?.did.slice(-2)).toEqual(['show', 'focus']);
  });

  test('shows the number of a link: at its start, from macOS, and from one that was started second', async () => {
    await writeSettings();
    process.argv = ['offhook', '--profile', profile, 'tel:1002'];
    await startApp();
    app.emit('open-url', { preventDefault: () => undefined }, 'callto:1003');
    app.emit('second-instance', {}, ['offhook'], '/', { link: 'tel:1004' });
    app.emit('second-instance', {}, ['offhook'], '/', { link: 'sip:bea@elsewhere.example' });
    expect(world.told).toEqual({ link: 'tel:1002' });
    expect(world.dialAsked).toEqual(['1002', '1003', '1004'].map((text) => ({ text, from: 'link' })));
    app.emit('open-url', { preventDefault: () => undefined }, 'offhook://connect/pbx.example/4f7c');
    expect(world.errors).toEqual([
      'The link is an address of another PBX.',
      'Offhook is set up here already. Settings → Account changes it; the link was not used.',
    ]);
  });

  test('closed on a call it stays: the desk hides, and to quit is asked about', async () => {
    await writeSettings();
    await startApp();
    world.view = views.active;
    const closing = refusable('');
    desk()?.emit('close', closing);
    expect([closing.refused, desk()?.did.at(-1)]).toEqual([true, 'hide']);
    app.quit();
    await expect.poll(() => world.asked).toHaveLength(1);
    expect(app.exits).toEqual([]);
  });

  test('a command asks the Offhook that runs, and opens no window', async () => {
    process.argv = ['offhook', '--profile', profile, 'status'];
    vi.resetModules();
    await import('../../../../main/hosts/electron/index.ts');
    await expect.poll(() => app.exits).toEqual([3]);
    expect([FakeWindow.opened, world.did]).toEqual([[], []]);
  });

  test('serves the page that says it is there', async () => {
    await writeSettings();
    await startApp();
    (world.ipc as EventEmitter).emit('offhook:open', ipcEvent(new FakeContents()));
    expect(world.served).toHaveLength(1);
  });

  test('opens without settings, for the first run', async () => {
    await startApp();
    expect(app.exits).toEqual([]);
    expect(FakeWindow.opened.length).toBeGreaterThan(0);
    expect(world.did).not.toContain('start');
    // A link that sets it up brings it to the front.
    app.emit('second-instance', {}, ['offhook'], '/', { link: 'offhook://connect/pbx.example/4f7c' });
    expect([world.errors, desk()?.did.slice(-2)]).toEqual([[], ['show', 'focus']]);
  });

  test('says in words what is wrong with the settings, and ends', async () => {
    await writeFile(join(profile, 'settings.json'), JSON.stringify({ sip: { url: 'pbx' } }));
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
    app.emit('second-instance', {}, [], '/', {});
    expect(desk()?.did.slice(-2)).toEqual(['show', 'focus']);

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
    desk()?.emit('moved');
    app.quit();
    await expect.poll(() => app.exits).toEqual([0]);
    const place = '"7":{"x":1,"y":2,"width":420,"height":760}';
    expect(world.did.slice(-4)).toEqual([
      `store places {"last":"7","byScreen":{${place}}}`,
      'no tray',
      'stop 3000',
      'dispose',
    ]);
  });
});
