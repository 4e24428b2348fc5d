import { Notification } from 'electron';
import type { CallView, DeskView } from '../../../preload/contract/views.ts';
import { words } from '../words/words.ts';
import type { Pops } from './pop-window.ts';

export interface NotificationPopsOptions {
  readonly view: () => DeskView;
  readonly answer: () => void;
  readonly silence: () => void;
  /** A press on the notification itself brings the desk. */
  readonly show: () => void;
}

/**
 * The pop where a window cannot be put into a corner or above others, as on Wayland: the system's own notification. Its
 * buttons are the system's too; where it has none (Linux) a press opens the desk.
 */
export function notificationPops({ view, answer, silence, show }: NotificationPopsOptions): Pops & { close(): void } {
  let shown: Notification | null = null;
  const hide = (): void => {
    shown?.close();
    shown = null;
  };
  return {
    show: () => {
      const call = view().calls.find(({ phase }) => phase === 'ringing');
      if (shown !== null || call === undefined || !Notification.isSupported()) return;
      const notification = new Notification({
        title: words.notification.ringing(nameOf(call)),
        body: call.party.name === null ? '' : (call.party.number?.display ?? ''),
        // The ringer is the desk's.
        silent: true,
        urgency: 'critical',
        timeoutType: 'never',
        actions: [
          { type: 'button', text: words.notification.answer },
          { type: 'button', text: words.notification.silence },
        ],
      });
      notification.on('action', (details) => ([answer, silence][details.actionIndex] ?? show)());
      notification.on('click', show);
      notification.show();
      shown = notification;
    },
    hide,
    close: hide,
  };
}

/** Hostile text: a notification shows it as it is, on one line. */
export const nameOf = ({ party }: Pick<CallView, 'party'>): string =>
  (party.name ?? party.number?.display ?? words.unknownCaller).replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 80);

/** Wayland lets no program say where its windows are or that they stay above others (Electron's docs, BrowserWindow). */
export function windowsCanPop(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): boolean {
  if (platform !== 'linux') return true;
  const isWayland = env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  return !isWayland || args.includes('--ozone-platform=x11');
}
