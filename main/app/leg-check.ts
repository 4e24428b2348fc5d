import { status } from '../ami/actions.ts';
import type { LegOf } from '../sip/sip-phone-options.ts';
import { callIdOf } from './call-id-of.ts';
import type { NotedCalls } from './noted-calls.ts';
import type { AskedAmi } from './transfers/my-leg.ts';
import { endpointOf } from './translate/endpoint-of.ts';

/**
 * Whether a call of the journal still has a channel of mine, by AMI: it takes the Call-ID on one of my endpoint's channels
 * to say so. Nothing is concluded where AMI is not there, answers in part, or never had the channel of that call: it may
 * not be allowed to see it.
 */
export const legCheck =
  (ami: AskedAmi, endpoint: string, noted: Pick<NotedCalls, 'hadChannel'>): LegOf =>
  async (call, carrier) => {
    if (!noted.hadChannel(call)) return 'unknown';
    const channels = await ami.list(status());
    if (!channels.ok) return 'unknown';
    const mine = channels.value
      .map((channel) => channel.get('Channel') ?? '')
      .filter((name) => endpointOf(name) === endpoint);
    const callIds = await Promise.all(mine.map((name) => callIdOf(ami, name)));
    if (callIds.includes(carrier)) return 'alive';
    // One that would not say may be it.
    return callIds.includes(null) ? 'unknown' : 'gone';
  };
