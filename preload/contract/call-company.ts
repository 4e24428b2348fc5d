import { z } from 'zod';
import { callId } from './call-id.ts';
import { party } from './phone-number.ts';

/** Who belongs to a call besides the one it is with, and what is known of them. */

/**
 * Two calls of one agent that belong together: the customer's, and the one to the colleague asked (`consult`) or to the
 * target of a transfer under way (`transfer`: the customer hears music and comes back by itself if the target does not
 * answer).
 */
export const callPair = z.object({
  kind: z.enum(['consult', 'transfer']),
  role: z.enum(['customer', 'colleague']),
  with: callId,
  /** All three hear one another, mixed on this computer. */
  mixed: z.boolean().optional(),
});
export type CallPair = z.infer<typeof callPair>;

/** Somebody in a conference. `member` names them to main. */
export const conferenceMember = z.object({
  member: z.string().min(1).max(160),
  party,
  me: z.boolean(),
  muted: z.boolean(),
  talking: z.boolean(),
});
export type ConferenceMember = z.infer<typeof conferenceMember>;

/** What somebody typed about a caller: hostile text. `by` is null where I did. */
export const callNote = z.object({ text: z.string(), by: z.string().nullable() });
export type CallNote = z.infer<typeof callNote>;

/** Who a consultation is about, as the colleague who is asked is told: hostile text. `left`: they have hung up meanwhile. */
export const askedAbout = z.object({ party, left: z.boolean() });
export type AskedAbout = z.infer<typeof askedAbout>;
