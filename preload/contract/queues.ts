import { z } from 'zod';
import { agentCounts, pause, served } from './my-queues.ts';
import { party } from './views.ts';

export const queueMember = z.lazy(() =>
  z.object({
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
  }),
);
export type QueueMemberView = z.infer<typeof queueMember>;

/** One queue as it is now. Times in ms since 1970. */
export const queueView = z.lazy(() =>
  z.object({
    name: z.string(),
    /** The next one first. */
    callers: z.array(z.object({ party, position: z.number(), since: z.number() })),
    /** Since when the one waits who waits longest; null: nobody waits. */
    longestSince: z.number().nullable(),
    agents: agentCounts,
    members: z.array(queueMember),
    served: served.nullable(),
  }),
);
export type QueueView = z.infer<typeof queueView>;
