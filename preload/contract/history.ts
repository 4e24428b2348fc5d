import { z } from 'zod';
import { party } from './phone-number.ts';

/** What is kept of calls. All texts are hostile. Times are ms since 1970. */

export const historyRow = z.lazy(() =>
  z.object({
    id: z.string().min(1).max(200),
    direction: z.enum(['in', 'out']),
    party,
    company: z.string(),
    queue: z.string().nullable(),
    startedAt: z.number(),
    /** null: nobody spoke. */
    talkSeconds: z.number().nullable(),
    missed: z.boolean(),
    /** Who took it; null: I. */
    by: z.string().nullable(),
    note: z.string(),
    disposition: z.string().nullable(),
    /** Of a caller who was missed: how often, and who has spoken with them since (`by` null: I). */
    times: z.number(),
    settled: z.object({ at: z.number(), by: z.string().nullable(), direction: z.enum(['in', 'out']) }).nullable(),
  }),
);
export type HistoryRow = z.infer<typeof historyRow>;

export const callBack = z.object({
  id: z.number().int(),
  party,
  note: z.string(),
  due: z.number(),
});
export type CallBackView = z.infer<typeof callBack>;
