import { getvar, status } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { AmiMessage } from '../../ami/codec/message.ts';
import type { SipCallId } from '../../base/ids.ts';
import { endpointOf } from '../translate/endpoint-of.ts';

/** The channels in one bridge with our leg of a dialog: the far end, whatever its caller ID says. Empty: not found. */
export async function bridgedWith(ami: AmiClient, endpoint: string, dialog: SipCallId): Promise<ReadonlySet<string>> {
  const channels = await ami.list(status());
  if (!channels.ok) return new Set();
  const ours = channels.value.filter((channel) => endpointOf(channel.get('Channel') ?? '') === endpoint);
  const asked = await Promise.all(ours.map(async (channel) => [channel, await callIdOf(ami, channel)] as const));
  const leg = asked.find(([, callId]) => callId === dialog)?.[0];
  const bridge = leg?.get('BridgeID') ?? '';
  if (leg === undefined || bridge === '') return new Set();
  return new Set(
    channels.value
      .filter((channel) => channel !== leg && channel.get('BridgeID') === bridge)
      .flatMap((channel) => channel.get('Uniqueid') ?? []),
  );
}

/** The SIP Call-ID is the joint between a channel and our dialog (FUNC CHANNEL(pjsip,call-id)). */
async function callIdOf(ami: AmiClient, channel: AmiMessage): Promise<string | null> {
  const answer = await ami.action(getvar('CHANNEL(pjsip,call-id)', channel.get('Channel') ?? ''));
  return answer.ok ? (answer.value.get('Value') ?? null) : null;
}
