import { z } from 'zod';
import { ledgerLine } from './ledger.ts';
import { callId, linkName, phoneNumber, refusalReason, rehearsalKind } from './views.ts';

/** How a command ended. Only the PBX's own confirmation makes it `confirmed`. */
export const outcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('confirmed') }),
  z.object({ outcome: z.literal('refused'), reason: refusalReason, detail: z.string().nullable() }),
  z.object({ outcome: z.literal('unconfirmed'), afterMs: z.number() }),
]);
export type Outcome = z.infer<typeof outcome>;

/** What the dial line shows while somebody types. `dials` is what would go to the PBX; null: it can't be dialled. */
export const dialPreview = z.object({ dials: z.string().nullable(), number: phoneNumber.nullable() });
export type DialPreview = z.infer<typeof dialPreview>;

const onCall = z.object({ call: callId });

/** Asked by a page, answered by main. The one table: a name that is not here cannot be sent. */
export const requests = {
  answer: { input: onCall, output: outcome },
  silence: { input: onCall, output: outcome },
  decline: { input: onCall, output: outcome },
  hold: { input: onCall, output: outcome },
  resume: { input: onCall, output: outcome },
  mute: { input: z.object({ call: callId, muted: z.boolean() }), output: outcome },
  sendDigits: { input: z.object({ call: callId, digits: z.string().regex(/^[0-9*#A-D]{1,32}$/) }), output: outcome },
  hangUp: { input: onCall, output: outcome },
  dismiss: { input: onCall, output: outcome },
  dial: { input: z.object({ target: z.string().min(1).max(100) }), output: outcome },
  previewDial: { input: z.object({ text: z.string().max(100) }), output: dialPreview },
  retryLink: { input: z.object({ link: linkName }), output: outcome },
  /** Why a call popped or did not, and what was decided about it since; empty for a call that is forgotten. */
  ledger: { input: onCall, output: z.array(ledgerLine) },
  rehearse: { input: z.object({ kind: rehearsalKind }), output: outcome },
} as const;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<Name extends RequestName> = z.infer<Requests[Name]['input']>;
export type RequestOutput<Name extends RequestName> = z.infer<Requests[Name]['output']>;
