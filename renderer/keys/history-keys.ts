import type { DeskAct } from '../desk/act.ts';
import { chordOfDesk, type Keymap } from './keymap.ts';

const fields = { N: 'note', B: 'when', M: 'mark', '/': 'search' } as const;
const steps = { ArrowLeft: -1, ArrowRight: 1 } as const;
const doing = { Enter: 'call', D: 'done', E: 'export' } as const;

/** In the list of past calls: keys of the chosen row, and of the list. Null: none of them. */
export function historyAct(keymap: Keymap, chord: string): DeskAct | null {
  if (chord === 'Escape' || chord === chordOfDesk(keymap, 'history')) return { type: 'leave' };
  if (Object.hasOwn(fields, chord))
    return { type: 'history', what: 'field', field: fields[chord as keyof typeof fields] };
  if (Object.hasOwn(steps, chord)) return { type: 'history', what: 'step', by: steps[chord as keyof typeof steps] };
  return Object.hasOwn(doing, chord) ? { type: 'history', what: doing[chord as keyof typeof doing] } : null;
}

/** While something is typed there, and while a mark is chosen. */
export function historyFieldAct(chord: string, marking: boolean): DeskAct | null {
  if (chord === 'Escape') return { type: 'history', what: 'cancel' };
  if (marking) return /^[0-9]$/.test(chord) ? { type: 'history', what: 'mark', digit: chord } : null;
  return chord === 'Enter' ? { type: 'history', what: 'accept' } : null;
}
