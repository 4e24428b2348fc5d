import type { Target } from '../../preload/contract/requests.ts';
import type { DeskState } from './desk-state.ts';
import { targetRows } from './target-rows.ts';

/** A colleague’s phone rings: the call can be taken from here. */
export const canBePickedUp = (target: Target): boolean => target.kind === 'colleague' && target.presence === 'ringing';

/** What the highlighted row of the open list dials, where it is a colleague whose phone rings. */
export function ringingChosen(state: Pick<DeskState, 'layer' | 'dial' | 'transfer'>): string | null {
  const target = chosenRow(state);
  return target !== undefined && canBePickedUp(target) ? target.dials : null;
}

function chosenRow({ layer, dial, transfer }: Pick<DeskState, 'layer' | 'dial' | 'transfer'>): Target | undefined {
  if (layer === 'dial' && dial.selected !== null) return dial.targets?.[dial.selected];
  const chosen = layer === 'transfer' ? transfer : null;
  return chosen === null || chosen.selected === null ? undefined : targetRows(chosen)[chosen.selected];
}
