import type { CallView } from '../../preload/contract/views.ts';
import { cardsOf } from './cards.ts';

/** What the ringer plays: the ring, a quiet knock while somebody is spoken with, or nothing. */
export function ringKind(calls: readonly CallView[]): 'ring' | 'waiting' | 'off' {
  const ringing = calls.some((call) => call.phase === 'ringing' && !call.silenced && !beingTaken(call));
  if (!ringing) return 'off';
  const cards = cardsOf({ calls });
  return cards.some((call) => call.phase === 'active' || call.phase === 'dialling') ? 'waiting' : 'ring';
}

/** Once Enter is pressed the ringing stops at once, not when the PBX has confirmed. */
const beingTaken = ({ operation }: CallView): boolean =>
  operation?.state === 'running' && (operation.action === 'answer' || operation.action === 'decline');
