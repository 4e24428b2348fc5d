import type { Clock } from '../../main/base/clock.ts';
import { toDisposable } from '../../main/base/disposable.ts';

/** Real time, for tests that talk to real programs. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delay, run) => {
    const timer = setTimeout(run, delay);
    return toDisposable(() => clearTimeout(timer));
  },
  every: (interval, run) => {
    const timer = setInterval(run, interval);
    return toDisposable(() => clearInterval(timer));
  },
  soon: (run) => {
    const turn = setImmediate(run);
    return toDisposable(() => clearImmediate(turn));
  },
};
