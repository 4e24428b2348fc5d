import { ariChannel, placed } from '../app/translate/ari-facts.ts';
import { AriPlaces, type Moment } from '../app/translate/ari-places.ts';
import { decodeChannel } from '../ari/channel.ts';
import type { AriEvent } from '../ari/event.ts';
import { snapshots } from '../ari/snapshots.ts';
import type { Uniqueid } from '../base/ids.ts';
import type { CallFact } from '../facts/fact.ts';

type Tell = (fact: CallFact) => void;
type BridgeOf = (channel: string) => string | null | undefined;

interface Asked {
  readonly path: string;
  readonly at: number;
  readonly moment: Moment;
}

/**
 * What a desk made of ARI's answers. It asks for channels first and then for bridges, so that what lists channels waits
 * for the next list of bridges.
 */
export class AriAnswers {
  readonly #tell: Tell;
  readonly #places = new AriPlaces();
  readonly #asked = new Map<number, Asked>();
  readonly #waiting: { readonly moment: Moment; readonly tell: (bridgeOf: BridgeOf, at: number) => void }[] = [];

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  heard(event: AriEvent): void {
    this.#places.heard(event);
  }

  asked(id: number, path: string, at: number): void {
    this.#asked.set(id, { path, at, moment: this.#places.now() });
  }

  answered(id: number, ok: boolean, body: unknown, at: number): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (asked === undefined) return;
    if (asked.path === '/bridges') return this.#bridges(ok ? body : null, at);
    if (asked.path === '/channels' && ok && Array.isArray(body)) return this.#channels(asked, body);
    const channel = /^\/channels\/([^/]+)$/.exec(asked.path)?.[1];
    if (channel !== undefined) this.#channel(asked, decodeURIComponent(channel) as Uniqueid, ok ? body : null, at);
  }

  /** The link is gone: no list of bridges comes any more. */
  lost(at: number): void {
    this.#places.forget();
    for (const { tell } of this.#waiting.splice(0)) tell(() => undefined, at);
  }

  #bridges(body: unknown, at: number): void {
    const next = this.#waiting.shift();
    if (next === undefined) return;
    const bridges = Array.isArray(body) ? body.map(snapshots.bridges.decode).filter((each) => each !== null) : null;
    next.tell(bridges === null ? () => undefined : this.#places.readerOf(bridges, next.moment), at);
  }

  #channels({ moment, at: since }: Asked, body: readonly unknown[]): void {
    const channels = body.map((each) => decodeChannel(each)).filter((each) => each !== null);
    const tell = (bridgeOf: BridgeOf, at: number): void => {
      const facts = channels.map((each) => placed(ariChannel(each, timesAt(at)), bridgeOf(each.id)));
      this.#tell({ kind: 'snapshot', source: 'ari', at, since, channels: facts });
    };
    this.#waiting.push({ moment, tell });
  }

  #channel({ moment, at: since }: Asked, channel: Uniqueid, body: unknown, at: number): void {
    const decoded = decodeChannel(body);
    const found = decoded === null ? null : ariChannel(decoded, timesAt(at));
    const tell = (bridgeOf: BridgeOf, when: number): void => {
      const told = found === null ? null : placed(found, bridgeOf(channel));
      this.#tell({ kind: 'answer', source: 'ari', at: when, since, channel, found: told });
    };
    if (found?.state === 'up') this.#waiting.push({ moment, tell });
    else tell(() => undefined, at);
  }
}

const timesAt = (at: number) => ({ source: 'ari', at, pbxAt: null }) as const;
