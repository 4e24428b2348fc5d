import type { SipCallId, Uniqueid } from '../../../main/base/ids.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { type CallsState, callsOf } from '../../../main/calls/state.ts';
import type { ChannelFact, ChannelGoneFact } from '../../../main/facts/channel-facts.ts';
import type { DialogEnd, DialogEndedFact, DialogFact } from '../../../main/facts/dialog-facts.ts';
import type { CallFact, PbxFact } from '../../../main/facts/fact.ts';

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

export const alice = 'PJSIP/1001';

/** A channel as one source shows it; Alice's own softphone, ringing, unless said otherwise. */
export const arrival = (name: string, at: number, change: Partial<ChannelFact> = {}): ChannelFact => ({
  kind: 'channel',
  source: 'ami',
  at: at * 1000,
  pbxAt: null,
  channel: channel(name),
  name: `${alice}-00000001`,
  endpoint: alice,
  pair: null,
  state: 'ringing',
  role: 'callee',
  born: true,
  linkedid: null,
  caller: null,
  connected: null,
  dialled: null,
  dialog: null,
  ...change,
});

/** Somebody else's channel. */
export const stranger = (name: string, at: number, change: Partial<ChannelFact> = {}): ChannelFact =>
  arrival(name, at, {
    name: `PJSIP/trunk-${name.padStart(8, '0').slice(0, 8)}`,
    endpoint: 'PJSIP/trunk',
    role: 'caller',
    caller: { name: 'Ann Client', number: '+15551230001' },
    ...change,
  });

const from = (at: number) => ({ source: 'ami', at: at * 1000, pbxAt: null }) as const;

export const dialBegin = (caller: string | null, dest: string, at: number): PbxFact => ({
  kind: 'dial-begin',
  ...from(at),
  caller: caller === null ? null : channel(caller),
  dest: channel(dest),
});

export const dialEnd = (caller: string | null, dest: string, at: number, status: string): PbxFact => ({
  kind: 'dial-end',
  ...from(at),
  caller: caller === null ? null : channel(caller),
  dest: channel(dest),
  status,
});

export const enter = (
  name: string,
  bridge: string,
  at: number,
  swap: string | null = null,
  present: number | null = null,
): PbxFact => ({
  kind: 'bridge-enter',
  ...from(at),
  channel: channel(name),
  bridge,
  bridgeKind: 'basic',
  swap: swap === null ? null : channel(swap),
  present,
});

export const leave = (name: string, bridge: string, at: number): PbxFact => ({
  kind: 'bridge-leave',
  ...from(at),
  channel: channel(name),
  bridge,
});

export const hold = (name: string, held: boolean, at: number): PbxFact => ({
  kind: 'hold',
  ...from(at),
  channel: channel(name),
  held,
});

export const hangup = (name: string, at: number, cause = 16): ChannelGoneFact => ({
  kind: 'channel-gone',
  ...from(at),
  channel: channel(name),
  cause,
});

export const queueJoin = (caller: string, at: number): PbxFact => ({
  kind: 'queue-join',
  ...from(at),
  queue: 'support',
  caller: channel(caller),
  joinedAt: at * 1000,
  position: 1,
});

export const queueOffer = (caller: string, member: string, at: number): PbxFact => ({
  kind: 'queue-offer',
  ...from(at),
  queue: 'support',
  caller: channel(caller),
  member: channel(member),
});

/** Alice's model after these facts. */
export const after = (...facts: readonly CallFact[]): CallsState => facts.reduce(reduceCalls, callsOf([alice]));
