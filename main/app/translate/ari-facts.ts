import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import type { CallFact } from '../../facts/fact.ts';
import { endpointOf } from './endpoint-of.ts';

/** A channel as ARI shows it; `protocolId` is the SIP Call-ID (Asterisk 18 and later), empty or absent elsewhere. */
export interface AriChannelShape {
  readonly id: string;
  readonly name: string;
  readonly protocolId: string | null;
}

/** Joins a channel of `endpoint` to its SIP dialog; null when it is another's, or too old an Asterisk to say. */
export function ariChannelFact(channel: AriChannelShape, endpoint: string, at: number): CallFact | null {
  if (channel.protocolId === null || channel.protocolId === '' || endpointOf(channel.name) !== endpoint) return null;
  return { kind: 'channel-dialog', at, channel: channel.id as Uniqueid, dialog: channel.protocolId as SipCallId };
}

export const ariChannelGone = (channel: AriChannelShape, at: number): CallFact => ({
  kind: 'channel-gone',
  at,
  channel: channel.id as Uniqueid,
});
