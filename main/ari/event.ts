import { type AriChannel, decodeChannel } from './channel.ts';
import { asFields, type Fields, textOf, timeOf } from './fields.ts';

/** The events of Asterisk 13 to 23 (rest-api/api-docs/events.json). */
const types = [
  ...['StasisStart', 'StasisEnd', 'ApplicationReplaced', 'ApplicationMoveFailed', 'ApplicationRegistered'],
  ...['ApplicationUnregistered', 'ChannelCreated', 'ChannelDestroyed', 'ChannelStateChange', 'ChannelCallerId'],
  ...['ChannelConnectedLine', 'ChannelDialplan', 'ChannelHangupRequest', 'ChannelHold', 'ChannelUnhold'],
  ...['ChannelDtmfReceived', 'ChannelTalkingStarted', 'ChannelTalkingFinished', 'ChannelVarset', 'ChannelUserevent'],
  ...['ChannelEnteredBridge', 'ChannelLeftBridge', 'ChannelTransfer', 'ChannelToneDetected', 'Dial'],
  ...['BridgeCreated', 'BridgeDestroyed', 'BridgeMerged', 'BridgeVideoSourceChanged', 'BridgeBlindTransfer'],
  ...['BridgeAttendedTransfer', 'DeviceStateChanged', 'EndpointStateChange', 'ContactStatusChange'],
  ...['PeerStatusChange', 'PlaybackStarted', 'PlaybackContinuing', 'PlaybackFinished', 'RecordingStarted'],
  ...['RecordingFinished', 'RecordingFailed', 'TextMessageReceived', 'CallBroadcast', 'CallClaimed', 'RESTResponse'],
] as const;
export type AriEventType = (typeof types)[number];
const known: ReadonlySet<string> = new Set(types);
const isKnown = (type: string): type is AriEventType => known.has(type);

/** One event. `raw` is the whole of it, not looked at: use `channelOf`, `dialOf` and their like. */
export interface AriEvent {
  readonly type: AriEventType;
  /** By the PBX's clock, in ms since 1970. */
  readonly timestamp: number | null;
  readonly application: string | null;
  readonly raw: Fields;
}

export type DecodedEvent =
  | { readonly kind: 'event'; readonly event: AriEvent }
  /** Valid, but of a type that is newer than this list. */
  | { readonly kind: 'unknown'; readonly type: string }
  | { readonly kind: 'undecodable' };

export function decodeEvent(text: string): DecodedEvent {
  const raw = asFields(parse(text));
  const type = raw === null ? null : textOf(raw, 'type');
  if (raw === null || type === null) return { kind: 'undecodable' };
  if (!isKnown(type)) return { kind: 'unknown', type };
  const event = { type, timestamp: timeOf(raw, 'timestamp'), application: textOf(raw, 'application'), raw };
  return { kind: 'event', event };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The channel an event is about; null if it is about something else. */
export const channelOf = (event: AriEvent): AriChannel | null => decodeChannel(event.raw['channel']);

export interface AriDial {
  /** Null when nobody called: an originate. */
  readonly caller: AriChannel | null;
  readonly peer: AriChannel;
  /** Empty while it begins; then RINGING, ANSWER, BUSY, NOANSWER, CANCEL … */
  readonly status: string;
}

/** What a Dial event says; null for any other. */
export function dialOf(event: AriEvent): AriDial | null {
  const peer = event.type === 'Dial' ? decodeChannel(event.raw['peer']) : null;
  if (peer === null) return null;
  return { peer, caller: decodeChannel(event.raw['caller']), status: textOf(event.raw, 'dialstatus') ?? '' };
}

/** Why a channel is gone: Q.850, and the SIP code where there is one (`tech_cause`, newer Asterisks). */
export function causeOf(event: AriEvent): { readonly cause: number; readonly techCause: number | null } | null {
  const { cause, tech_cause: techCause } = event.raw;
  return typeof cause === 'number' ? { cause, techCause: typeof techCause === 'number' ? techCause : null } : null;
}
