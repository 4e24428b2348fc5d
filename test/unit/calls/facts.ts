import type { SipCallId, Uniqueid } from '../../../main/base/ids.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { type CallsState, emptyCalls } from '../../../main/calls/state.ts';
import type { DialogEnd, DialogEndedFact, DialogFact } from '../../../main/facts/dialog-facts.ts';
import type { CallFact } from '../../../main/facts/fact.ts';

/** Short ways to say what Alice's softphone saw of the dialogs `a`, `b`, …, at second `at`. */
export const dialog = (name: string): SipCallId => `${name}@pbx` as SipCallId;
export const channel = (name: string): Uniqueid => name as Uniqueid;

export function seen(name: string, at: number, change: Partial<DialogFact> = {}): DialogFact {
  return {
    kind: 'dialog',
    at: at * 1000,
    dialog: dialog(name),
    direction: 'in',
    phase: 'incoming',
    progress: 'calling',
    remote: { name: 'Tomas Achterberg', user: '+442079460137' },
    startedAt: 0,
    answeredAt: null,
    held: false,
    heldByRemote: false,
    muted: false,
    media: null,
    ...change,
  };
}

export const answered = (name: string, at: number, change: Partial<DialogFact> = {}): DialogFact =>
  seen(name, at, { phase: 'established', answeredAt: at * 1000, media: 'connected', ...change });

export function ended(name: string, at: number, end: Partial<DialogEnd> = {}): DialogEndedFact {
  return {
    kind: 'dialog-ended',
    at: at * 1000,
    dialog: dialog(name),
    end: { by: 'them', how: 'bye', status: null, cause: null, ...end },
  };
}

export const after = (...facts: readonly CallFact[]): CallsState => facts.reduce(reduceCalls, emptyCalls);
