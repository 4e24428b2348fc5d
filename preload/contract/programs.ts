import { z } from 'zod';

/** What the settings ask about other programs: the web service that knows callers, and those that use the local API. */

export const lookupFailureKind = z.enum(['slow', 'unreachable', 'refused', 'too-large', 'not-json', 'bad-template']);

/** What a web service said about a number; `ms`: how long it took. */
export const lookupTrial = z.lazy(() =>
  z.discriminatedUnion('outcome', [
    z.object({
      outcome: z.literal('answered'),
      fields: z.array(z.object({ label: z.string(), value: z.string() })).max(20),
      ms: z.number(),
    }),
    z.object({ outcome: z.literal('failed'), why: lookupFailureKind, detail: z.string() }),
    z.object({ outcome: z.enum(['no-number', 'no-service']) }),
  ]),
);
export type LookupTrial = z.infer<typeof lookupTrial>;

export const programRequests = <Problem extends z.ZodType>(problem: Problem) =>
  ({
    /** Asks the service of the settings, as it would be asked about a caller with that number. */
    tryLookup: () => ({ input: z.object({ number: z.string().min(1).max(60) }), output: lookupTrial }),
    /**
     * The local API's new token; the one before is of no use any more. It is told this once, to be carried to the other
     * program, and no request gives it out again.
     */
    makeApiToken: () => ({
      input: z.object({}),
      output: z.discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('made'), token: z.string() }),
        z.object({ outcome: z.literal('refused'), problems: z.array(problem).min(1) }),
      ]),
    }),
  }) as const;

/** Whether other programs can reach the desk now. `failed`: the system's word, as in EADDRINUSE. */
export const apiState = z.lazy(() =>
  z.discriminatedUnion('state', [
    z.object({ state: z.enum(['off', 'no-token']) }),
    z.object({ state: z.literal('served'), port: z.number() }),
    z.object({ state: z.literal('failed'), why: z.string() }),
  ]),
);
export type ApiState = z.infer<typeof apiState>;
