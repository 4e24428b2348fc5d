import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import type { Entry } from '../ledger.ts';
import { callersOf, viewOf } from '../legs/links.ts';
import type { LegView } from '../legs/view-leg.ts';
import { type CallRecord, isOver } from '../records.ts';
import { isSoftphone, roleOf } from '../sight/signs.ts';
import type { CallsState } from '../state.ts';
import { isLikely, mayBe } from './may-be.ts';

/**
 * A caller may ring and give up before the INVITE is read: AMI, ARI and SIP have a connection each. Then there is a card
 * that is over already, and an INVITE that rings: one call, and one more word of it to come, the CANCEL.
 */

/** How much later than the PBX's own events the softphone may be told, and the other way round; on a busy machine seconds, ms. */
export const toldLate = 6_000;

export interface Rang {
  readonly record: CallRecord;
  readonly rule: Extract<Entry, { kind: 'joined' }>['rule'];
}

/**
 * The card of the call whose INVITE this is, though its channel is gone: known by its Call-ID, or because no other channel
 * can be the one that is rung. Of several it is the first one's.
 */
export function rangBefore(state: CallsState, id: SipCallId): Rang | null {
  const dialog = state.dialogs.get(id);
  if (dialog === undefined || dialog.last.direction !== 'in' || dialog.last.answeredAt !== null) return null;
  const over = [...state.records.values(), ...state.shelf].filter(isOver);
  const named = over.find((record) => record.legs.some((leg) => viewOf(state.pbx, leg)?.dialog === id));
  if (named !== undefined) return { record: named, rule: 'call-id' };
  if (isRungUnseen(state, id)) return null;
  const rang = over.filter(
    (record) =>
      record.call?.phase === 'ended' &&
      record.dialogs.length === 0 &&
      Math.abs(dialog.last.at - record.call.endedAt) < toldLate &&
      record.legs.some((leg) => wasDialled(state, leg, id)),
  );
  return firstOf(state, rang, id);
}

/** The only one, or the first of those that are as likely as one another; null where one of them is less so. */
export function firstOf(state: CallsState, records: readonly CallRecord[], id: SipCallId): Rang | null {
  const [first, ...others] = records.toSorted((a, b) => a.createdAt - b.createdAt);
  if (first === undefined) return null;
  if (others.length === 0) return { record: first, rule: 'only-one-it-can-be' };
  const areAlike = records.every(({ legs }) =>
    legs.some((leg) => {
      const view = viewOf(state.pbx, leg);
      return view !== null && isSoftphone(state, view) && isLikely(state, id, view);
    }),
  );
  return areAlike ? { record: first, rule: 'first-it-can-be' } : null;
}

/** The phone itself turned it down, Q.850: it had read the INVITE. */
const turnedDown: ReadonlySet<number> = new Set([17, 21]);

/**
 * A leg of the softphone that came to nothing before anybody named its dialog, and before the phone said that it rings: a
 * channel is Ringing by the 180 (chan_pjsip.c, chan_pjsip_incoming_response), which only follows an INVITE that was read.
 */
function wasDialled(state: CallsState, leg: Uniqueid, dialog: SipCallId): boolean {
  const view = viewOf(state.pbx, leg);
  if (view === null || !isNamelessAndGone(state, view) || view.rank > 0 || view.hungUp) return false;
  if (turnedDown.has(view.cause ?? 0)) return false;
  return roleOf(state, leg, view) === 'callee' && mayBe(state, dialog, view);
}

/** A living channel that no card shows yet may be the one that is rung. */
function isRungUnseen(state: CallsState, dialog: SipCallId): boolean {
  const shown = new Set([...state.records.values(), ...state.shelf].flatMap((record) => record.legs));
  return [...state.pbx.legs.values()].some(({ id, mine }) => {
    const view = mine && !shown.has(id) ? viewOf(state.pbx, id) : null;
    if (view === null || !view.alive || view.dialog !== null || !isSoftphone(state, view)) return false;
    return mayBe(state, dialog, view);
  });
}

const isNamelessAndGone = (state: CallsState, view: LegView): boolean =>
  !view.alive && view.dialog === null && isSoftphone(state, view);

/** Whether the card has its INVITE by that guess alone: a channel that lives has a better claim to it. */
export const isGuessedLate = (state: CallsState, record: CallRecord): boolean =>
  record.dialogs.some((id) => state.dialogs.get(id)?.late === true && state.dialogs.get(id)?.end === null) &&
  record.legs.every((leg) => {
    const view = viewOf(state.pbx, leg);
    return view === null || !isSoftphone(state, view) || isNamelessAndGone(state, view);
  });

/**
 * The leg that was guessed to be the INVITE's, once another channel has turned out to be it: another caller, who has rung
 * and given up.
 */
export function strayOfLate(state: CallsState, record: CallRecord): Uniqueid | null {
  if (!record.dialogs.some((id) => state.dialogs.get(id)?.late === true)) return null;
  const views = record.legs.flatMap((id) => {
    const view = viewOf(state.pbx, id);
    return view === null || !isSoftphone(state, view) ? [] : [{ id, view }];
  });
  const owner = views.find(({ view }) => view.dialog !== null || view.alive);
  if (owner === undefined) return null;
  const callers = callersOf(state.pbx, owner.id);
  const isOther = ({ id, view }: (typeof views)[number]): boolean =>
    id !== owner.id &&
    isNamelessAndGone(state, view) &&
    !callersOf(state.pbx, id).some((caller) => callers.includes(caller)) &&
    (view.linkedid === null || view.linkedid !== owner.view.linkedid);
  return views.find(isOther)?.id ?? null;
}
