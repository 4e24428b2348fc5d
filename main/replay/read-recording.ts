import { AmiDecoder } from '../ami/codec/decoder.ts';
import { ariFacts } from '../app/translate/ari-facts.ts';
import { decodeEvent } from '../ari/event.ts';
import { failed, type Result, success } from '../base/result.ts';
import type { CallFact, PhoneFact } from '../facts/fact.ts';
import type { PbxSource } from '../facts/pbx.ts';
import type { Entry, Heading } from '../recorder/entry.ts';
import { AmiAnswers } from './ami-answers.ts';
import { AriAnswers } from './ari-answers.ts';
import type { Step } from './step.ts';

export interface Recording {
  readonly me: readonly string[];
  /** As the model was told it, in the order in which it came. */
  readonly steps: readonly Step[];
  /** Lines that could not be read. */
  readonly unreadable: number;
}

/** Whether a text is one of the app's own recordings. */
export const isRecording = (text: string): boolean => text.startsWith('{"recording":"offhook"');

/** A recording saved by the app, unpacked. Fails where its heading is missing or of a version to come. */
export function readRecording(text: string): Result<Recording, string> {
  const [first = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const heading = parse(first) as Heading | null;
  if (heading?.recording !== 'offhook') return failed('it is not a recording of Offhook');
  if (heading.version !== 1) return failed(`it is a recording of version ${String(heading.version)}; 1 is known here`);
  const reader = new Reader();
  let unreadable = 0;
  for (const line of lines) {
    const entry = parse(line) as Entry | null;
    if (entry === null) unreadable += 1;
    else reader.read(entry);
  }
  return success({ me: heading.me, steps: reader.steps, unreadable });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Goes through the entries as the app's own watchers went through the traffic. */
class Reader {
  readonly steps: Step[] = [];
  #at = 0;
  readonly #answers = new AmiAnswers((step) => this.steps.push(step));
  readonly #ariAnswers = new AriAnswers((fact) => this.#tell('ari', fact));
  readonly #decoder = new AmiDecoder(
    {
      onBanner: () => undefined,
      onForeign: () => undefined,
      onMessage: (message) => this.#answers.received(message, this.#at),
    },
    { greeting: false },
  );

  read(entry: Entry): void {
    this.#at = entry.at;
    if (entry.dir === 'link') return this.#link(entry);
    switch (entry.road) {
      case 'ami':
        if (entry.dir === 'out') return this.#answers.sent(entry.text, entry.at);
        return this.#decoder.push(Buffer.from(`${entry.text}\r\n\r\n`, 'latin1'));
      case 'ari':
        return this.#ari(entry);
      case 'sip':
        if (entry.dir === 'told') this.#tell('sip', entry.fact as PhoneFact);
    }
  }

  #link({ road, state, bootedAt, at }: Extract<Entry, { dir: 'link' }>): void {
    if (road === 'sip') return;
    const source: PbxSource = road;
    if (road === 'ari' && state !== 'up') this.#ariAnswers.lost(at);
    this.#tell(streamOf(source), { kind: state === 'up' ? 'source-up' : 'source-lost', source, at });
    if (state === 'up' && bootedAt !== null) this.#tell(streamOf(source), { kind: 'boot', source, at, bootedAt });
  }

  #ari(entry: Extract<Entry, { road: 'ari' }>): void {
    const { at } = entry;
    if ('event' in entry) {
      const decoded = decodeEvent(JSON.stringify(entry.event));
      if (decoded.kind !== 'event') return;
      this.#ariAnswers.heard(decoded.event);
      const facts = ariFacts(decoded.event, at);
      if (facts.length > 0) this.steps.push({ stream: 'ari', name: decoded.event.type, at, facts });
    } else if ('path' in entry) this.#ariAnswers.asked(entry.id, entry.path, at);
    else if ('ok' in entry) this.#ariAnswers.answered(entry.id, entry.ok, entry.body, at);
  }

  #tell(stream: string, told: CallFact): void {
    this.steps.push({ stream, name: told.kind, at: told.at, told });
  }
}

const streamOf = (source: PbxSource): string => (source === 'ami' ? 'ami channels' : 'ari');
