import type { PowerSaveBlocker } from 'electron';
import type { DeskView } from '../../../preload/contract/views.ts';

/** The computer does not fall asleep under a call; the screen may. */
export function keepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): (view: DeskView) => void {
  let held: number | null = null;
  return ({ calls }) => {
    const isOn = calls.some(({ phase }) => phase !== 'ended');
    if (isOn && held === null) held = blocker.start('prevent-app-suspension');
    if (isOn || held === null) return;
    blocker.stop(held);
    held = null;
  };
}
