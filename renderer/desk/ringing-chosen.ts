import type { Target } from '../search/target.ts';
import type { DeskState } from './desk-state.ts';
import { targetRows } from './target-rows.ts';

/** A colleague’s phone rings: the call can be taken from here. */
export const canBePickedUp = (target: Target): boolean => target.kind === 'colleague' && target.presence === 'ringing';

/** What the highlighted row of the open list dials, where it is a colleague whose phone rings. */
export function ringingChosen(state: Pick<DeskState, 'layer' | 'dial' | 'transfer'>): string | null {
  const target = chosenRow(state);
  return target !== undefined && canBePickedUp(target) ? target.dials : null;
}

/** A colleague is on a call: it can be listened to from here, where that is set up. */
export const canBeListenedTo = (target: Target): boolean => target.kind === 'colleague' && target.presence === 'busy';

/** What the highlighted row of the dial line dials, where it is a colleague on a call. */
export function talkingChosen(state: Pick<DeskState, 'layer' | 'dial' | 'transfer'>): string | null {
  const target = state.layer === 'dial' ? chosenRow(state) : undefined;
  return target !== undefined && canBeListenedTo(target) ? target.dials : null;
}

function chosenRow({ layer, dial, transfer }: Pick<DeskState, 'layer' | 'dial' | 'transfer'>): Target | undefined {
  if (layer === 'dial' && dial.selected !== null) return dial.targets?.[dial.selected];
  const chosen = layer === 'transfer' ? transfer : null;
  return chosen === null || chosen.selected === null ? undefined : targetRows(chosen)[chosen.selected];
}
