import { AmiDecoder } from '../ami/codec/decoder.ts';
import type { AmiMessage } from '../ami/codec/message.ts';
import { statusChannel } from '../app/translate/ami-channel.ts';
import { amiFacts } from '../app/translate/ami-facts.ts';
import type { ChannelFact } from '../facts/channel-facts.ts';
import type { Heard } from './step.ts';

/** When some of the bytes came, ms from the beginning. */
export interface Piece {
  readonly t: number;
  readonly off: number;
  readonly len: number;
}

export interface AmiSession {
  readonly heard: readonly Heard[];
  /** Answers to Status, where the session asked: what was true, by Asterisk itself. */
  readonly statuses: readonly { readonly at: number; readonly channels: readonly ChannelFact[] }[];
}

/** The parts of AMI that keep an order of their own (manager_parking.c, confbridge_manager.c; the rest by one router). */
export function amiStream(name: string): string {
  if (/^(ParkedCall|UnParkedCall)/.test(name)) return 'ami parking';
  if (name.startsWith('Confbridge')) return 'ami conference';
  return name === 'UserEvent' ? 'ami direct' : 'ami channels';
}

/** An agreed beginning for sessions that tell no time. */
const someTime = 1_700_000_000_000;

/**
 * One manager session as it was received, from the greeting on. `pieces` says when which bytes came; without it
 * everything came at once, unless the PBX put a Timestamp in (manager.conf, timestampevents). `firstChannelAt` is when the
 * first channel was made, ms since 1970, where another recording knows it.
 */
export function readAmiSession(
  bytes: Buffer,
  pieces: readonly Piece[] = [],
  firstChannelAt: number | null = null,
): AmiSession {
  const heard: Heard[] = [];
  const statuses: { at: number; channels: ChannelFact[] }[] = [];
  let [at, base] = [0, 0];
  const timeOf = (message: AmiMessage): number => {
    const stamp = Number(message.get('Timestamp') ?? Number.NaN);
    if (message.name === 'Newchannel' && base === 0) base = (firstChannelAt ?? someTime) - at;
    return pieces.length === 0 && Number.isFinite(stamp) ? Math.round(stamp * 1000) : base + at;
  };
  const decoder = new AmiDecoder({
    onBanner: () => undefined,
    onForeign: () => undefined,
    onMessage: (message) => {
      if (message.kind !== 'event') return;
      const now = timeOf(message);
      if (message.name === 'Status') {
        const fact = statusChannel(message, now);
        if (fact !== null && statuses.at(-1)?.at === now) statuses.at(-1)?.channels.push(fact);
        else if (fact !== null) statuses.push({ at: now, channels: [fact] });
        return;
      }
      // Items of other lists carry the names of live events, and the question's ActionID.
      if (message.get('ActionID') !== undefined && message.name !== 'UserEvent') return;
      const facts = amiFacts(message, now);
      if (facts.length > 0) heard.push({ stream: amiStream(message.name), name: message.name, at: now, facts });
    },
  });
  for (const { t, off, len } of pieces.length > 0 ? pieces : [{ t: 0, off: 0, len: bytes.length }]) {
    at = Math.round(t);
    decoder.push(bytes.subarray(off, off + len));
  }
  return { heard, statuses };
}
