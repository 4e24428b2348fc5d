import type { CallView, DeskView } from '../../preload/contract/views.ts';
import { capOf } from '../keys/keymap.ts';

export type RingingCall = Extract<CallView, { phase: 'ringing' }>;

/** The call the pop is about: the newest that rings here; null: nothing rings. */
export const popCall = (view: DeskView | null): RingingCall | null =>
  view?.calls.find((call): call is RingingCall => call.phase === 'ringing') ?? null;

/** What the two keys of the pop are: those of the whole system where it took them, else those of this window. */
export function popKeys(view: DeskView): { readonly answer: string; readonly silence: string } {
  const everywhere = (action: 'answer' | 'silence') =>
    view.shell?.globalKeys.find((key) => key.action === action && key.state === 'registered')?.chord;
  return { answer: capOf(everywhere('answer') ?? 'Enter'), silence: capOf(everywhere('silence') ?? 'Escape') };
}
