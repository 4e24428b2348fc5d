import type { BrowserWindow } from 'electron';
import type { Station } from '../../app/station/station.ts';
import type { Disposable } from '../../base/disposable.ts';

/** How large everything is drawn, as the settings keep it. */
export interface Zoom {
  /** 1 is 100 %. */
  readonly factor: number;
  onDidChange(listener: () => void): Disposable;
}

export const zoomOf = (station: Pick<Station, 'assumed' | 'onDidChangeProfile'>): Zoom => ({
  get factor() {
    return station.assumed.look.zoom / 100;
  },
  onDidChange: (listener) => station.onDidChangeProfile(listener),
});

/** Keeps a window at the settings' zoom: Electron has no keys for it without a menu, and forgets it with the page. */
export function followZoom(window: BrowserWindow, zoom: Zoom): Disposable {
  const apply = (): void => {
    if (!window.isDestroyed()) window.webContents.setZoomFactor(zoom.factor);
  };
  window.webContents.on('did-finish-load', apply);
  return zoom.onDidChange(apply);
}
