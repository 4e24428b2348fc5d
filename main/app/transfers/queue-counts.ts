import { askList } from '../../ami/asks/ask.ts';
import { askQueueSummary } from '../../ami/asks/queues.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';

export interface QueueCount {
  /** Members who would be rung now. */
  readonly free: number;
  readonly waiting: number;
}

/** Events after which a queue's numbers may be others. */
const telling = /^Queue(?:Member(?:Added|Removed|Pause|Status)|Caller(?:Join|Leave|Abandon))$/;
/** Queues are asked no more often than this, however busy they are, ms. */
const askedEvery = 1_000;

/** How many are free and how many wait in each queue, as the PBX counts them (app_queue.c, QueueSummary). */
export class QueueCounts implements Disposable {
  readonly #ami: AmiClient;
  readonly #clock: Clock;
  readonly #open = new DisposableStore();
  #counts: ReadonlyMap<string, QueueCount> = new Map();
  #due: Disposable | null = null;

  constructor(ami: AmiClient, clock: Clock) {
    this.#ami = ami;
    this.#clock = clock;
    this.#open.add(
      ami.onDidChangeLink((link) => {
        if (link.state === 'up') void this.#ask();
        else this.#counts = new Map();
      }),
    );
    this.#open.add(
      ami.onEvent(({ name }) => {
        if (telling.test(name)) this.#askSoon();
      }),
    );
  }

  /** Null: not known. */
  of(queue: string): QueueCount | null {
    return this.#counts.get(queue) ?? null;
  }

  dispose(): void {
    this.#open.dispose();
    this.#due?.dispose();
  }

  #askSoon(): void {
    this.#due ??= this.#clock.after(askedEvery, () => {
      this.#due = null;
      void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    const listed = await askList(this.#ami, askQueueSummary());
    if (!listed.ok) return;
    this.#counts = new Map(
      listed.value.map(({ queue, available, callers }) => [queue, { free: available, waiting: callers }]),
    );
  }
}
