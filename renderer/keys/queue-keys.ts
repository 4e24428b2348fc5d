import type { DeskAct, QueueAct } from '../desk/act.ts';
import { chordOfDesk, type Keymap } from './keymap.ts';

const doing: Readonly<Record<string, QueueAct>> = {
  S: { type: 'queues', what: 'sign' },
  'Shift+S': { type: 'queues', what: 'sign-everywhere' },
  P: { type: 'queues', what: 'pause', everywhere: false },
  A: { type: 'queues', what: 'pause', everywhere: true },
  D: { type: 'queues', what: 'disturb' },
  N: { type: 'queues', what: 'penalty' },
};

/** In the list of queues: keys of the chosen one, and of all. Null: none of them. */
export function queuesAct(keymap: Keymap, chord: string): DeskAct | null {
  if (chord === 'Escape' || chord === chordOfDesk(keymap, 'queues')) return { type: 'leave' };
  return doing[chord] ?? null;
}

/** While something is typed there, and while a reason is chosen. */
export function queueFieldAct(chord: string, choosing: boolean): DeskAct | null {
  if (chord === 'Escape') return { type: 'queues', what: 'cancel' };
  if (choosing) return /^[0-9]$/.test(chord) ? { type: 'queues', what: 'reason', digit: chord } : null;
  return chord === 'Enter' ? { type: 'queues', what: 'accept' } : null;
}
