import { getvar } from '../ami/actions.ts';
import type { AmiClient } from '../ami/client.ts';

/** What a variable or function of a channel, by its name or Uniqueid, comes to; empty where it is not told. */
export async function channelSays(ami: Pick<AmiClient, 'action'>, channel: string, what: string): Promise<string> {
  const answer = await ami.action(getvar(what, channel));
  return answer.ok ? (answer.value.get('Value') ?? '') : '';
}
