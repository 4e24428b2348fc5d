import { z } from 'zod';
import { queueView } from './queues.ts';

const queue = z.string().min(1).max(80);
const penalty = z.number().int().min(0).max(1_000_000);

/** What an agent wants of the queues; `outcome` is how every command ends. */
export const queueRequests = <Outcome extends z.ZodType>(outcome: Outcome) =>
  ({
    /** Every queue by name, with everybody in it; null: they cannot be known now. */
    queues: () => ({ input: z.object({}), output: z.object({ queues: z.array(queueView).nullable() }) }),
    /** null: all there are for me. */
    signIn: () => ({ input: z.object({ queue: queue.nullable() }), output: outcome }),
    signOut: () => ({ input: z.object({ queue: queue.nullable() }), output: outcome }),
    /** null: wherever I am signed in. `back`: when, as people write it (13:30, 20 min); empty: not said. */
    pause: () => ({
      input: z.object({ queue: queue.nullable(), reason: z.string().max(80), back: z.string().max(40) }),
      output: outcome,
    }),
    endPause: () => ({ input: z.object({ queue: queue.nullable() }), output: outcome }),
    setPenalty: () => ({ input: z.object({ queue, penalty }), output: outcome }),
  }) as const;
