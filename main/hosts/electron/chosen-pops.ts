import type { PopSettings } from '../../../preload/contract/desk-settings.ts';
import type { Pops } from './pop-window.ts';

export interface PopWays {
  /** null: the system lets no window place itself. */
  readonly window: Pops | null;
  readonly notification: Pops;
}

/** The pop where the settings want it now; one that is shown stays where it is until it is hidden. */
export function chosenPops({ window, notification }: PopWays, where: () => PopSettings['where']): Pops {
  const ways = { window: window ?? notification, notification, desk: null };
  let shown: Pops | null = null;
  return {
    show: () => {
      shown ??= ways[where()];
      shown?.show();
    },
    hide: () => {
      shown?.hide();
      shown = null;
    },
  };
}
