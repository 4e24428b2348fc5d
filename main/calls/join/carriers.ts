import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import type { DialogFact } from '../../facts/dialog-facts.ts';
import type { CallFact, PbxFact } from '../../facts/fact.ts';
import { viewOf } from '../legs/links.ts';
import type { LegView } from '../legs/view-leg.ts';
import type { Dialog } from '../records.ts';
import { isSoftphone } from '../sight/signs.ts';
import type { CallsState } from '../state.ts';
import { cameBack } from './came-back.ts';

/**
 * A call that was lost and came back is in another dialog, with another Call-ID and another channel, and has the name it
 * always had. Call-IDs are looked up here where they come in, so that nothing behind knows of more than one.
 */
export function noteCarriers(state: CallsState, { dialog, carriers = [] }: DialogFact): CallsState {
  const unknown = carriers.filter((carrier) => carrier !== dialog && state.carriers.get(carrier) !== dialog);
  if (unknown.length === 0) return state;
  return { ...state, carriers: new Map([...state.carriers, ...unknown.map((each) => [each, dialog] as const)]) };
}

/** The same fact, with the call's own name where it names a carrier. */
export function named<Fact extends PbxFact | Extract<CallFact, { kind: 'snapshot' | 'company' | 'answer' }>>(
  { carriers }: CallsState,
  fact: Fact,
): Fact {
  if (carriers.size === 0) return fact;
  if (fact.kind === 'channel') return { ...fact, dialog: ownName(carriers, fact.dialog) };
  if (fact.kind === 'snapshot' || fact.kind === 'company') {
    const channels = fact.channels.map((each) => ({ ...each, dialog: ownName(carriers, each.dialog) }));
    return { ...fact, channels };
  }
  if (fact.kind !== 'answer' || fact.found === null) return fact;
  return { ...fact, found: { ...fact.found, dialog: ownName(carriers, fact.found.dialog) } };
}

const ownName = (carriers: CallsState['carriers'], callId: SipCallId | null): SipCallId | null =>
  callId === null ? null : (carriers.get(callId) ?? callId);

/** A leg may be unnamed for this long while a call waits for its new one, ms: the PBX is asked, or tells nobody. */
export const namedWithin = 3_000;

/**
 * Whether a leg of the softphone may be the new one of a call that was lost: it is not shown as a call of its own before
 * its Call-ID has been asked for.
 */
export function mayCarry(state: CallsState, id: Uniqueid, view: LegView, at: number): boolean {
  if (view.dialog !== null || !isSoftphone(state, view)) return false;
  // One that was refused, because the call had ended meanwhile: it has no name any more to be asked for.
  if (!view.alive && view.rank < 2) return [...state.dialogs.values()].some(({ last }) => last.carriers !== undefined);
  if (at - (state.pbx.legs.get(id)?.firstAt ?? at) >= namedWithin) return false;
  return [...state.dialogs.values()].some((dialog) => awaitsLeg(state, dialog, at));
}

/** Lost on our side once, whether it is back or not. */
export const wasLost = ({ last, end }: Dialog): boolean => end === null && cameBack(last);

/** The old leg may be there for a moment longer than the new one's first sign. */
function awaitsLeg(state: CallsState, { id, last, end }: Dialog, at: number): boolean {
  if (!cameBack(last)) return false;
  if (end !== null) return at - end.at < namedWithin;
  const { rescue, phase, answeredAt } = last;
  // One that rang when we crashed is answered by taking its place, and the leg that rang is named already.
  const isAnswer = phase === 'answering' || (answeredAt !== null && at - answeredAt < namedWithin);
  if (isAnswer) return true;
  if (rescue?.state === 'under-way' || (rescue?.state === 'done' && at - rescue.at < namedWithin)) return true;
  return !hasNamedLeg(state, id);
}

const hasNamedLeg = (state: CallsState, dialog: SipCallId): boolean =>
  [...state.pbx.legs.values()].some((leg) => {
    const view = leg.mine ? viewOf(state.pbx, leg.id) : null;
    return view !== null && view.alive && view.dialog === dialog;
  });
