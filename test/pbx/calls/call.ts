import { randomBytes } from 'node:crypto';
import type { Ports } from '../ports.ts';
import type { SipCaller } from '../sip/sip-caller.ts';
import type { AmiMessage } from '../truth/ami-wire.ts';
import { type Truth, truthLost } from '../truth/truth.ts';

/** What of a running PBX a call needs. */
export interface Line {
  readonly truth: Truth;
  readonly ports: Ports;
  /** Those on a call now: stopping the PBX ends them, or their sockets and timers would go on. */
  readonly sipCallers: Set<SipCaller>;
}

export type Plays = 'tone' | 'whistle' | 'music' | 'talk' | 'silence' | `short${number}`;

export interface InboundOptions {
  /** The extension called: 1001, 500 … */
  readonly to: string;
  readonly name: string;
  /** Whose name it is. `directory` (unless said otherwise): the PBX looks the caller up and has the name exactly as given.
   * `trunk`: what Asterisk makes of what the trunk sends. By SIP it keeps the backslashes of `\"` and `\\` (res_pjsip does
   * not decode RFC 3261's quoted pairs) and doubles them towards the phone; from AMI's CallerID it drops some. */
  readonly naming?: 'directory' | 'trunk';
  readonly number: string;
  /** What the customer says: a continuous 440 Hz, 700 Hz (`whistle`, which no robot says), music, an English voice,
   * nothing, or `short5`: the tone for five seconds, then hangs up. By SIP: the tone, the whistle or `silence`. */
  readonly plays?: Plays;
}

export interface Ended {
  /** Q.850, as AMI's Hangup says. */
  readonly cause: number;
  readonly causeText: string;
}

export interface InboundCall {
  /** The inbound channel: the one that walks the dialplan. */
  readonly uniqueid: string;
  readonly linkedid: string;
  readonly channel: string;
  /** The inbound channel is gone. */
  readonly ended: Promise<Ended>;
  /** The customer gives up, or hangs up. */
  hangUp(): Promise<void>;
}

export const directoryName = ({ name, naming = 'directory' }: InboundOptions): string | undefined =>
  naming === 'directory' ? Buffer.from(name).toString('base64') : undefined;

/** A hang-up met a channel that was gone already: what was asked for, in another order. */
export const isNoSuchChannel = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('No such channel');

export const newId = (): string => `lab-${randomBytes(5).toString('hex')}`;

/** Resolves when the channel's Hangup is seen, however long that takes; with cause 0 when the PBX itself is gone. */
export async function endOf(truth: Truth, uniqueid: string, since: number): Promise<Ended> {
  const isEnd = (event: AmiMessage): boolean =>
    event['Event'] === truthLost || (event['Event'] === 'Hangup' && event['Uniqueid'] === uniqueid);
  const end = await truth.waitFor(isEnd, { within: Number.POSITIVE_INFINITY, since });
  return { cause: Number(end['Cause'] ?? 0), causeText: end['Cause-txt'] ?? 'the PBX is gone' };
}
