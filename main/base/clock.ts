import type { Disposable } from './disposable.ts';

/** The one clock. Times are milliseconds since 1970; delays are milliseconds. Tests turn a fake one by hand. */
export interface Clock {
  now(): number;
  after(delay: number, run: () => void): Disposable;
  every(interval: number, run: () => void): Disposable;
  /** Once whatever else is due has had its turn. */
  soon(run: () => void): Disposable;
}
