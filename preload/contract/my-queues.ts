import { z } from 'zod';

/** My own place in the queues, and what the strip and the list of queues show of each. Times in ms since 1970. */

/** Why somebody takes no calls; null: it was so when we first looked. The reason is text somebody typed. */
export const pause = z.object({
  reason: z.string().nullable(),
  since: z.number().nullable(),
  by: z.enum(['this-desk', 'missed-call', 'elsewhere']).nullable(),
});
export type Pause = z.infer<typeof pause>;

export const agentCounts = z.object({
  free: z.number(),
  ringing: z.number(),
  busy: z.number(),
  paused: z.number(),
  away: z.number(),
});

/** What the PBX has counted today. */
export const served = z.object({
  /** When this day was first looked at, or the PBX's counters were reset. */
  since: z.number(),
  completed: z.number(),
  abandoned: z.number(),
  /** Per cent of the completed calls were answered within so many seconds; 0 seconds: nothing is agreed. */
  percent: z.number(),
  withinSeconds: z.number(),
});

export const membership = z.object({
  /** Signed in, and can be signed out; others belong to the queue by its configuration. */
  dynamic: z.boolean(),
  penalty: z.number(),
  pause: pause.nullable(),
});
export type Membership = z.infer<typeof membership>;

export const queueSummary = z.object({
  /** Names it to main as well. */
  name: z.string(),
  waiting: z.number(),
  /** Since when the one waits who waits longest; null: nobody waits. */
  longestSince: z.number().nullable(),
  agents: agentCounts,
  served: served.nullable(),
  /** null: I take no calls from it. */
  mine: membership.nullable(),
});
export type QueueSummary = z.infer<typeof queueSummary>;

/** What is missing for something AMI would do. */
export const lack = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-ami') }),
  /** Any one of these classes of manager.conf's `write` line is enough. */
  z.object({ kind: z.literal('needs-class'), classes: z.array(z.string()) }),
  z.object({ kind: z.literal('not-loaded'), module: z.string().nullable() }),
]);
export type Lack = z.infer<typeof lack>;

export const myQueues = z.object({
  /** By name; null: they cannot be known now. */
  queues: z.array(queueSummary).nullable(),
  /** Why nobody can sign in or pause from here; null: it can be done. */
  lack: lack.nullable(),
  /** Reasons for a pause to choose from. */
  reasons: z.array(z.string()),
  /** When one is usually back, by reason. */
  plans: z.record(z.string(), z.string()).optional(),
  /** When I said I would be back; null: I did not say. */
  backAt: z.number().nullable(),
  /** What is done when I leave the desk. */
  whenAway: z.enum(['ask', 'stay', 'pause', 'sign-out']),
  /** The queues let me finish my notes until then; null: they do not wait. */
  wrapUpUntil: z.number().nullable(),
});
export type MyQueues = z.infer<typeof myQueues>;
