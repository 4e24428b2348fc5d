import type { AwayView } from '../../preload/contract/away.ts';
import type { DeskAct } from '../desk/act.ts';

/** The question of somebody who leaves. Enter and Esc leave everything as it is; after it was settled Enter goes back to work. */
export function awayAct(chord: string, did: AwayView['did']): DeskAct | null {
  if (chord === 'Escape') return { type: 'answer-away', how: 'stay' };
  if (chord === 'Enter') return { type: 'answer-away', how: did === 'nothing' ? 'stay' : 'back' };
  if (did !== 'nothing') return null;
  if (chord === 'P') return { type: 'answer-away', how: 'pause' };
  return chord === 'S' ? { type: 'answer-away', how: 'sign-out' } : null;
}
