import { z } from 'zod';

/** Whether a call would ring here now, and if not, the one reason that must be cured first. */
export const ringHere = z.discriminatedUnion('rings', [
  z.object({ rings: z.literal('yes') }),
  z.object({
    rings: z.literal('no'),
    why: z.enum(['taken-over', 'down', 'connecting', 'no-page', 'unreachable']),
  }),
  z.object({ rings: z.literal('unheard'), why: z.enum(['microphone-blocked', 'microphone-missing']) }),
  /** The PBX sends all my calls elsewhere; `to`: null for nobody. */
  z.object({
    rings: z.literal('diverted'),
    what: z.enum(['doNotDisturb', 'always']),
    to: z.string().nullable(),
  }),
  z.object({
    rings: z.literal('not-from-queues'),
    why: z.enum(['paused', 'signed-out']),
    queues: z.array(z.string()),
  }),
  /** This computer's clock and the PBX's differ. */
  z.object({ rings: z.literal('out-of-time'), ahead: z.boolean(), minutes: z.number() }),
]);
export type RingHere = z.infer<typeof ringHere>;
