import type { z } from 'zod';
import { type AriChannel, channelFrom, decodeChannel } from './channel.ts';
import { asFields, textOf, timeFrom } from './fields.ts';
import { events } from './generated/events.ts';

/** The events of Asterisk 16 to 22 and what they carry (`generated/events.ts`). */
export type AriEventType = keyof typeof events;
const isKnown = (type: string): type is AriEventType => Object.hasOwn(events, type);

interface EventOf<Type extends AriEventType> {
  readonly type: Type;
  /** By the PBX's clock, in ms since 1970. */
  readonly timestamp: number | null;
  readonly application: string | null;
  /** The whole of it, under Asterisk's own names; what Asterisk left out is empty. */
  readonly raw: z.infer<(typeof events)[Type]>;
}

/** One event; `type` tells which, and with it what `raw` holds. */
export type AriEvent = { readonly [Type in AriEventType]: EventOf<Type> }[AriEventType];

export type DecodedEvent =
  | { readonly kind: 'event'; readonly event: AriEvent }
  /** Valid, but of a type that is newer than the schema. */
  | { readonly kind: 'unknown'; readonly type: string }
  /** Of a known type, and not as that type is. `at` is the first place that is wrong, as in `channel.id`. */
  | { readonly kind: 'broken'; readonly type: AriEventType; readonly at: string; readonly why: string }
  | { readonly kind: 'undecodable' };

export function decodeEvent(text: string): DecodedEvent {
  const fields = asFields(parse(text));
  const type = fields === null ? null : textOf(fields, 'type');
  if (type === null) return { kind: 'undecodable' };
  if (!isKnown(type)) return { kind: 'unknown', type };
  const read = events[type].safeParse(fields);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { kind: 'broken', type, at: issue?.path.join('.') ?? '', why: issue?.message ?? '' };
  }
  const { application, timestamp } = read.data;
  const named = application === '' ? null : application;
  // The table ties each type to its own schema, which the compiler does not follow through a lookup.
  const event = { type, timestamp: timeFrom(timestamp), application: named, raw: read.data } as AriEvent;
  return { kind: 'event', event };
}

/**
 * Whether a frame is of the two kinds that are most of the traffic (variables, and steps of the dialplan), told by how
 * Asterisk begins them, before anything is parsed. A value cannot pretend to be one: its quotes are escaped.
 */
export const isFlood = (text: string): boolean => flood.test(text);
const flood =
  /^\{"(?:type":"ChannelDialplan"|variable":"(?:[^"\\]|\\.)*","value":"(?:[^"\\]|\\.)*","type":"ChannelVarset")/;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The channel an event is about; null if it is about something else. */
export const channelOf = ({ raw }: AriEvent): AriChannel | null => decodeChannel(raw['channel']);

export interface AriDial {
  /** Null when nobody called: an originate. */
  readonly caller: AriChannel | null;
  readonly peer: AriChannel;
  /** Empty while it begins; then RINGING, ANSWER, BUSY, NOANSWER, CANCEL … */
  readonly status: string;
}

/** What a Dial event says; null for any other. */
export function dialOf(event: AriEvent): AriDial | null {
  if (event.type !== 'Dial') return null;
  const { caller, peer, dialstatus: status } = event.raw;
  return { peer: channelFrom(peer), caller: caller === undefined ? null : channelFrom(caller), status };
}

/** Why a channel is gone: Q.850, and the SIP code where there is one (`tech_cause`, newer Asterisks). */
export function causeOf(event: AriEvent): { readonly cause: number; readonly techCause: number | null } | null {
  if (event.type !== 'ChannelDestroyed' && event.type !== 'ChannelHangupRequest') return null;
  const { cause, tech_cause: techCause = null } = event.raw;
  return cause === undefined ? null : { cause, techCause };
}
