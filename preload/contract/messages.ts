import { z } from 'zod';
import { party } from './phone-number.ts';

/** What lies in mailboxes. All texts are hostile. Times are ms since 1970. */

/** `box@context`. */
const mailbox = z.string().regex(/^[A-Za-z0-9_.-]{1,80}@[A-Za-z0-9_.-]{1,80}$/);
const id = z.string().regex(/^[A-Za-z0-9_.-]{1,120}$/);
const counts = z.object({ new: z.number(), old: z.number() });

export const messageView = z.lazy(() =>
  z.object({
    id,
    shelf: z.enum(['new', 'heard']),
    urgent: z.boolean(),
    party,
    company: z.string(),
    /** null: the PBX did not tell. */
    at: z.number().nullable(),
    seconds: z.number().nullable(),
  }),
);
export type MessageView = z.infer<typeof messageView>;

/** Whether a mailbox can be listed, and why not; `unknown`: it is being asked. */
export const listing = z.enum(['unknown', 'listed', 'no-ami', 'too-old', 'no-right', 'failed']);
export type ListingView = z.infer<typeof listing>;

export const mailboxView = z.object({
  mailbox,
  /** As the settings call it; null: mine. */
  label: z.string().nullable(),
  /** null: cannot be known now. Urgent is part of new. */
  counts: counts.extend({ urgent: z.number().nullable() }).nullable(),
  /** What NOTIFY and the manager say, where they go on saying different things. */
  doubt: z.object({ phone: counts, manager: counts, why: z.enum(['several-boxes', 'another-box']) }).nullable(),
  listing,
  /** Another one whenever the list is another one. */
  revision: z.number(),
  /** Messages can be moved and deleted; if not, why. */
  changes: z.enum(['yes', 'no-ami', 'no-right', 'too-old']),
  /** `message`: one by one; `mailbox`: only the whole box can be called; null: neither. */
  plays: z.enum(['message', 'mailbox']).nullable(),
  /** Deleted here, and told to the PBX when this time is over. The last one first. */
  deleted: z.array(z.object({ id, party, until: z.number() })),
  /** The PBX did not do what was wanted of a message: it is where it was. */
  failed: z.object({ what: z.enum(['delete', 'move']), party, why: z.string() }).nullable(),
});
export type MailboxView = z.infer<typeof mailboxView>;

/** A message that is being heard by a call. */
export const playedMessage = z.object({ mailbox, id });
export type PlayedMessage = z.infer<typeof playedMessage>;

const inBox = z.object({ mailbox });
const onMessage = z.object({ mailbox, id });

/** New before heard, urgent first, the newest first. */
export const messageRequests = <Outcome extends z.ZodType>(outcome: Outcome) =>
  ({
    messages: () => ({ input: inBox, output: z.object({ messages: z.array(messageView).max(500) }) }),
    /** My phone dials it. */
    playMessage: () => ({ input: onMessage, output: outcome }),
    callMailbox: () => ({ input: inBox, output: outcome }),
    moveMessage: () => ({ input: onMessage.extend({ to: z.enum(['new', 'heard']) }), output: outcome }),
    /** It goes from the list at once; the PBX hears of it when it can no longer be undone. */
    deleteMessage: () => ({ input: onMessage, output: outcome }),
    /** The one deleted last. */
    undoDelete: () => ({ input: inBox, output: outcome }),
  }) as const;
