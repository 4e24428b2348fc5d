import { z } from 'zod';
import { lack } from './my-queues.ts';

/** Where the PBX sends my calls instead of to me, as its own database says. */
export const diversions = z.object({
  doNotDisturb: z.boolean(),
  /** To whom; null: to nobody. Text of the PBX's database. */
  always: z.string().nullable(),
  busy: z.string().nullable(),
  noAnswer: z.string().nullable(),
  /** What the PBX would have to give for those that are not offered; null: nothing. */
  lack: lack.nullable(),
  /** What can be changed from here now. */
  offers: z.array(z.enum(['doNotDisturb', 'always', 'busy', 'noAnswer'])),
});
export type Diversions = z.infer<typeof diversions>;
export type Diversion = Diversions['offers'][number];
export type Forward = Exclude<Diversion, 'doNotDisturb'>;

export const diversionRequests = <Outcome extends z.ZodType>(outcome: Outcome) =>
  ({
    setDoNotDisturb: () => ({ input: z.object({ on: z.boolean() }), output: outcome }),
    /** null: no longer. */
    setForward: () => ({
      input: z.object({
        when: z.enum(['always', 'busy', 'noAnswer']),
        to: z
          .string()
          .regex(/^[A-Za-z0-9*#+]{1,40}$/)
          .nullable(),
      }),
      output: outcome,
    }),
  }) as const;
