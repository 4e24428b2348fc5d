import { assertNever } from '../base/assert-never.ts';
import type { SipCallId, Uniqueid } from '../base/ids.ts';
import type { ChannelDialogFact, QueueCallerFact, QueueOfferFact } from '../facts/channel-facts.ts';
import type { AudioQualityFact, DialogEndedFact, DialogFact } from '../facts/dialog-facts.ts';
import type { CallFact } from '../facts/fact.ts';
import type { Call, CallKey, Origin } from './call.ts';
import { phaseOf } from './call.ts';
import type { CallsState } from './state.ts';

/** How long an ended call stays on the desk, ms. */
export const endedStays = 30_000;
/** Call-IDs remembered after their card is gone: far more than can still be on their way. */
const tombstonesKept = 200;

/** The call model: the same facts give the same state, whatever the order between sources. */
export function reduceCalls(state: CallsState, fact: CallFact): CallsState {
  switch (fact.kind) {
    case 'dialog':
      return onDialog(state, fact);
    case 'dialog-ended':
      return onDialogEnded(state, fact);
    case 'audio-quality':
      return onQuality(state, fact);
    case 'channel-dialog':
      return onChannelDialog(state, fact);
    case 'queue-caller':
      return onQueueCaller(state, fact);
    case 'queue-offer':
      return onQueueOffer(state, fact);
    case 'channel-gone':
      return forgetChannel(state, fact.channel);
    case 'silenced':
      return change(state, fact.dialog, (call) => (call.phase === 'ringing' ? { ...call, silenced: true } : call));
    case 'dismissed':
      return state.calls.get(fact.dialog)?.phase === 'ended' ? putAway(state, [fact.dialog]) : state;
    case 'tick':
      return onTick(state, fact.at);
    default:
      return assertNever(fact, 'call fact');
  }
}

function onDialog(state: CallsState, leg: DialogFact): CallsState {
  if (state.tombstones.has(leg.dialog)) return state;
  const known = state.calls.get(leg.dialog);
  // Hangup is final: whatever overtakes it from another queue is late news.
  if (known?.phase === 'ended') return state;
  const key = known?.key ?? (`call-${state.nextKey}` as CallKey);
  const call = inPhase(leg, {
    key,
    origin: known?.origin ?? originOf(state, leg),
    since: known !== undefined && known.phase === phaseOf(leg) ? known.since : sinceOf(leg, known),
    silenced: known?.phase === 'ringing' && known.silenced,
    quality: known?.phase === 'active' ? known.quality : null,
  });
  return { ...withCall(state, leg.dialog, call), nextKey: known === undefined ? state.nextKey + 1 : state.nextKey };
}

interface Kept {
  readonly key: CallKey;
  readonly origin: Origin;
  readonly since: number;
  readonly silenced: boolean;
  readonly quality: (Call & { phase: 'active' })['quality'];
}

function inPhase(leg: DialogFact, kept: Kept): Call {
  const { key, origin, since } = kept;
  const base = { key, leg, origin, since };
  const phase = phaseOf(leg);
  switch (phase) {
    case 'ringing':
      return { ...base, phase, silenced: kept.silenced };
    case 'active':
      return { ...base, phase, quality: kept.quality };
    case 'dialling':
    case 'held':
      return { ...base, phase };
    default:
      return assertNever(phase, 'phase');
  }
}

/** A call that becomes active counts its talk time, also after a hold; every other phase counts from when it began. */
function sinceOf(leg: DialogFact, known: Call | undefined): number {
  if (leg.phase === 'established' && !leg.held) return leg.answeredAt ?? leg.at;
  return known === undefined ? leg.startedAt : leg.at;
}

function onDialogEnded(state: CallsState, fact: DialogEndedFact): CallsState {
  return change(state, fact.dialog, (call) => {
    if (call.phase === 'ended') return call;
    const { key, leg, origin } = call;
    return { key, leg, origin, phase: 'ended', since: fact.at, end: fact.end, endedAt: fact.at };
  });
}

function onQuality(state: CallsState, fact: AudioQualityFact): CallsState {
  const { delayMs, lossPercent, jitterMs } = fact;
  return change(state, fact.dialog, (call) =>
    call.phase === 'active' ? { ...call, quality: { delayMs, lossPercent, jitterMs } } : call,
  );
}

function onChannelDialog(state: CallsState, { channel, dialog }: ChannelDialogFact): CallsState {
  if (state.dialogOf.get(channel) === dialog) return state;
  return applyOffer({ ...state, dialogOf: new Map(state.dialogOf).set(channel, dialog) }, channel);
}

function onQueueCaller(state: CallsState, fact: QueueCallerFact): CallsState {
  return { ...state, joinedAt: new Map(state.joinedAt).set(fact.caller, fact.joinedAt) };
}

function onQueueOffer(state: CallsState, fact: QueueOfferFact): CallsState {
  const joined = state.joinedAt.get(fact.caller);
  const waitedSeconds = joined === undefined ? null : Math.max(0, Math.round((fact.at - joined) / 1000));
  const offers = new Map(state.offers).set(fact.member, { queue: fact.queue, waitedSeconds });
  return applyOffer({ ...state, offers }, fact.member);
}

/** Both halves known (which dialog the channel is, which queue rings it): the call came by that queue. */
function applyOffer(state: CallsState, channel: Uniqueid): CallsState {
  const dialog = state.dialogOf.get(channel);
  const offer = state.offers.get(channel);
  if (dialog === undefined || offer === undefined) return state;
  return change(state, dialog, (call) => ({ ...call, origin: { kind: 'queue', ...offer } }));
}

/** A dialog seen after its channel was already known to AMI and ARI. */
function originOf(state: CallsState, leg: DialogFact): Origin {
  if (leg.direction === 'out') return { kind: 'dialled' };
  for (const [channel, dialog] of state.dialogOf) {
    const offer = dialog === leg.dialog ? state.offers.get(channel) : undefined;
    if (offer !== undefined) return { kind: 'queue', ...offer };
  }
  return { kind: 'direct' };
}

function forgetChannel(state: CallsState, channel: Uniqueid): CallsState {
  const { dialogOf, offers, joinedAt } = state;
  if (!dialogOf.has(channel) && !offers.has(channel) && !joinedAt.has(channel)) return state;
  return {
    ...state,
    dialogOf: without(dialogOf, channel),
    offers: without(offers, channel),
    joinedAt: without(joinedAt, channel),
  };
}

function onTick(state: CallsState, at: number): CallsState {
  const over = [...state.calls].filter(([, call]) => call.phase === 'ended' && at - call.endedAt >= endedStays);
  return over.length === 0
    ? state
    : putAway(
        state,
        over.map(([dialog]) => dialog),
      );
}

function putAway(state: CallsState, dialogs: readonly SipCallId[]): CallsState {
  const calls = new Map(state.calls);
  for (const dialog of dialogs) calls.delete(dialog);
  const tombstones = new Set([...state.tombstones, ...dialogs].slice(-tombstonesKept));
  return { ...state, calls, tombstones };
}

function change(state: CallsState, dialog: SipCallId, how: (call: Call) => Call): CallsState {
  const call = state.calls.get(dialog);
  if (call === undefined) return state;
  const next = how(call);
  return next === call ? state : withCall(state, dialog, next);
}

const withCall = (state: CallsState, dialog: SipCallId, call: Call): CallsState => ({
  ...state,
  calls: new Map(state.calls).set(dialog, call),
});

function without<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  if (!map.has(key)) return map;
  const next = new Map(map);
  next.delete(key);
  return next;
}
