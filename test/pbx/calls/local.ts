import {
  directoryName,
  endOf,
  type InboundCall,
  type InboundOptions,
  isNoSuchChannel,
  type Line,
  newId,
} from './call.ts';

/** Half ;2 of a Local channel walks the dialplan as the ringing inbound call, half ;1 is the customer. */
export async function callByLocal({ truth }: Line, options: InboundOptions): Promise<InboundCall> {
  const { to, name, number, plays = 'tone' } = options;
  const id = newId();
  const uniqueid = `${id}-in`;
  const variable = directoryName(options);
  const since = truth.mark();
  await truth.action({
    Action: 'Originate',
    Channel: `Local/${to}@from-trunk/n`,
    Context: 'customer',
    Exten: plays,
    Priority: 1,
    CallerID: `"${name}" <${number}>`,
    ChannelId: id,
    OtherChannelId: uniqueid,
    // Inherited by the other half.
    Variable: variable === undefined ? undefined : `_DIRECTORY_NAME=${variable}`,
    Timeout: 600_000,
    Async: true,
  });
  const created = await truth.waitFor((event) => event['Event'] === 'Newchannel' && event['Uniqueid'] === uniqueid, {
    since,
  });
  const channel = created['Channel'] ?? '';
  const ended = endOf(truth, uniqueid, since);
  return {
    uniqueid,
    linkedid: id,
    channel,
    ended,
    async hangUp() {
      await truth.action({ Action: 'Hangup', Channel: channel.replace(/;2$/, ';1'), Cause: 16 }).catch(unlessGone);
      await ended;
    },
  };
}

function unlessGone(error: unknown): void {
  if (!isNoSuchChannel(error)) throw error;
}
