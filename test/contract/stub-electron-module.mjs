// @ts-check
/** Stands in for Electron's own module while the bundled main runs in plain Node: it says on stdout what was asked of it. */
import { EventEmitter } from 'node:events';
import { request } from 'node:http';

const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
const ignore = () => undefined;

class StubApp extends EventEmitter {
  isPackaged = true;
  #paths = new Map([['appData', process.env['STUB_APP_DATA'] ?? '']]);
  getPath = (/** @type {string} */ name) => this.#paths.get(name) ?? '';
  setPath = (/** @type {string} */ name, /** @type {string} */ path) => void this.#paths.set(name, path);
  getVersion = () => '0.0.0';
  getLocale = () => 'en-GB';
  setBadgeCount = () => true;
  getLoginItemSettings = () => ({ openAtLogin: false });
  isDefaultProtocolClient = () => false;
  setAsDefaultProtocolClient = () => true;
  requestSingleInstanceLock = () => true;
  enableSandbox = () => say('sandbox');
  // Electron runs until it is told to end; plain Node would end with its last socket.
  whenReady = () => Promise.resolve(void setInterval(ignore, 60_000));
  quit = () => void this.emit('before-quit', { preventDefault: ignore });
  exit = (/** @type {number} */ code) => process.exit(code);
}

class StubWindow extends EventEmitter {
  webContents = Object.assign(new EventEmitter(), { setZoomFactor: ignore });
  show = ignore;
  hide = ignore;
  destroy = ignore;
  showInactive = ignore;
  setBounds = ignore;
  setAlwaysOnTop = ignore;
  setVisibleOnAllWorkspaces = ignore;
  isVisible = () => false;
  isFocused = () => false;
  isDestroyed = () => false;
  getNormalBounds = () => ({ x: 0, y: 0, width: 420, height: 760 });
  loadURL = async (/** @type {string} */ url) => {
    say(`window ${url}`);
    this.emit('moved');
  };
}

export const app = new StubApp();
export const BrowserWindow = StubWindow;
export const ipcMain = new EventEmitter();
export const powerMonitor = Object.assign(new EventEmitter(), { getSystemIdleTime: () => 0 });
export const dialog = {
  showErrorBox: (/** @type {string} */ _title, /** @type {string} */ words) => say(words),
  showMessageBox: async () => ({ response: 0 }),
};
// As on a system without a keychain.
export const safeStorage = { isAsyncEncryptionAvailable: async () => false };
export const Menu = { setApplicationMenu: ignore, buildFromTemplate: ignore };
export const protocol = {
  registerSchemesAsPrivileged: ignore,
  handle: (/** @type {string} */ _scheme, /** @type {(request: object) => Response} */ handler) =>
    say(`page ${handler({ url: 'offhook-app://desk/', method: 'GET' }).status}`),
};
const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
export const screen = {
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
  getDisplayNearestPoint: () => display,
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
};
export class Tray extends EventEmitter {
  setImage = ignore;
  setToolTip = (/** @type {string} */ words) => say(`tray ${words}`);
  setContextMenu = ignore;
  destroy = ignore;
}
export const Notification = { isSupported: () => false };
export const nativeImage = { createFromPath: (/** @type {string} */ path) => ({ path, setTemplateImage: ignore }) };
export const globalShortcut = {
  register: (/** @type {string} */ chord) => {
    say(`key ${chord}`);
    return true;
  },
  unregister: ignore,
};
export const clipboard = { readText: async () => '' };
export const powerSaveBlocker = { start: () => 1, stop: ignore };
export const systemPreferences = { askForMediaAccess: async () => true };
export const session = {
  defaultSession: {
    setPermissionRequestHandler: ignore,
    setPermissionCheckHandler: ignore,
    setDevicePermissionHandler: ignore,
    setDisplayMediaRequestHandler: ignore,
  },
  fromPartition: () => ({}),
};
export const net = { request };
export const shell = {};
// electron-store takes the module as a whole.
// oxlint-disable-next-line import/no-default-export -- as Electron's own
export default { app, ipcMain, shell };
