import type { App, BrowserWindow, NativeImage } from 'electron';
import type { DeskView } from '../../../preload/contract/views.ts';
import { words } from '../words/words.ts';

export interface BadgeOptions {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly window: Pick<BrowserWindow, 'setOverlayIcon' | 'isDestroyed'>;
  readonly platform: NodeJS.Platform;
  /** The dot over the task bar's icon on Windows, which counts nothing. */
  readonly dot: () => NativeImage;
}

/** Counts new messages on the dock or the task bar; only when their number has changed. */
export function createBadge({ app, window, platform, dot }: BadgeOptions): (view: DeskView) => void {
  let shown = 0;
  return ({ voicemail }) => {
    const count = voicemail?.new ?? 0;
    if (count === shown) return;
    shown = count;
    if (platform !== 'win32') app.setBadgeCount(count);
    else if (!window.isDestroyed()) window.setOverlayIcon(count === 0 ? null : dot(), words.tray.messages(count));
  };
}
