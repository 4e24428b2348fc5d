import type { AmiMessage } from './ami-wire.ts';

export type Mark = number;

interface Waiting {
  readonly predicate: (event: AmiMessage) => boolean;
  readonly found: (event: AmiMessage) => void;
}

export interface WaitOptions {
  /** Milliseconds; 5,000 unless said otherwise; Infinity waits without a timer. */
  readonly within?: number;
  /** Looks at what came since that mark first; without one, only at what comes. */
  readonly since?: Mark;
}

/** The last events, and those who wait for one. */
export class EventRing {
  readonly #limit: number;
  readonly #events: AmiMessage[] = [];
  readonly #waiting = new Set<Waiting>();
  #seen = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get events(): readonly AmiMessage[] {
    return this.#events;
  }

  mark(): Mark {
    return this.#seen;
  }

  since(mark: Mark): readonly AmiMessage[] {
    const wanted = this.#seen - mark;
    return wanted > 0 ? this.#events.slice(-wanted) : [];
  }

  push(event: AmiMessage): void {
    this.#seen++;
    this.#events.push(event);
    if (this.#events.length > this.#limit) this.#events.shift();
    for (const waiting of this.#waiting) {
      if (waiting.predicate(event)) waiting.found(event);
    }
  }

  async waitFor(
    predicate: (event: AmiMessage) => boolean,
    { within = 5_000, since }: WaitOptions,
  ): Promise<AmiMessage> {
    const already = since === undefined ? undefined : this.since(since).find(predicate);
    if (already !== undefined) return already;
    // The stack is taken here: inside the timer it would not name the caller.
    const tooLate = new Error(`no such event within ${within} ms: ${predicate.toString()}`);
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#waiting.delete(waiting);
        reject(tooLate);
      };
      const timer = Number.isFinite(within) ? setTimeout(giveUp, within) : undefined;
      const waiting: Waiting = {
        predicate,
        found: (event) => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve(event);
        },
      };
      this.#waiting.add(waiting);
    });
  }
}
