import { useNow } from './desk-context.ts';
import { secondsBetween, timer } from './format.ts';

/** Counts up from a moment. */
export function Timer({ since, className }: { readonly since: number; readonly className: string }) {
  return (
    <span role="timer" className={className}>
      {timer(secondsBetween(since, useNow()))}
    </span>
  );
}
