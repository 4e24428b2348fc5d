import type { AmiMessage } from '../truth/ami-wire.ts';
import { type Line, newId } from './call.ts';

export interface VoicemailOptions {
  /** `1001`. */
  readonly mailbox: string;
  readonly urgent?: boolean;
  readonly seconds?: number;
  readonly name?: string;
  readonly number?: string;
}

/** A caller who goes straight to the box, speaks a tone after the beep and hangs up. */
export async function leaveVoicemail({ truth }: Line, options: VoicemailOptions): Promise<void> {
  const { mailbox, urgent = false, seconds = 2, name = 'Ann Client', number = '+15550123' } = options;
  const since = truth.mark();
  const id = newId();
  await truth.action({
    Action: 'Originate',
    Channel: `Local/${mailbox}@${urgent ? 'leave-urgent-message' : 'leave-message'}/n`,
    Context: 'customer',
    // One second more, for the beep.
    Exten: `short${seconds + 1}`,
    Priority: 1,
    CallerID: `"${name}" <${number}>`,
    ChannelId: id,
    Async: true,
  });
  const isStored = (event: AmiMessage): boolean =>
    event['Event'] === 'MessageWaiting' && event['Mailbox'] === `${mailbox}@default`;
  const hasFailed = (event: AmiMessage): boolean =>
    event['Event'] === 'OriginateResponse' && event['Uniqueid'] === id && event['Response'] === 'Failure';
  const within = seconds * 1_000 + 10_000;
  const outcome = await truth.waitFor((event) => isStored(event) || hasFailed(event), { within, since });
  if (hasFailed(outcome)) throw new Error(`no message can be left for ${mailbox}`);
}
