import { BrowserWindow, type Rectangle } from 'electron';
import type { PopSettings } from '../../../preload/contract/desk-settings.ts';
import { popAddress } from './own-page.ts';
import { type PageOptions, pagePreferences, reviveAfterCrash } from './page-preferences.ts';
import { followZoom, type Zoom } from './zoom.ts';

const size = { width: 380, height: 188 } as const;
const margin = 16;

/** What shows that somebody calls, without taking the keyboard. */
export interface Pops {
  show(): void;
  hide(): void;
}

export interface PopWindowOptions extends PageOptions {
  /** Of the screen the person is at. */
  readonly workArea: () => Rectangle;
  readonly platform: NodeJS.Platform;
  readonly zoom: Zoom;
  readonly corner: () => PopSettings['corner'];
}

/** In its corner, clear of the task bar, and as large as its page is drawn. */
export function popPlace(
  { x, y, width, height }: Rectangle,
  factor: number,
  corner: PopSettings['corner'] = 'bottom-right',
): Rectangle {
  const drawn = { width: Math.round(size.width * factor), height: Math.round(size.height * factor) };
  return {
    x: corner.endsWith('left') ? x + margin : x + width - drawn.width - margin,
    y: corner.startsWith('top') ? y + margin : y + height - drawn.height - margin,
    ...drawn,
  };
}

/**
 * The pop's window, made once and kept hidden, so that it shows without loading anything. It is shown inactive: whoever
 * types elsewhere goes on typing there.
 */
export function openPopWindow({
  workArea,
  platform,
  zoom,
  corner,
  ...page
}: PopWindowOptions): Pops & { close(): void } {
  const window = new BrowserWindow({
    ...popPlace(workArea(), zoom.factor, corner()),
    title: 'Offhook',
    show: false,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    hasShadow: true,
    // A panel may lie over another program's full screen; others cannot on macOS.
    ...(platform === 'darwin' && { type: 'panel' }),
    webPreferences: pagePreferences(page),
  });
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  reviveAfterCrash(window);
  const zooming = followZoom(window, zoom);
  void window.loadURL(popAddress);
  return {
    show: () => {
      if (window.isDestroyed() || window.isVisible()) return;
      window.setBounds(popPlace(workArea(), zoom.factor, corner()));
      window.showInactive();
    },
    hide: () => {
      if (!window.isDestroyed() && window.isVisible()) window.hide();
    },
    close: () => {
      zooming.dispose();
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
