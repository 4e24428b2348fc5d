import type { SipCallId, Uniqueid } from '../base/ids.ts';
import type { Call, CallKey } from './call.ts';
import type { CallRecord } from './records.ts';
import type { CallsState } from './state.ts';

const shown = (state: CallsState): readonly Call[] =>
  [...state.records.values()].map((record) => record.call).filter((call) => call !== null);

/** The order of the stack: newest ringing on top, then living calls newest first, then ended ones, last ended first. */
export function callStack(state: CallsState): readonly Call[] {
  return shown(state).toSorted((a, b) => rank(a) - rank(b) || startOf(b) - startOf(a));
}

const rank = (call: Call): number => (call.phase === 'ringing' ? 0 : call.phase === 'ended' ? 2 : 1);
const startOf = (call: Call): number => (call.phase === 'ended' ? call.endedAt : call.startedAt);

/** Also by the name of a card that has turned out to be this call: a key may have been pressed on it just then. */
function recordOf({ records }: CallsState, key: CallKey): CallRecord | null {
  return records.get(key) ?? [...records.values()].find(({ absorbed }) => absorbed.includes(key)) ?? null;
}

/** Finds a call by the name the desk uses. `dialog` is null while no softphone carries it. */
export function findCall(
  state: CallsState,
  key: CallKey,
): { readonly dialog: SipCallId | null; readonly call: Call } | null {
  const call = recordOf(state, key)?.call ?? null;
  return call === null ? null : { dialog: call.dialog, call };
}

/** Finds a call by name where the softphone carries it: what can be transferred, parked or paired. */
export function findSoftphoneCall(
  state: CallsState,
  key: CallKey,
): { readonly dialog: SipCallId; readonly call: Call } | null {
  const call = recordOf(state, key)?.call ?? null;
  return call === null || call.dialog === null ? null : { dialog: call.dialog, call };
}

/** Whether somebody rings in `after` who did not before; a caller who is back does so again. */
export const beginsToRing = (before: CallsState, after: CallsState): boolean =>
  [...after.records].some(
    ([key, { call }]) => call?.phase === 'ringing' && before.records.get(key)?.call?.phase !== 'ringing',
  );

/** Somebody's phone is being rung by us, or ours is being answered: not a moment to resume another call. */
export const isReaching = (state: CallsState, besides: SipCallId): boolean =>
  shown(state).some(
    (call) => call.dialog !== besides && (call.phase === 'dialling' || call.leg?.phase === 'answering'),
  );

/** The call a dialog of the softphone carries now. */
export const callOfDialog = (state: CallsState, dialog: SipCallId): Call | null =>
  shown(state).find((call) => call.dialog === dialog) ?? null;

/** Whether somebody else's channel is part of a call that has not ended. */
export const isInLivingCall = (state: CallsState, channel: Uniqueid): boolean =>
  [...state.records.values()].some(
    ({ call, members }) => call !== null && call.phase !== 'ended' && members.has(channel),
  );

/** The dialogs that are talking now: what must be held before another call may talk. */
export const talking = (state: CallsState): readonly SipCallId[] =>
  shown(state).flatMap((call) => (call.phase === 'active' && call.dialog !== null ? [call.dialog] : []));

/** The calls that live, each with the others' channels that make it what it is. */
export const livingWithOthers = (
  state: CallsState,
): readonly { readonly call: Call; readonly others: readonly Uniqueid[] }[] =>
  [...state.records.values()].flatMap(({ call, members }) =>
    call === null || call.phase === 'ended' ? [] : [{ call, others: [...members] }],
  );

/** What the agent is doing, from the calls alone. */
export function occupation(calls: readonly Call[]): {
  readonly state: 'free' | 'ringing' | 'on-call';
  readonly since: number | null;
} {
  const living = calls.filter((call) => call.phase !== 'ended');
  const busy = living.filter((call) => call.phase !== 'ringing');
  if (busy.length > 0) return { state: 'on-call', since: firstStart(busy) };
  return living.length > 0 ? { state: 'ringing', since: firstStart(living) } : { state: 'free', since: null };
}

const firstStart = (calls: readonly Call[]): number => Math.min(...calls.map((call) => call.startedAt));
