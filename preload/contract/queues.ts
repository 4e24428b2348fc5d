import { z } from 'zod';
import { party } from './views.ts';

/** Why somebody takes no calls; null: it was so when we first looked. The reason is text somebody typed. */
export const pause = z.object({
  reason: z.string().nullable(),
  since: z.number().nullable(),
  by: z.enum(['this-desk', 'missed-call', 'elsewhere']).nullable(),
});

export const queueMember = z.object({
  /** Names them to main. */
  interface: z.string(),
  name: z.string().nullable(),
  me: z.boolean(),
  /** Free is who the queue would ring now; away: their phone is not there. */
  doing: z.enum(['free', 'ringing', 'busy', 'paused', 'away']),
  /** Signed in, and can be signed out; others belong to the queue by its configuration. */
  dynamic: z.boolean(),
  penalty: z.number(),
  pause: pause.nullable(),
});

/** One queue as it is now. Times in ms since 1970. */
export const queueView = z.object({
  name: z.string(),
  /** The next one first. */
  callers: z.array(z.object({ party, position: z.number(), since: z.number() })),
  /** Since when the one waits who waits longest; null: nobody waits. */
  longestSince: z.number().nullable(),
  agents: z.object({
    free: z.number(),
    ringing: z.number(),
    busy: z.number(),
    paused: z.number(),
    away: z.number(),
  }),
  members: z.array(queueMember),
  /** As the PBX counts, since its counters were last reset; null: not told. */
  served: z
    .object({
      completed: z.number(),
      abandoned: z.number(),
      /** Per cent of the completed calls were answered within so many seconds. */
      percent: z.number(),
      withinSeconds: z.number(),
    })
    .nullable(),
});
export type QueueView = z.infer<typeof queueView>;
