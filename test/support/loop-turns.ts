import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** How the event loop fared while something went on; all in ms. */
export interface LoopTurns {
  /** Processor time of each turn, ascending: what this thread itself kept the next one waiting for, however busy the machine. */
  readonly busy: readonly number[];
  /** Time by the clock that a timer came late, at worst; other programs' share of the processor included. */
  readonly latest: number;
}

/** Watches the event loop until the answer is called. Looking at every turn keeps it turning: not for measuring rates. */
export function watchTurns(): () => LoopTurns {
  const busy: number[] = [];
  const delay: IntervalHistogram = monitorEventLoopDelay({ resolution: 1 });
  let before = process.threadCpuUsage();
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(before);
    busy.push((user + system) / 1_000);
    before = process.threadCpuUsage();
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
