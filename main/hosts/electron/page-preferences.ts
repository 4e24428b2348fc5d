import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';

type WebPreferences = NonNullable<BrowserWindowConstructorOptions['webPreferences']>;

/** Every safeguard is named, also where it is Electron's default: a default may change with a version. */
const safeguards = {
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
} as const satisfies WebPreferences;

export interface PageOptions {
  /** The bundled preload, a CommonJS file. */
  readonly preload: string;
  /** Only from a checkout: in a package nobody gets at the page's insides. */
  readonly devTools: boolean;
}

/** The same for each of our windows. */
export const pagePreferences = ({ preload, devTools }: PageOptions): WebPreferences => ({
  ...safeguards,
  preload,
  devTools,
});

/** A page that crashes comes back by itself, but not for ever: the calls are main's. */
const crashesInARow = 3;

/** Loads a crashed page again. One that has loaded well has all its lives back. */
export function reviveAfterCrash(window: BrowserWindow): void {
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
