import { setTimeout as delay } from 'node:timers/promises';
import { SipCaller, type SipEnd } from '../sip/sip-caller.ts';
import type { SipHeader } from '../sip/sip-message.ts';
import type { AmiMessage } from '../truth/ami-wire.ts';
import type { Truth } from '../truth/truth.ts';
import { directoryName, endOf, type InboundCall, type InboundOptions, isNoSuchChannel, type Line } from './call.ts';

/** A call by SIP can be listened to. */
export interface SipInboundCall extends InboundCall {
  readonly answered: Promise<void>;
  /** How it ended as SIP tells it: by whom, and with which final response. */
  readonly sipEnded: Promise<SipEnd>;
  /** What the customer heard during the last ten seconds, at 8,000 Hz. */
  heard(): Float32Array;
  /** When the last packet came, on the clock of `performance.now`: what was heard last may be long ago. */
  readonly heardAt: number;
  /** RFC 4733. */
  sendDigits(digits: string): void;
}

export async function callBySip({ truth, ports, sipCallers }: Line, options: InboundOptions): Promise<SipInboundCall> {
  const { to, name, number, plays = 'tone' } = options;
  const known = directoryName(options);
  const headers: readonly SipHeader[] = known === undefined ? [] : [['X-Directory-Name', known]];
  const tone = plays === 'silence' ? null : plays === 'whistle' ? 700 : 440;
  const caller = new SipCaller({ port: ports.sip, to, name, number, tone, headers });
  const since = truth.mark();
  sipCallers.add(caller);
  void caller.ended.then(() => sipCallers.delete(caller));
  await caller.call();
  const created = await Promise.race([channelOf(truth, caller.callId, options, since), refusalOf(caller)]);
  const uniqueid = created['Uniqueid'] ?? '';
  const ended = endOf(truth, uniqueid, since);
  return {
    uniqueid,
    linkedid: created['Linkedid'] ?? uniqueid,
    channel: created['Channel'] ?? '',
    answered: caller.answered,
    ended,
    sipEnded: caller.ended,
    heard: () => caller.heard(),
    get heardAt() {
      return caller.heardAt;
    },
    sendDigits: (digits) => caller.sendDigits(digits),
    async hangUp() {
      await caller.hangUp();
      await ended;
    },
  };
}

/** A refusal may overtake the news of the channel on AMI, so it waits for them; without a channel there is no call. */
async function refusalOf(caller: SipCaller): Promise<never> {
  const { status } = await caller.ended;
  await delay(3_000, undefined, { ref: false });
  throw new Error(`Asterisk refuses the call with ${status ?? 'BYE'} before there is a channel`);
}

/** Two calls may start at the same moment: the Call-ID tells whose channel it is. A call refused at once has no channel
 * left to ask; number and extension must do. */
async function channelOf(
  truth: Truth,
  callId: string,
  { to, number }: InboundOptions,
  since: number,
): Promise<AmiMessage> {
  const others = new Set<string>();
  const isCandidate = (event: AmiMessage): boolean =>
    event['Event'] === 'Newchannel' &&
    (event['Channel'] ?? '').startsWith('PJSIP/trunk-') &&
    event['Exten'] === to &&
    event['CallerIDNum'] === number &&
    !others.has(event['Uniqueid'] ?? '');
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- the next candidate only when this one is not ours
    const candidate = await truth.waitFor(isCandidate, { since });
    // oxlint-disable-next-line no-await-in-loop -- as above
    const found = await callIdOf(truth, candidate['Channel'] ?? '');
    if (found === callId || found === null) return candidate;
    others.add(candidate['Uniqueid'] ?? '');
  }
}

/** null: the channel is gone, or about to be: then Asterisk knows nothing of SIP to say of it any more. */
async function callIdOf(truth: Truth, Channel: string): Promise<string | null> {
  try {
    const answer = await truth.action({ Action: 'Getvar', Channel, Variable: 'CHANNEL(pjsip,call-id)' });
    const told = answer['Value'] ?? '';
    return told === '' ? null : told;
  } catch (error) {
    if (isNoSuchChannel(error)) return null;
    throw error;
  }
}
