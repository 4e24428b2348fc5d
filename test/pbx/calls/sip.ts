import { SipCaller, type SipEnd } from '../sip/sip-caller.ts';
import type { AmiMessage } from '../truth/ami-wire.ts';
import type { Truth } from '../truth/truth.ts';
import { endOf, type InboundCall, type InboundOptions, type Line } from './call.ts';

/** A call by SIP can be listened to. */
export interface SipInboundCall extends InboundCall {
  readonly answered: Promise<void>;
  /** How it ended as SIP tells it: by whom, and with which final response. */
  readonly sipEnded: Promise<SipEnd>;
  /** What the customer heard during the last ten seconds, at 8,000 Hz. */
  heard(): Float32Array;
  /** RFC 4733. */
  sendDigits(digits: string): void;
}

export async function callBySip({ truth, ports }: Line, options: InboundOptions): Promise<SipInboundCall> {
  const { to, name, number, plays = 'tone' } = options;
  const caller = new SipCaller({ port: ports.sip, to, name, number, tone: plays === 'silence' ? null : 440 });
  const since = truth.mark();
  await caller.call();
  const created = await channelOf(truth, caller.callId, since);
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
    sendDigits: (digits) => caller.sendDigits(digits),
    async hangUp() {
      await caller.hangUp();
      await ended;
    },
  };
}

/** Two calls may start at the same moment: the Call-ID tells whose channel it is. */
async function channelOf(truth: Truth, callId: string, since: number): Promise<AmiMessage> {
  const others = new Set<string>();
  const isCandidate = (event: AmiMessage): boolean =>
    event['Event'] === 'Newchannel' &&
    (event['Channel'] ?? '').startsWith('PJSIP/trunk-') &&
    !others.has(event['Uniqueid'] ?? '');
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- the next candidate only when this one is not ours
    const candidate = await truth.waitFor(isCandidate, { since });
    // oxlint-disable-next-line no-await-in-loop -- as above
    if ((await callIdOf(truth, candidate['Channel'] ?? '')) === callId) return candidate;
    others.add(candidate['Uniqueid'] ?? '');
  }
}

async function callIdOf(truth: Truth, Channel: string): Promise<string | undefined> {
  const answer = await truth.action({ Action: 'Getvar', Channel, Variable: 'CHANNEL(pjsip,call-id)' });
  return answer['Value'];
}
