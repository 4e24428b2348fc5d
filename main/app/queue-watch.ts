import { queueStatus } from '../ami/actions.ts';
import type { AmiClient } from '../ami/client.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import type { Logger } from '../base/log.ts';
import { driftOf } from '../queues/drift.ts';
import type { QueueFact } from '../queues/queue-facts.ts';
import { type QueuesState, reduceQueues, unknownQueues, type WhyAsk } from '../queues/queues.ts';
import { onceLoaded } from './once-loaded.ts';
import { queueStateFact, queuesListed } from './translate/queue-state-facts.ts';

export interface QueueWatchOptions {
  /** Null: nobody tells of queues. */
  readonly ami: Pick<AmiClient, 'list' | 'onDidChangeLink' | 'onEvent'> | null;
  /** What the queues ring for this agent: how long they wait after its calls is told by a list alone. */
  readonly mine?: ReadonlySet<string>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What is in doubt is asked when what was on its way has come; numbers no more often than anybody looks at them. */
const patience: Readonly<Record<WhyAsk, number>> = { doubt: 250, numbers: 5_000 };

/**
 * A reload of queues.conf and a realtime queue change members without an event (app_queue.c, `reload_single_queue`): my own
 * place is compared that often, which costs one line a queue.
 */
const comparesEvery = 5 * 60_000;

/** AMI's part of the queue model: all queues at every (re)connect, events after it, and one queue where it has a doubt. */
export class QueueWatch implements Disposable {
  readonly #options: QueueWatchOptions;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  /** When each queue will be asked for, and why. */
  readonly #due = new Map<string, { readonly why: WhyAsk; readonly alarm: Disposable }>();
  #state: QueuesState = unknownQueues;

  constructor(options: QueueWatchOptions) {
    this.#options = options;
    const { ami, clock, mine } = options;
    if (ami === null) return;
    this.#open.add(
      ami.onDidChangeLink((link) => {
        if (link.state === 'up') void onceLoaded(ami, () => this.ask(null));
        else this.apply({ kind: 'queues-lost', at: clock.now() });
      }),
    );
    this.#open.add(clock.every(comparesEvery, () => void this.#compare()));
    this.#open.add(
      ami.onEvent((message) => {
        const fact = queueStateFact(message, clock.now());
        if (fact === null) return;
        this.apply(fact);
        if (fact.kind === 'counted' && mine?.has(fact.member ?? '') === true) this.#schedule(fact.queue, 'doubt');
      }),
    );
  }

  get state(): QueuesState {
    return this.#state;
  }

  apply(fact: QueueFact): void {
    const before = this.#state;
    this.#state = reduceQueues(before, fact);
    if (this.#state.asks !== before.asks) this.#reschedule();
    if (this.#state.queues !== before.queues) this.#changed.emit();
  }

  dispose(): void {
    this.#open.dispose();
    for (const { alarm } of this.#due.values()) alarm.dispose();
  }

  /** Asks of every queue in which the PBX has me otherwise than the desk. */
  async #compare(): Promise<void> {
    const { ami, mine = new Set(), clock } = this.#options;
    const at = clock.now();
    if (ami === null || !this.#state.known) return;
    const lists = await Promise.all([...mine].map((member) => ami.list(queueStatus({ member }))));
    const items = lists.flatMap((list) => (list.ok ? list.value : []));
    // What cannot be asked cannot be compared.
    if (lists.some((list) => !list.ok)) return;
    const listed = queuesListed(items, { at, since: at, only: null });
    if (listed.kind !== 'queues') return;
    for (const queue of driftOf(this.#state, listed.members, mine)) {
      this.#options.log.info('the PBX has me otherwise in a queue: it is asked', { queue });
      await this.ask(queue);
    }
  }

  #reschedule(): void {
    for (const [queue, { why }] of this.#due) {
      if (this.#state.asks.get(queue) !== why) this.#forget(queue);
    }
    for (const [queue, why] of this.#state.asks) if (!this.#due.has(queue)) this.#schedule(queue, why);
  }

  #schedule(queue: string, why: WhyAsk): void {
    this.#forget(queue);
    const alarm = this.#options.clock.after(patience[why], () => {
      this.#due.delete(queue);
      void this.ask(queue);
    });
    this.#due.set(queue, { why: this.#state.asks.get(queue) ?? why, alarm });
  }

  #forget(queue: string): void {
    this.#due.get(queue)?.alarm.dispose();
    this.#due.delete(queue);
  }

  /** Asks the PBX of one queue, or (null) of all of them; resolves when the answer has been taken in, or there is none. */
  async ask(only: string | null): Promise<void> {
    const { ami, clock, log } = this.#options;
    const since = clock.now();
    const listed = await ami?.list(queueStatus(only === null ? {} : { queue: only }));
    if (listed === undefined) return;
    if (listed.ok) this.apply(queuesListed(listed.value, { at: clock.now(), since, only }));
    else log.info('the queues cannot be read', { why: listed.failure.kind });
  }
}
