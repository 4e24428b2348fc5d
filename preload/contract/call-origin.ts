import { z } from 'zod';
import { party } from './phone-number.ts';

/** How the call came. */
export const callOrigin = z.discriminatedUnion('kind', [
  /** `did`: the number that was called, where the PBX told; `label`: the settings' word for it, else how one reads it. */
  z.object({ kind: z.literal('direct'), did: z.string().nullable().optional(), label: z.string().optional() }),
  z.object({
    kind: z.literal('queue'),
    queue: z.string(),
    waitedSeconds: z.number().nullable(),
    position: z.number().nullable().optional(),
    did: z.string().nullable().optional(),
    label: z.string().optional(),
  }),
  z.object({ kind: z.literal('transfer'), how: z.enum(['blind', 'attended']), by: party }),
  /** Taken back from its slot by me, or come back because its time was over. */
  z.object({ kind: z.literal('park'), how: z.enum(['retrieved', 'timed-out']), slot: z.string().nullable() }),
  z.object({ kind: z.literal('pickup'), from: party }),
  /** The PBX rang my phone to have it dial. */
  z.object({ kind: z.literal('click-to-dial') }),
  z.object({ kind: z.literal('dialled') }),
]);
export type CallOrigin = z.infer<typeof callOrigin>;
