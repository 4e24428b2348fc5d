import type { DeskAct } from '../desk/act.ts';
import { chordOfDesk, type Keymap } from './keymap.ts';

const doing = { ' ': 'play', Enter: 'call', S: 'keep', Delete: 'delete', 'Ctrl+Z': 'undo', B: 'box' } as const;
const steps = { ArrowLeft: -1, ArrowRight: 1 } as const;

/** In the view of messages. Null: none of its keys. */
export function messagesAct(keymap: Keymap, chord: string): DeskAct | null {
  if (chord === 'Escape' || chord === chordOfDesk(keymap, 'messages')) return { type: 'leave' };
  if (Object.hasOwn(steps, chord)) return { type: 'messages', what: 'skip', by: steps[chord as keyof typeof steps] };
  return Object.hasOwn(doing, chord) ? { type: 'messages', what: doing[chord as keyof typeof doing] } : null;
}
