import type { CallOrigin, CallView } from '../../../preload/contract/views.ts';
import type { DeskBench } from '../app/desk-bench.ts';

/** What an agent saw of one call, from its first sign to its end. */
export interface Told {
  /** Each change of what was shown: the phase and the number of who is there; at the end the reason. */
  readonly steps: readonly string[];
  /** How it came; that an INVITE was there before the PBX said more is left out. */
  readonly origins: readonly string[];
  readonly names: readonly string[];
  /** Ring episodes that popped. */
  readonly pops: number;
  /** Extensions that rang beside mine at some time. */
  readonly rangToo?: readonly string[];
  readonly visits?: number;
  /** It was talked on another phone of mine. */
  readonly elsewhere?: true;
  readonly conference?: string;
}

interface Card {
  readonly id: string;
  readonly steps: string[];
  readonly origins: string[];
  readonly names: string[];
  readonly rangToo: Set<string>;
  visits: number;
  elsewhere: boolean;
  conference: string | null;
}

/** Keeps everything a desk shows, and what no desk may ever show. */
export class Timeline {
  readonly #desk: DeskBench;
  #cards = new Map<string, Card>();
  #faults: string[] = [];
  #before: readonly CallView[] = [];

  constructor(desk: DeskBench) {
    this.#desk = desk;
    desk.onDidChangeView(({ calls }) => this.#note(calls));
  }

  /** Everything so far is another story's. */
  restart(): void {
    this.#cards = new Map();
    this.#faults = [];
    this.#before = this.#desk.view.calls;
    this.#note(this.#before);
  }

  /** A card that went without an end, or two that ring for one caller, at any moment. */
  get faults(): readonly string[] {
    return this.#faults;
  }

  /** The calls, oldest first. */
  async told(): Promise<readonly Told[]> {
    return Promise.all(
      [...this.#cards.values()].map(async (card) => ({
        steps: card.steps,
        origins: card.origins.filter((origin, at) => origin !== 'direct' || at > 0 || card.origins.length === 1),
        names: card.names,
        pops: await this.#pops(card.id),
        ...(card.rangToo.size > 0 && { rangToo: [...card.rangToo].toSorted() }),
        ...(card.visits > 0 && { visits: card.visits }),
        ...(card.elsewhere && { elsewhere: true as const }),
        ...(card.conference !== null && { conference: card.conference }),
      })),
    );
  }

  async #pops(id: string): Promise<number> {
    const reply = await this.#desk.bridge.request.ledger({ call: id as CallView['id'] });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value.filter(({ entry }) => entry.kind === 'popped').length;
  }

  #note(calls: readonly CallView[]): void {
    for (const call of calls) this.#noteOne(call);
    const gone = this.#before.filter((was) => was.phase !== 'ended' && !calls.some(({ id }) => id === was.id));
    for (const call of gone) this.#faults.push(`${call.phase} ${numberOf(call)} went without an end`);
    const ringing = calls.filter(({ phase }) => phase === 'ringing').map(numberOf);
    if (new Set(ringing).size < ringing.length) this.#faults.push(`two cards ring for ${ringing.join(', ')}`);
    this.#before = calls;
  }

  #noteOne(call: CallView): void {
    const known = this.#cards.get(call.id);
    const card: Card = known ?? {
      ...{ id: call.id, steps: [], origins: [], names: [], rangToo: new Set() },
      ...{ visits: 0, elsewhere: false, conference: null },
    };
    this.#cards.set(call.id, card);
    // Why it is over is known for sure when the PBX has told as well: a CANCEL alone says little.
    if (call.phase === 'ended' && card.steps.at(-1)?.startsWith('ended ') === true) card.steps.pop();
    add(card.steps, call.phase === 'ended' ? `ended ${call.reason}` : `${call.phase} ${numberOf(call)}`);
    add(card.origins, originWords(call.origin));
    if (call.party.name !== null) add(card.names, call.party.name);
    if (call.phase === 'ringing')
      for (const other of call.alsoRinging) card.rangToo.add(/\S+$/.exec(other)?.[0] ?? other);
    card.visits = Math.max(card.visits, call.earlierVisits ?? 0);
    card.elsewhere ||= call.device === 'other-phone' && call.phase === 'active';
    card.conference ??= call.conference ?? null;
  }
}

const add = (list: string[], item: string): void => {
  if (list.at(-1) !== item) list.push(item);
};

export const numberOf = (call: CallView): string => call.party.number?.raw ?? '?';

function originWords(origin: CallOrigin): string {
  switch (origin.kind) {
    case 'direct':
      return origin.did ? `direct ${origin.did}` : 'direct';
    case 'queue':
      return `queue ${origin.queue}`;
    case 'transfer':
      return `transfer ${origin.how} ${origin.by.number?.raw ?? '?'}`;
    case 'park':
      return `park ${origin.how} ${origin.slot ?? '?'}`;
    case 'pickup':
      return `pickup ${origin.from.number?.raw ?? '?'}`;
    case 'click-to-dial':
    case 'dialled':
      return origin.kind;
  }
}
