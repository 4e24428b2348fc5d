import { z } from 'zod';
import { phoneNumber } from './phone-number.ts';

/** What is known of a caller besides the call itself. All texts are hostile. Times are ms since 1970. */

/** Somebody in the directory. */
export const contactView = z.object({
  id: z.number().int(),
  name: z.string(),
  company: z.string(),
  role: z.string(),
  email: z.string(),
  note: z.string(),
  /** `current`: the one of this call. */
  numbers: z.array(z.object({ label: z.string(), number: phoneNumber, current: z.boolean() })),
});
export type ContactView = z.infer<typeof contactView>;

/** A call there was with the same caller before. */
export const earlierCall = z.object({
  id: z.string(),
  direction: z.enum(['in', 'out']),
  startedAt: z.number(),
  /** null: nobody spoke. */
  talkSeconds: z.number().nullable(),
  /** Who took it; null: I. */
  by: z.string().nullable(),
  note: z.string(),
  disposition: z.string().nullable(),
});
export type EarlierCall = z.infer<typeof earlierCall>;

export const callContext = z.object({
  /** The directory has not answered yet. */
  looking: z.boolean(),
  /** Several: they share the number, and nobody knows which of them it is. */
  people: z.array(contactView),
  /** The last one first. */
  earlier: z.array(earlierCall),
  /** What the web service of the settings told; null: none is set up. */
  lookup: z
    .object({
      state: z.enum(['looking', 'found', 'failed']),
      fields: z.array(z.object({ label: z.string(), value: z.string() })),
    })
    .nullable(),
  /** What can be opened for the call, by its label. */
  links: z.array(z.string()),
});
export type CallContext = z.infer<typeof callContext>;
