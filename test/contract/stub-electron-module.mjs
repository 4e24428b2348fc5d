// @ts-check
/** Stands in for Electron's own module while the bundled main runs in plain Node: it says on stdout what was asked of it. */
import { EventEmitter } from 'node:events';

const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
const ignore = () => undefined;

class StubApp extends EventEmitter {
  isPackaged = true;
  #paths = new Map([['appData', process.env['STUB_APP_DATA'] ?? '']]);
  getPath = (/** @type {string} */ name) => this.#paths.get(name) ?? '';
  setPath = (/** @type {string} */ name, /** @type {string} */ path) => void this.#paths.set(name, path);
  getVersion = () => '0.0.0';
  requestSingleInstanceLock = () => true;
  enableSandbox = () => say('sandbox');
  // Electron runs until it is told to end; plain Node would end with its last socket.
  whenReady = () => Promise.resolve(void setInterval(ignore, 60_000));
  quit = () => void this.emit('before-quit', { preventDefault: ignore });
  exit = (/** @type {number} */ code) => process.exit(code);
}

class StubWindow extends EventEmitter {
  webContents = new EventEmitter();
  show = ignore;
  isDestroyed = () => false;
  getNormalBounds = () => ({ x: 0, y: 0, width: 420, height: 760 });
  loadURL = async (/** @type {string} */ url) => say(`window ${url}`);
}

export const app = new StubApp();
export const BrowserWindow = StubWindow;
export const ipcMain = new EventEmitter();
export const powerMonitor = new EventEmitter();
export const dialog = { showErrorBox: (/** @type {string} */ _title, /** @type {string} */ words) => say(words) };
export const Menu = { setApplicationMenu: ignore, buildFromTemplate: ignore };
export const protocol = {
  registerSchemesAsPrivileged: ignore,
  handle: (/** @type {string} */ _scheme, /** @type {(request: object) => Response} */ handler) =>
    say(`page ${handler({ url: 'offhook-app://desk/', method: 'GET' }).status}`),
};
export const screen = { getAllDisplays: () => [] };
export const session = {
  defaultSession: {
    setPermissionRequestHandler: ignore,
    setPermissionCheckHandler: ignore,
    setDevicePermissionHandler: ignore,
    setDisplayMediaRequestHandler: ignore,
  },
};
export const shell = {};
// electron-store takes the module as a whole.
// oxlint-disable-next-line import/no-default-export -- as Electron's own
export default { app, ipcMain, shell };
