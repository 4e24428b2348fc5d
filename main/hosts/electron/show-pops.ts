import type { BrowserWindow } from 'electron';
import type { DeskView } from '../../../preload/contract/views.ts';
import type { Pops } from './pop-window.ts';

/**
 * Shows the pop while a call rings that its person does not see: the desk in front shows it by itself. One that was
 * shown stays until the ringing is over, whatever window comes to the front meanwhile.
 */
export function showPops(
  pops: Pick<Pops, 'show' | 'hide'>,
  desk: Pick<BrowserWindow, 'isFocused' | 'isDestroyed'>,
): (view: DeskView) => void {
  return ({ calls }) => {
    const rings = calls.some(({ phase }) => phase === 'ringing');
    if (!rings) pops.hide();
    else if (desk.isDestroyed() || !desk.isFocused()) pops.show();
  };
}
