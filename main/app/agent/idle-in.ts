import type { MyQueues } from '../../../preload/contract/my-queues.ts';
import type { DeskView } from '../../../preload/contract/views.ts';

type Idle = Pick<DeskView['agent'], 'state' | 'since' | 'reason'>;

/** Why no queue rings an agent who has no call: paused in every one of theirs, or in wrap-up. Null: they are rung. */
export function idleIn({ queues, wrapUpUntil }: MyQueues, now: number): Idle | null {
  const mine = (queues ?? []).flatMap(({ mine: me }) => (me === null ? [] : [me]));
  const pauses = mine.flatMap(({ pause }) => (pause === null ? [] : [pause]));
  if (pauses.length > 0 && pauses.length === mine.length) {
    const since = Math.min(...pauses.map((pause) => pause.since ?? now));
    return { state: 'paused', since, reason: pauses.find(({ reason }) => reason !== null)?.reason ?? null };
  }
  // It counts down.
  return wrapUpUntil === null ? null : { state: 'wrap-up', since: wrapUpUntil };
}
