import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';

/** Waits for a connection that is away for a moment: what a person wanted then is done as soon as it is back. */
export class LineWait implements Disposable {
  readonly #clock: Clock;
  readonly #online: () => boolean;
  readonly #waiting = new Set<(isBack: boolean) => void>();

  constructor(clock: Clock, online: () => boolean) {
    this.#clock = clock;
    this.#online = online;
  }

  /** Whether it is there, now or within `delay` ms. */
  within(delay: number): Promise<boolean> {
    if (this.#online()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = this.#clock.after(delay, () => done(false));
      const done = (isBack: boolean): void => {
        timer.dispose();
        this.#waiting.delete(done);
        resolve(isBack);
      };
      this.#waiting.add(done);
    });
  }

  back(): void {
    for (const done of this.#waiting) done(true);
  }

  dispose(): void {
    for (const done of this.#waiting) done(false);
  }
}
