import type { CallPhase, DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { cardsOf } from './cards.ts';
import { partyName } from './party-text.ts';

/** What the taskbar says. */
export function windowTitle(view: DeskView | null, lost: boolean): string {
  if (lost) return t.title.lost;
  const first = (phase: CallPhase) => cardsOf(view).find((call) => call.phase === phase);
  const ringing = first('ringing');
  if (ringing !== undefined) return t.title.ringing(partyName(ringing.party));
  const active = first('active');
  if (active !== undefined) return t.title.active(partyName(active.party));
  const held = first('held');
  return held === undefined ? t.app : t.title.held(partyName(held.party));
}
