import type { Channel } from './pbx-wire.ts';

/** Both halves of a Local channel: `one` is who is called, `two` dials on. */
export interface Pair {
  readonly one: Channel;
  readonly two: Channel;
  /** Without `/n`: as soon as both sides talk it takes itself out of their way. */
  readonly optimises: boolean;
}

/** A phone that rings, and the Local channel it is rung through. */
export interface Ring {
  readonly leg: Channel;
  readonly pair: Pair | null;
}

/** One caller's stay on the PBX, from the trunk or from a phone. */
export interface Stay {
  readonly caller: Channel;
  readonly via: 'direct' | 'group' | 'queue' | 'dialled';
  where: 'ringing' | 'talking' | 'waiting' | 'parked' | 'over';
  ringing: Ring[];
  /** Local channels that stand between the caller and the phone, from the caller on. */
  chain: readonly Pair[];
  /** Who has the caller. */
  with: Channel | null;
  heldBy: Channel | null;
  /** The second call of whoever has the caller: their own leg, and the colleague asked. */
  consult: { readonly own: Channel; readonly colleague: Channel } | null;
  parkedBy: string | null;
  /** The queue has done with the caller. */
  served: boolean;
}

export const phones = ['1001', '1002', '1003'] as const;
export const me = '1001';

export const phoneOf = (channel: Channel): string => channel.name.slice('PJSIP/'.length, -9);
export const isMine = (channel: Channel): boolean => phoneOf(channel) === me;

/** Who stands for the caller where the next one is dialled, bridged or parked: the far half of the last Local channel. */
export const faceOf = ({ caller, chain }: Stay): Channel => chain.at(-1)?.two ?? caller;

/** Whom the PBX dials: the phone, or the near half of the Local channel that leads to it. */
export const dialledFor = ({ leg, pair }: Ring): Channel => pair?.one ?? leg;

export const openStay = (caller: Channel, via: Stay['via'], where: Stay['where']): Stay => ({
  ...{ caller, via, where, ringing: [], chain: [], with: null, heldBy: null, consult: null, parkedBy: null },
  served: via !== 'queue',
});

/** What the phone at `me` must show now, by the PBX's own books. */
export interface Shown {
  readonly phase: 'ringing' | 'dialling' | 'active' | 'held';
  readonly number: string;
}

export const byText = (a: Shown, b: Shown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

export function shownOf({ caller, ringing, with: phone, heldBy, consult }: Stay): readonly Shown[] {
  const number = caller.number;
  const seen: Shown[] = ringing.some(({ leg }) => isMine(leg)) ? [{ phase: 'ringing', number }] : [];
  if (phone !== null && isMine(phone)) seen.push({ phase: heldBy === null ? 'active' : 'held', number });
  if (consult !== null && isMine(consult.own)) seen.push({ phase: 'active', number: consult.colleague.number });
  if (consult !== null && isMine(consult.colleague)) seen.push({ phase: 'active', number: consult.own.number });
  return seen;
}
