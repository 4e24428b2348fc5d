import type { Clock } from '../base/clock.ts';
import { toDisposable } from '../base/disposable.ts';

/** Node counts a delay from a time of its own, rounded otherwise than `Date.now`: an alarm may ring this much early, ms. */
const rounded = 2;

/** A clock of Node's timers. `made` sees each of them. An alarm never rings before `now` has come to its time. */
export const nodeClock = (made: (timer: NodeJS.Timeout) => void): Clock => ({
  now: () => Date.now(),
  after: (delay, run) => {
    const due = Date.now() + delay;
    const set = (wait: number): NodeJS.Timeout => {
      const next = setTimeout(ring, wait);
      made(next);
      return next;
    };
    const ring = (): void => {
      const early = due - Date.now();
      // More than that, and the time of day was set back meanwhile: that makes nobody wait longer.
      if (early > 0 && early <= rounded) timer = set(early);
      else run();
    };
    let timer = set(delay);
    return toDisposable(() => clearTimeout(timer));
  },
  every: (interval, run) => {
    const timer = setInterval(run, interval);
    made(timer);
    return toDisposable(() => clearInterval(timer));
  },
  soon: (run) => {
    const turn = setImmediate(run);
    return toDisposable(() => clearImmediate(turn));
  },
});

/** The one clock as Node has it. Its timers keep no process alive: sockets do, and they are closed at the end. */
export const systemClock: Clock = nodeClock((timer) => timer.unref());
