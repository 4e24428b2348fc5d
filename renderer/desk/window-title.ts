import type { CallPhase, DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { cardsOf } from './cards.ts';
import { partyName } from './party-text.ts';

/** What the taskbar says: what wants something of me first. */
export function windowTitle(view: DeskView | null, lost: boolean): string {
  if (lost) return t.title.lost;
  const first = (phase: CallPhase) => cardsOf(view).find((call) => call.phase === phase);
  const ringing = first('ringing');
  if (ringing !== undefined) return t.title.ringing(partyName(ringing.party));
  const waiting = view?.parked?.find(({ forMe }) => forMe === true);
  if (waiting !== undefined) return t.title.waits(partyName(waiting.party), waiting.slot);
  const active = first('active');
  if (active !== undefined) return t.title.active(partyName(active.party));
  const held = first('held');
  return held === undefined ? t.app : t.title.held(partyName(held.party));
}
