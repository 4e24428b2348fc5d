import { z } from 'zod';

/** A supervisor on a colleague's call: hears both, is heard by the colleague alone, or by both. */
export const listenHow = z.enum(['listen', 'whisper', 'barge']);
export type ListenHow = z.infer<typeof listenHow>;

export const listenedTo = z.object({ how: listenHow, extension: z.string() });

export const listenRequests = <Outcome extends z.ZodType>(outcome: Outcome) =>
  ({
    /** `dials`: the colleague's extension. */
    listenTo: () => ({
      input: z.object({ dials: z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/), how: listenHow }),
      output: outcome,
    }),
  }) as const;
