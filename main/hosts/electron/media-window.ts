import { BrowserWindow } from 'electron';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/log.ts';
import { mediaAddress } from './own-page.ts';
import { type PageOptions, pagePreferences } from './page-preferences.ts';

export interface MediaWindowOptions extends PageOptions {
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Logger;
}

/** At once the first time: a caller waits. Longer when it dies again and again, but it is never given up, ms. */
const waits = [0, 250, 1_000, 5_000] as const;

/**
 * The window nobody sees that holds the audio of the calls. Whatever becomes of the desk's window, callers hear on; when
 * this one dies there is another at once, and main takes the calls back into it.
 */
export function openMediaWindow({ clock, log, ...page }: MediaWindowOptions): { close(): void } {
  let deaths = 0;
  let isClosed = false;
  let window = open();

  function open(): BrowserWindow {
    const opened = new BrowserWindow({ show: false, skipTaskbar: true, webPreferences: pagePreferences(page) });
    opened.webContents.on('did-finish-load', () => {
      deaths = 0;
    });
    opened.webContents.once('render-process-gone', (_event, { reason }) => again(opened, reason));
    opened.once('closed', () => again(opened, 'closed'));
    void opened.loadURL(mediaAddress);
    return opened;
  }

  function again(dead: BrowserWindow, reason: string): void {
    if (isClosed || dead !== window) return;
    const wait = waits[Math.min(deaths, waits.length - 1)] ?? 0;
    deaths += 1;
    log.error('the window that holds the audio died', { reason, again: wait });
    clock.after(wait, () => {
      if (isClosed || dead !== window) return;
      window = open();
      if (!dead.isDestroyed()) dead.destroy();
    });
  }

  return {
    close: () => {
      isClosed = true;
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
