import { z } from 'zod';
import { callOrigin, endedReason, party } from './views.ts';

/** Why a call is shown as it is: one line a decision, as data. The words are the page's. */
export const ledgerEntry = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('seen'), sign: z.enum(['invite', 'dialled', 'channel']), phone: z.string() }),
    z.object({
      kind: z.literal('joined'),
      what: z.enum(['dialog', 'channel']),
      rule: z.enum(['call-id', 'same-caller', 'linkedid', 'bridge', 'only-one-it-can-be', 'first-it-can-be']),
      phone: z.string(),
    }),
    z.object({
      kind: z.literal('merged'),
      rule: z.enum(['call-id', 'same-caller', 'linkedid', 'bridge', 'only-one-it-can-be']),
    }),
    z.object({ kind: z.literal('parted') }),
    z.object({ kind: z.literal('visit'), number: z.number() }),
    z.object({ kind: z.literal('phase'), phase: z.enum(['ringing', 'dialling', 'active', 'held', 'ended']) }),
    z.object({ kind: z.literal('party'), from: party, to: party }),
    z.object({ kind: z.literal('origin'), origin: callOrigin }),
    z.object({ kind: z.literal('ended'), reason: endedReason }),
    z.object({ kind: z.literal('doubted') }),
    z.object({ kind: z.literal('popped') }),
    z.object({ kind: z.literal('not-popped'), why: z.enum(['own-call', 'already-talking', 'already-over']) }),
    z.object({ kind: z.literal('re-keyed'), from: party, to: party }),
    z.object({ kind: z.literal('pop-closed'), why: z.enum(['answered', 'over']) }),
  ]),
);

export const ledgerLine = z.lazy(() =>
  z.object({
    at: z.number(),
    /** Where the ground of the decision was seen. */
    source: z.enum(['sip', 'ami', 'ari', 'desk']),
    entry: ledgerEntry,
  }),
);
export type LedgerLineView = z.infer<typeof ledgerLine>;
