import { existsSync, openSync, readSync } from 'node:fs';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** How the event loop fared while something went on; all in ms. */
export interface LoopTurns {
  /** What each turn kept the next one waiting for, ascending; not the time in which other threads had the processor. */
  readonly busy: readonly number[];
  /** Time by the clock that a timer came late, at worst; other threads' share of the processor included. */
  readonly latest: number;
}

/** Watches the event loop until the answer is called. Looking at every turn keeps it turning: not for measuring rates. */
export function watchTurns(): () => LoopTurns {
  const busy: number[] = [];
  const delay: IntervalHistogram = monitorEventLoopDelay({ resolution: 1 });
  let before = ownTime();
  const look = (): void => {
    busy.push(ownTime() - before);
    before = ownTime();
    turn = setImmediate(look);
  };
  let turn = setImmediate(look);
  delay.enable();
  return () => {
    clearImmediate(turn);
    delay.disable();
    return { busy: busy.toSorted((a, b) => a - b), latest: delay.max / 1e6 };
  };
}

/** Linux counts there how long this thread, ready to run, waited for a processor. */
const statistics = `/proc/self/task/${process.pid}/schedstat`;
const file = existsSync(statistics) ? openSync(statistics, 'r') : null;
const text = Buffer.alloc(80);

/**
 * A clock that stands still while the thread waits for a processor, ms. The processor time itself does not serve: within
 * a turn it is counted in ticks of 4 ms (`RUSAGE_THREAD`).
 */
function ownTime(): number {
  const waited = file === null ? 0 : Number(text.toString('latin1', 0, readSync(file, text, 0, 80, 0)).split(' ')[1]);
  return performance.now() - waited / 1e6;
}
