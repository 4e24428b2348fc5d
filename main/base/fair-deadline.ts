import type { Clock } from './clock.ts';
import { type Disposable, toDisposable } from './disposable.ts';

/** A timer this late says that we were held up ourselves, ms: asleep, or without a processor. */
const heldUp = 250;
/** What came meanwhile is read in this time, ms. */
const catchesUp = 500;

/**
 * Calls `run` when an answer has not come within `delay` ms. Timers run before sockets are read, so after this process
 * was held up an answer that came in time may still lie unread: a deadline that fires late waits once more for it.
 */
export function fairDeadline(clock: Clock, delay: number, run: () => void): Disposable {
  const due = clock.now() + delay;
  let timer = clock.after(delay, () => {
    if (clock.now() - due < heldUp) run();
    else timer = clock.after(catchesUp, run);
  });
  return toDisposable(() => timer.dispose());
}
