import { z } from 'zod';

/** The agent has left the desk while queues ring it: asked, or told what was done for them. */
export const awayView = z.object({
  /** `closing`: the page was about to be closed. */
  why: z.enum(['locked', 'idle', 'closed', 'closing']),
  since: z.number(),
  /** Queues that rang this desk then. */
  queues: z.array(z.string()),
  /** What the settings had done at once; `nothing`: it is asked. */
  did: z.enum(['nothing', 'pause', 'sign-out']),
  /** It was to be done, and the PBX did not confirm it. */
  failed: z.boolean(),
});
export type AwayView = z.infer<typeof awayView>;

/** `back`: as it was before. */
export const awayAnswer = z.enum(['stay', 'pause', 'sign-out', 'back']);
export type AwayAnswer = z.infer<typeof awayAnswer>;

export const awayRequests = <Outcome extends z.ZodType>(outcome: Outcome) =>
  ({
    answerAway: () => ({ input: z.object({ how: awayAnswer }), output: outcome }),
    /** The page is about to go: it wants the question. */
    askBeforeLeaving: () => ({ input: z.object({}), output: outcome }),
  }) as const;
