import type { Clock } from '../../base/clock.ts';
import type { Event } from '../../base/emitter.ts';

export type Seen = () => boolean;

/** Looks at every change, until something is so or `within` ms have passed. */
export function untilSeen(
  seen: Seen,
  onDidChange: Event<void>,
  clock: Clock,
  within: number,
): { readonly end: Promise<boolean>; readonly stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const heard = onDidChange(() => {
    if (seen()) settle(true);
  });
  const timer = clock.after(within, () => settle(false));
  const settle = (came: boolean): void => {
    heard.dispose();
    timer.dispose();
    resolve(came);
  };
  // It may be so already.
  if (seen()) settle(true);
  return { end: promise, stop: () => settle(false) };
}
