import type { Unsubscribe } from '../../preload/contract/bridge.ts';

/** The desk's one clock: everything that counts ticks together, once a second. */
export interface WallClock {
  readonly now: () => number;
  readonly subscribe: (listener: () => void) => Unsubscribe;
  /** The same value from one tick to the next. */
  readonly tick: () => number;
}

export function createWallClock(now: () => number = Date.now): WallClock {
  const listeners = new Set<() => void>();
  let last = now();
  let timeout: ReturnType<typeof setTimeout> | null = null;
  const turn = () => {
    last = now();
    timeout = setTimeout(turn, 1000 - (last % 1000));
    for (const listener of listeners) listener();
  };
  return {
    now,
    tick: () => last,
    subscribe: (listener) => {
      listeners.add(listener);
      if (timeout === null) turn();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timeout === null) return;
        clearTimeout(timeout);
        timeout = null;
      };
    },
  };
}

/** Stands still: for fixtures and pictures. */
export const stoppedClock = (at: number): WallClock => ({ now: () => at, tick: () => at, subscribe: () => () => {} });
