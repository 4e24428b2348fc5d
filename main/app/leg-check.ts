import { status } from '../ami/actions.ts';
import type { FoundLeg, LegOf } from '../sip/sip-phone-options.ts';
import { callIdOf } from './call-id-of.ts';
import { channelSays } from './channel-says.ts';
import type { NotedCalls } from './noted-calls.ts';
import type { AskedAmi } from './transfers/my-leg.ts';
import { endpointOf } from './translate/endpoint-of.ts';

/**
 * Whether a call still has a channel of mine, and which dialog that is, by AMI: it takes one of the call's Call-IDs on one
 * of my endpoint's channels to say so. Nothing is concluded where AMI is not there, answers in part, or never had the
 * channel of that call: it may not be allowed to see it.
 */
export const legCheck =
  (ami: AskedAmi, endpoint: string, noted: Pick<NotedCalls, 'hadChannel'>): LegOf =>
  async (call, carriers) => {
    if (!noted.hadChannel(call)) return { kind: 'unknown' };
    const channels = await ami.list(status());
    if (!channels.ok) return { kind: 'unknown' };
    const mine = channels.value
      .map((channel) => channel.get('Channel') ?? '')
      .filter((name) => endpointOf(name) === endpoint);
    const legs = await Promise.all(mine.map(async (name) => ({ name, callId: await callIdOf(ami, name) })));
    // While one leg takes the place of another both are there.
    const carrier = carriers.findLast((each) => legs.some(({ callId }) => callId === each));
    const leg = legs.find(({ callId }) => callId === carrier);
    if (carrier !== undefined && leg !== undefined)
      return { kind: 'alive', carrier, tags: await tagsOf(ami, leg.name) };
    // One that would not say may be it.
    return { kind: legs.some(({ callId }) => callId === null) ? 'unknown' : 'gone' };
  };

/** The PBX names them from its own side. */
async function tagsOf(ami: AskedAmi, channel: string): Promise<(FoundLeg & { kind: 'alive' })['tags']> {
  const [localTag = '', remoteTag = ''] = await Promise.all(
    ['remote_tag', 'local_tag'].map((what) => channelSays(ami, channel, `CHANNEL(pjsip,${what})`)),
  );
  return localTag === '' || remoteTag === '' ? null : { localTag, remoteTag };
}
