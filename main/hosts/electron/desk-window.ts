import { BrowserWindow, type Rectangle } from 'electron';
import { pageAddress } from './own-page.ts';
import { type PageOptions, pagePreferences, reviveAfterCrash } from './page-preferences.ts';
import { smallest } from './window-place.ts';

export interface DeskWindowOptions extends PageOptions {
  readonly place: Partial<Rectangle>;
  /** Started by the system: the desk waits in the tray. */
  readonly startsHidden: boolean;
  readonly onDidMove: (place: Rectangle) => void;
  /** Whether closing hides the window: calls come in, and the tray brings it back. Without a tray it ends Offhook. */
  readonly hides: () => boolean;
}

/** Opens the desk. It is shown once painted, so that nobody sees it empty. */
export function openDeskWindow(options: DeskWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options.place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Offhook',
    show: false,
    autoHideMenuBar: true,
    webPreferences: pagePreferences(options),
  });
  const remember = (): void => {
    if (!window.isDestroyed()) options.onDidMove(window.getNormalBounds());
  };
  if (!options.startsHidden) window.once('ready-to-show', () => window.show());
  window.on('moved', remember);
  window.on('resized', remember);
  window.on('close', (event) => {
    remember();
    if (!options.hides()) return;
    event.preventDefault();
    window.hide();
  });
  reviveAfterCrash(window);
  void window.loadURL(pageAddress);
  return window;
}

/** Brings the desk to the front, as somebody who starts Offhook twice expects. */
export function showDeskWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
