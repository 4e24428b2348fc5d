import { BrowserWindow, type BrowserWindowConstructorOptions, type Rectangle } from 'electron';
import { pageAddress } from './own-page.ts';
import { smallest } from './window-place.ts';

export interface DeskWindowOptions {
  readonly place: Partial<Rectangle>;
  /** The bundled preload, a CommonJS file. */
  readonly preload: string;
  /** Only from a checkout: in a package nobody gets at the page's insides. */
  readonly devTools: boolean;
  readonly onWillClose: (place: Rectangle) => void;
}

/** Every safeguard is named, also where it is Electron's default: a default may change with a version. */
const webPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // A middle click must not open what it hits.
  disableBlinkFeatures: 'Auxclick',
  // A call on hold plays nothing, and Chromium would then slow the page's timers down to one a second.
  backgroundThrottling: false,
  autoplayPolicy: 'no-user-gesture-required',
} as const satisfies BrowserWindowConstructorOptions['webPreferences'];

/** A page that crashes comes back by itself, but not for ever: the media role and the calls are main's. */
const crashesInARow = 3;

/** Opens the desk. It is shown once painted, so that nobody sees it empty. */
export function openDeskWindow(options: DeskWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options.place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Offhook',
    show: false,
    autoHideMenuBar: true,
    webPreferences: { ...webPreferences, preload: options.preload, devTools: options.devTools },
  });
  window.once('ready-to-show', () => window.show());
  window.on('close', () => options.onWillClose(window.getNormalBounds()));
  reviveAfterCrash(window);
  void window.loadURL(pageAddress);
  return window;
}

function reviveAfterCrash(window: BrowserWindow): void {
  let crashes = 0;
  window.webContents.on('did-finish-load', () => {
    crashes = 0;
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    crashes += 1;
    if (crashes <= crashesInARow) window.webContents.reload();
  });
}

/** Brings the desk to the front, as somebody who starts Offhook twice expects. */
export function showDeskWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
