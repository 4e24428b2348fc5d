import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AmiDecoder } from '../../main/ami/codec/decoder.ts';
import { statusChannel } from '../../main/app/translate/ami-channel.ts';
import { amiFacts } from '../../main/app/translate/ami-facts.ts';
import { ariFacts } from '../../main/app/translate/ari-facts.ts';
import { decodeEvent } from '../../main/ari/event.ts';
import type { ChannelFact } from '../../main/facts/channel-facts.ts';
import type { PbxFact } from '../../main/facts/fact.ts';

/** One event of a recording, as the model is told it. Events of one stream keep their order; streams do not keep theirs. */
export interface Heard {
  readonly stream: string;
  readonly name: string;
  readonly at: number;
  readonly facts: readonly PbxFact[];
}

export interface Capture {
  readonly ami: readonly Heard[];
  readonly ari: readonly Heard[];
  /** Answers to Status, where the recording asked: what was true, by Asterisk itself. */
  readonly statuses: readonly { readonly at: number; readonly channels: readonly ChannelFact[] }[];
}

const file = (name: string): URL => new URL(name, import.meta.url);
const unzip = (name: string): Buffer => gunzipSync(readFileSync(file(name)));
const lines = (name: string): readonly string[] =>
  existsSync(file(name)) ? unzip(name).toString('utf8').split('\n').filter((line) => line !== '') : [];

/** Which of Asterisk's roads an event comes by (manager_parking.c, confbridge_manager.c; the rest by one router). */
function streamOf(name: string): string {
  if (/^(ParkedCall|UnParkedCall)/.test(name)) return 'ami parking';
  if (/^Confbridge/.test(name)) return 'ami conference';
  return name === 'UserEvent' ? 'ami direct' : 'ami channels';
}

/** Reads a recording; `capture` is its name with the version, `queue-call-22`. */
export function readCapture(capture: string): Capture {
  const ari = readAri(capture);
  const { heard, statuses } = readAmi(capture, ari[0]?.at ?? null);
  return { ami: heard, ari, statuses };
}

function readAmi(capture: string, start: number | null) {
  const bytes = unzip(`${capture}.ami.gz`);
  const index = lines(`${capture}.ami.idx.jsonl.gz`).map((line) => JSON.parse(line) as { t: number; off: number; len: number });
  const heard: Heard[] = [];
  const statuses: { at: number; channels: ChannelFact[] }[] = [];
  let [at, base] = [0, 0];
  const decoder = new AmiDecoder({
    onBanner: () => undefined,
    onForeign: () => undefined,
    onMessage: (message) => {
      if (message.kind !== 'event') return;
      if (message.name === 'Newchannel' && base === 0) base = (start ?? 1_700_000_000_000) - at;
      if (message.name === 'Status') {
        const fact = statusChannel(message, base + at);
        if (fact !== null && statuses.at(-1)?.at === base + at) statuses.at(-1)?.channels.push(fact);
        else if (fact !== null) statuses.push({ at: base + at, channels: [fact] });
        return;
      }
      // Items of other lists carry the names of live events, and the question's ActionID.
      if (message.get('ActionID') !== undefined && message.name !== 'UserEvent') return;
      const facts = amiFacts(message, base + at);
      if (facts.length > 0) heard.push({ stream: streamOf(message.name), name: message.name, at: base + at, facts });
    },
  });
  for (const { t, off, len } of index.length > 0 ? index : [{ t: 0, off: 0, len: bytes.length }]) {
    at = Math.round(t);
    decoder.push(bytes.subarray(off, off + len));
  }
  return { heard, statuses };
}

function readAri(capture: string): readonly Heard[] {
  return lines(`${capture}.ari.jsonl.gz`).flatMap((line) => {
    const decoded = decodeEvent(line);
    if (decoded.kind !== 'event') return [];
    const at = decoded.event.timestamp ?? 0;
    const facts = ariFacts(decoded.event, at);
    return facts.length === 0 ? [] : [{ stream: 'ari', name: decoded.event.type, at, facts }];
  });
}

/** Both recordings as they would have come, by time. */
export const together = ({ ami, ari }: Capture): readonly Heard[] => [...ami, ...ari].toSorted((a, b) => a.at - b.at);
