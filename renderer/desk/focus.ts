import type { CallId, CallView } from '../../preload/contract/views.ts';

/** Which card is focused, and what must be remembered to move the focus only when it has to move. */
export interface CallFocus {
  readonly call: CallId | null;
  /** The person chose it. */
  readonly chosen: boolean;
  /** It was already ended when it was last looked at. */
  readonly ended: boolean;
  readonly seen: readonly CallId[];
}

export const noFocus: CallFocus = { call: null, chosen: false, ended: false, seen: [] };

const newlyLive = (call: CallView): boolean =>
  call.phase === 'ringing' || call.phase === 'dialling' || (call.phase === 'active' && call.pair?.role === 'colleague');

/** The focus after the calls changed: a new call takes it, an ended one gives it up, a chosen one keeps it. */
export function focusAfter(focus: CallFocus, calls: readonly CallView[]): CallFocus {
  const seen = calls.map((call) => call.id);
  const fresh = calls.find((call) => newlyLive(call) && !focus.seen.includes(call.id));
  if (fresh !== undefined) return { call: fresh.id, chosen: false, ended: false, seen };
  const now = calls.find((call) => call.id === focus.call);
  if (now !== undefined && now.phase !== 'ended') return { ...focus, ended: false, seen };
  if (now !== undefined && focus.chosen && focus.ended) return { ...focus, seen };
  const next = fallback(calls, now);
  return { call: next?.id ?? null, chosen: false, ended: next?.phase === 'ended', seen };
}

/** Active, else being dialled, else the newest ringing, else held, else the card that has just ended. */
function fallback(calls: readonly CallView[], before: CallView | undefined): CallView | undefined {
  for (const phase of ['active', 'dialling', 'ringing', 'held'] as const) {
    const found = calls.find((call) => call.phase === phase);
    if (found !== undefined) return found;
  }
  return before ?? calls[0];
}

export function chooseCall(focus: CallFocus, calls: readonly CallView[], id: CallId): CallFocus {
  const call = calls.find((each) => each.id === id);
  return call === undefined ? focus : { ...focus, call: id, chosen: true, ended: call.phase === 'ended' };
}

/** One card up or down, stopping at the ends. */
export function stepFocus(focus: CallFocus, calls: readonly CallView[], by: 1 | -1): CallFocus {
  const at = calls.findIndex((call) => call.id === focus.call);
  const next = calls[Math.min(calls.length - 1, Math.max(0, at + by))];
  return next === undefined ? focus : chooseCall(focus, calls, next.id);
}
