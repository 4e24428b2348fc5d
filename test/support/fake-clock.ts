import type { Clock } from '../../main/base/clock.ts';
import { type Disposable, toDisposable } from '../../main/base/disposable.ts';

interface Alarm {
  due: number;
  readonly every: number | null;
  readonly run: () => void;
}

/** A clock turned by hand: `advance` runs what is due, in order, and lets promises settle between alarms. */
export class FakeClock implements Clock {
  #now: number;
  readonly #alarms = new Set<Alarm>();

  constructor(now = 1_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delay: number, run: () => void): Disposable {
    return this.#set({ due: this.#now + delay, every: null, run });
  }

  every(interval: number, run: () => void): Disposable {
    return this.#set({ due: this.#now + interval, every: interval, run });
  }

  soon(run: () => void): Disposable {
    return this.after(0, run);
  }

  /** Alarms that are still set: none may be left when what was tested has been disposed. */
  get pending(): number {
    return this.#alarms.size;
  }

  async advance(by: number): Promise<void> {
    const until = this.#now + by;
    await settle();
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#now = next.due;
      if (next.every === null) this.#alarms.delete(next);
      else next.due += next.every;
      next.run();
      await settle();
    }
    this.#now = until;
    await settle();
  }

  /** The computer sleeps: what came due meanwhile runs once, late, at the next `advance`. */
  jump(by: number): void {
    this.#now += by;
    for (const alarm of this.#alarms) alarm.due = Math.max(alarm.due, this.#now);
  }

  #set(alarm: Alarm): Disposable {
    this.#alarms.add(alarm);
    return toDisposable(() => this.#alarms.delete(alarm));
  }

  #next(until: number): Alarm | undefined {
    return [...this.#alarms].filter((alarm) => alarm.due <= until).toSorted((a, b) => a.due - b.due)[0];
  }
}

/** Promises that hang on promises: a few turns of the microtask queue and one of the event loop. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
