import type { AmiClient } from '../ami/client.ts';
import type { SipCallId } from '../base/ids.ts';
import { channelSays } from './channel-says.ts';

/**
 * The SIP Call-ID of a PJSIP channel, by its name or Uniqueid: the joint between a channel and a dialog of ours. Null
 * where it has none, is gone, or may not be asked. By Getvar, which holds no lock on the channel (`status` says why).
 */
export async function callIdOf(ami: Pick<AmiClient, 'action'>, channel: string): Promise<SipCallId | null> {
  const value = await channelSays(ami, channel, 'CHANNEL(pjsip,call-id)');
  return value === '' ? null : (value as SipCallId);
}
