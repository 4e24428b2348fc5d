import type { Clock } from '../base/clock.ts';
import { toDisposable } from '../base/disposable.ts';

/** The one clock as Node has it. Its timers keep no process alive: sockets do, and they are closed at the end. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delay, run) => {
    const timer = setTimeout(run, delay);
    timer.unref();
    return toDisposable(() => clearTimeout(timer));
  },
  every: (interval, run) => {
    const timer = setInterval(run, interval);
    timer.unref();
    return toDisposable(() => clearInterval(timer));
  },
  soon: (run) => {
    const turn = setImmediate(run);
    return toDisposable(() => clearImmediate(turn));
  },
};
