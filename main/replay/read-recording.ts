import { AmiDecoder } from '../ami/codec/decoder.ts';
import { ariChannel, ariFacts } from '../app/translate/ari-facts.ts';
import { decodeChannel } from '../ari/channel.ts';
import { decodeEvent } from '../ari/event.ts';
import type { Uniqueid } from '../base/ids.ts';
import { failed, type Result, success } from '../base/result.ts';
import type { DialogEndedFact, DialogFact } from '../facts/dialog-facts.ts';
import type { CallFact } from '../facts/fact.ts';
import type { PbxSource } from '../facts/pbx.ts';
import type { Entry, Heading } from '../recorder/entry.ts';
import { AmiAnswers } from './ami-answers.ts';
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
  readonly #asked = new Map<number, { readonly path: string; readonly at: number }>();
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
        if (entry.dir === 'told') this.#tell('sip', entry.fact as DialogFact | DialogEndedFact);
    }
  }

  #link({ road, state, bootedAt, at }: Extract<Entry, { dir: 'link' }>): void {
    if (road === 'sip') return;
    const source: PbxSource = road;
    this.#tell(streamOf(source), { kind: state === 'up' ? 'source-up' : 'source-lost', source, at });
    if (state === 'up' && bootedAt !== null) this.#tell(streamOf(source), { kind: 'boot', source, at, bootedAt });
  }

  #ari(entry: Extract<Entry, { road: 'ari' }>): void {
    const { at } = entry;
    if ('event' in entry) {
      const decoded = decodeEvent(JSON.stringify(entry.event));
      const facts = decoded.kind === 'event' ? ariFacts(decoded.event, at) : [];
      const name = decoded.kind === 'event' ? decoded.event.type : '';
      if (facts.length > 0) this.steps.push({ stream: 'ari', name, at, facts });
    } else if ('path' in entry) this.#asked.set(entry.id, { path: entry.path, at });
    else if ('ok' in entry) this.#answered(entry);
  }

  #answered({ id, ok, body, at }: Extract<Entry, { ok: boolean }>): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    const channel = /^\/channels\/([^/]+)$/.exec(asked?.path ?? '')?.[1];
    const times = { source: 'ari', at, pbxAt: null } as const;
    if (asked?.path === '/channels' && ok && Array.isArray(body)) {
      const channels = body
        .map((each: unknown) => decodeChannel(each))
        .filter((each) => each !== null)
        .map((each) => ariChannel(each, times));
      this.#tell('ari', { kind: 'snapshot', source: 'ari', at, since: asked.at, channels });
    } else if (channel !== undefined) {
      const found = ok ? decodeChannel(body) : null;
      const told = found === null ? null : ariChannel(found, times);
      this.#tell('ari', {
        kind: 'answer',
        source: 'ari',
        at,
        channel: decodeURIComponent(channel) as Uniqueid,
        found: told,
      });
    }
  }

  #tell(stream: string, told: CallFact): void {
    this.steps.push({ stream, name: told.kind, at: told.at, told });
  }
}

const streamOf = (source: PbxSource): string => (source === 'ami' ? 'ami channels' : 'ari');
