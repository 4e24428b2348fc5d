import { createHmac, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Logger } from '../base/log.ts';
import type { Entry, Heading, Road } from './entry.ts';
import { NumberMask } from './mask-numbers.ts';
import { Ring, type RingLimits, usualLimits } from './ring.ts';
import { scrubAction, scrubBlock } from './scrub-ami.ts';
import { scrubAnswer, scrubEvent } from './scrub-ari.ts';
import { scrubSip } from './scrub-sip.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

export interface FlightRecorderOptions {
  readonly me: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits?: RingLimits;
}

/**
 * Keeps the last half hour of what went to and fro between us and the PBX, so that a call that went wrong can be looked at
 * afterwards. Secrets, digests, tags and digits are left out as they come in: what is not in the ring cannot get out of it.
 */
export class FlightRecorder implements Disposable {
  readonly #options: FlightRecorderOptions;
  readonly #open = new DisposableStore();
  readonly #ring: Ring;
  /** Known to this process alone: an alias of a Call-ID tells nobody the Call-ID. */
  readonly #key = randomBytes(32);
  readonly #aliases = new Map<string, string>();

  constructor(options: FlightRecorderOptions) {
    this.#options = options;
    this.#ring = new Ring(options.limits ?? usualLimits, options.log);
    this.#open.add(options.clock.every(60_000, () => this.#ring.prune(options.clock.now())));
  }

  /** Bytes of memory in use. */
  get size(): number {
    return this.#ring.size;
  }

  readonly ami = {
    /** A block, its bytes as Latin-1. */
    received: (block: string): void => {
      const text = scrubBlock(block, this.#alias);
      if (text !== null) this.#add({ at: this.#now(), road: 'ami', dir: 'in', text });
    },
    sent: (action: string, id: string, fields: readonly (readonly [string, string])[]): void =>
      this.#add({ at: this.#now(), road: 'ami', dir: 'out', text: scrubAction(action, id, fields) }),
  };

  readonly ari = {
    received: (raw: Readonly<Record<string, unknown>>): void => {
      const event = scrubEvent(raw, this.#alias);
      if (event !== null) this.#add({ at: this.#now(), road: 'ari', dir: 'in', event });
    },
    asked: (id: number, method: string, path: string): void =>
      this.#add({ at: this.#now(), road: 'ari', dir: 'out', id, method, path }),
    answered: (id: number, path: string, ok: boolean, body: unknown): void =>
      this.#add({ at: this.#now(), road: 'ari', dir: 'in', id, ok, body: scrubAnswer(path, body, this.#alias) }),
  };

  readonly sip = {
    received: (message: string): void => this.#message('in', message),
    sent: (message: string): void => this.#message('out', message),
    /** A fact about one of our dialogs, or about the road. */
    told: (fact: { readonly kind: string; readonly dialog?: string; readonly carriers?: readonly string[] }): void => {
      const { dialog, carriers } = fact;
      const names = {
        ...(dialog !== undefined && { dialog: this.#alias(dialog) }),
        ...(carriers && { carriers: carriers.map(this.#alias) }),
      };
      this.#add({ at: this.#now(), road: 'sip', dir: 'told', fact: { ...fact, ...names } });
    },
  };

  /** `bootedAt`: when the PBX began its life, where the road tells. */
  link(road: Road, state: string, bootedAt: number | null = null): void {
    this.#add({ at: this.#now(), road, dir: 'link', state, bootedAt });
  }

  /** The recording as a file: gzip, a heading and then one entry a line, as JSON. */
  async save(options: { readonly maskNumbers: boolean }): Promise<Buffer> {
    const { me } = this.#options;
    const numbersMasked = options.maskNumbers;
    const heading: Heading = { recording: 'offhook', version: 1, me, savedAt: this.#now(), numbersMasked };
    const first = await zip(Buffer.from(`${JSON.stringify(heading)}\n`, 'utf8'));
    const packed = await this.#ring.save();
    if (!numbersMasked) return Buffer.concat([first, ...packed]);
    const mask = new NumberMask();
    const masked: Buffer[] = [];
    for (const each of packed) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the desk stays quick
      masked.push(await maskedAs(mask, each));
    }
    return Buffer.concat([first, ...masked]);
  }

  dispose(): void {
    this.#open.dispose();
  }

  #message(dir: 'in' | 'out', message: string): void {
    this.#add({ at: this.#now(), road: 'sip', dir, text: scrubSip(message, this.#alias) });
  }

  #add(entry: Entry): void {
    this.#ring.add(JSON.stringify(entry), entry.at);
  }

  #now(): number {
    return this.#options.clock.now();
  }

  readonly #alias = (callId: string): string => {
    const known = this.#aliases.get(callId);
    if (known !== undefined) return known;
    const alias = `call-id-${createHmac('sha256', this.#key).update(callId).digest('hex').slice(0, 16)}`;
    this.#aliases.set(callId, alias);
    // Made anew the same: the table only saves the work.
    const [oldest] = this.#aliases.keys();
    if (this.#aliases.size > 500 && oldest !== undefined) this.#aliases.delete(oldest);
    return alias;
  };
}

async function maskedAs(mask: NumberMask, packed: Buffer): Promise<Buffer> {
  const lines = (await unzip(packed))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  const masked = lines.map((line) => JSON.stringify(mask.entry(JSON.parse(line) as Entry)));
  return zip(Buffer.from(`${masked.join('\n')}\n`, 'utf8'));
}
