import type { ParkedCallView } from '../../preload/contract/views.ts';
import { plainText } from '../base/plain-text.ts';
import { type ParkingState, parkedCalls } from '../parking/reduce-parking.ts';
import { partyOf } from './shown-texts.ts';

/** Slots as the page shows them. */
export const parkedViews = (state: ParkingState, mine: readonly string[], country: string): ParkedCallView[] =>
  parkedCalls(state).map(({ lot, slot, party, since, until, by }) => ({
    lot: plainText(lot, 80),
    slot: plainText(slot, 40),
    party: partyOf(party, country),
    since,
    until,
    mine: by !== null && mine.includes(by),
  }));
