import type { BrowserWindow } from 'electron';
import type { PopSettings } from '../../../preload/contract/desk-settings.ts';
import type { DeskView } from '../../../preload/contract/views.ts';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import type { Pops } from './pop-window.ts';

export interface ShowPopsOptions {
  readonly pops: Pick<Pops, 'show' | 'hide'>;
  readonly desk: Pick<BrowserWindow, 'isFocused' | 'isDestroyed'>;
  readonly wishes: () => Pick<PopSettings, 'overDesk' | 'seconds'>;
  readonly clock: Clock;
}

/**
 * Shows the pop while a call rings that its person does not see: the desk in front shows it by itself. One that was
 * shown stays until the ringing is over, whatever window comes to the front meanwhile, or for as long as the settings
 * say; what rings after that shows it again.
 */
export function showPops({ pops, desk, wishes, clock }: ShowPopsOptions): (view: DeskView) => void {
  let going: Disposable | null = null;
  /** Calls whose time on the screen is over, though they ring on. */
  let seen: ReadonlySet<string> = new Set();
  const hide = (): void => {
    going?.dispose();
    going = null;
    pops.hide();
  };
  return ({ calls }) => {
    const ringing = calls.filter(({ phase }) => phase === 'ringing').map(({ id }) => id as string);
    if (ringing.length === 0) {
      seen = new Set();
      return hide();
    }
    const { overDesk, seconds } = wishes();
    const isSeen = !desk.isDestroyed() && desk.isFocused() && !overDesk;
    if (isSeen || ringing.every((id) => seen.has(id))) return;
    pops.show();
    if (seconds === 0 || going !== null) return;
    going = clock.after(seconds * 1000, () => {
      seen = new Set(ringing);
      hide();
    });
  };
}
