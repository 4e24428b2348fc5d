import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { AmiList } from './pending-actions.ts';

/** Asked again so often and so many times: most systems are up within seconds of letting managers in. */
const interval = 500;
const times = 40;

/**
 * A PBX lets managers in before its modules are loaded, and says `Invalid/unknown command` to what they will bring
 * (main/manager.c; FullyBooted is for class system alone). So what is needed is asked for again for a while.
 */
export class BootPatience implements Disposable {
  readonly #clock: Clock;
  readonly #pauses = new Map<() => void, Disposable>();
  #over = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The first answer that is not "unknown"; that one in the end, or when it is disposed. */
  async ask(list: () => Promise<AmiList>): Promise<AmiList> {
    for (let time = 1; ; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- asked again after the answer
      const listed = await list();
      if (listed.ok || listed.failure.kind !== 'unknown-action' || time === times || this.#over) return listed;
      // oxlint-disable-next-line no-await-in-loop -- a pause between one and the next
      await this.#pause();
    }
  }

  dispose(): void {
    this.#over = true;
    for (const [go, timer] of [...this.#pauses]) {
      timer.dispose();
      go();
    }
    this.#pauses.clear();
  }

  #pause(): Promise<void> {
    return new Promise((go) => {
      const timer = this.#clock.after(interval, () => {
        this.#pauses.delete(go);
        go();
      });
      this.#pauses.set(go, timer);
    });
  }
}
