import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';

/** A clock whose alarms all end with it. What waits for one of them then waits for ever: for shutting down only. */
export class ScopedClock implements Clock, Disposable {
  readonly #clock: Clock;
  readonly #alarms = new Set<Disposable>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  after(delay: number, run: () => void): Disposable {
    return this.#once(run, (once) => this.#clock.after(delay, once));
  }

  soon(run: () => void): Disposable {
    return this.#once(run, (once) => this.#clock.soon(once));
  }

  every(interval: number, run: () => void): Disposable {
    return this.#own(this.#clock.every(interval, run));
  }

  dispose(): void {
    for (const alarm of [...this.#alarms]) alarm.dispose();
  }

  #once(run: () => void, set: (once: () => void) => Disposable): Disposable {
    const alarm = this.#own(
      set(() => {
        this.#alarms.delete(alarm);
        run();
      }),
    );
    return alarm;
  }

  #own(alarm: Disposable): Disposable {
    const own = {
      dispose: () => {
        this.#alarms.delete(own);
        alarm.dispose();
      },
    };
    this.#alarms.add(own);
    return own;
  }
}
