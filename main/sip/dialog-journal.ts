import { z } from 'zod';

/** A dialog's name and place on the wire (RFC 3261 section 12). Whoever knows it can take the call (RFC 3891): a secret. */
const wireDialog = z.object({
  callId: z.string().min(1),
  localTag: z.string().min(1),
  remoteTag: z.string().min(1),
  localUri: z.string().min(1),
  remoteUri: z.string().min(1),
  remoteTarget: z.string().min(1),
  routes: z.array(z.string()),
  /** The last CSeq of ours that was surely noted. */
  sequence: z.number().int().nonnegative(),
});
export type WireDialog = z.infer<typeof wireDialog>;

/** The headers by which the PBX knows an INVITE that has no final answer yet, as they stood in it. */
const pendingInvite = z.object({
  uri: z.string().min(1),
  via: z.array(z.string()).min(1),
  from: z.string().min(1),
  to: z.string().min(1),
  callId: z.string().min(1),
  sequence: z.number().int().nonnegative(),
});
export type PendingInvite = z.infer<typeof pendingInvite>;

const shared = {
  /** What the desk calls it: the Call-ID it began with, and those of the dialogs that took its place. */
  call: z.string().min(1),
  carriers: z.array(z.string().min(1)).min(1),
  direction: z.enum(['in', 'out']),
  remote: z.object({ name: z.string().nullable(), user: z.string() }),
  local: z.object({ user: z.string() }),
  startedAt: z.number(),
  answeredAt: z.number().nullable(),
  held: z.boolean(),
  heldByRemote: z.boolean(),
  muted: z.boolean(),
  /** Not known to an Offhook before this one. */
  codec: z.string().nullable().default(null),
};

/** What has to be known of one call to take it up again after a crash. */
export const journalledCall = z.discriminatedUnion('phase', [
  z.object({ ...shared, phase: z.literal('talking'), wire: wireDialog, media: z.string().nullable() }),
  z.object({ ...shared, phase: z.literal('ringing'), wire: wireDialog, invite: pendingInvite }),
  /** Told of, and nothing said to the PBX yet: `message` is the INVITE as it came. */
  z.object({ ...shared, phase: z.literal('heard'), message: z.string().min(1) }),
  z.object({ ...shared, phase: z.literal('dialling'), invite: pendingInvite }),
  /** Ended here, and the PBX has still to be told. */
  z.object({ ...shared, phase: z.literal('leaving'), wire: wireDialog }),
]);
export type JournalledCall = z.infer<typeof journalledCall>;

/** Where the calls stand that are going on. A crash leaves the last state; a call that ended is gone from it. */
export interface DialogJournal {
  /** What an Offhook before this one left behind. */
  readonly left: readonly JournalledCall[];
  /** Takes the place of what stood there, at once and as a whole. */
  write(calls: readonly JournalledCall[]): void;
}

export const noJournal: DialogJournal = { left: [], write: () => undefined };

/** The calls in what was read from a journal; null: it is not one of ours. */
export function readJournal(value: unknown): readonly JournalledCall[] | null {
  const read = z.array(journalledCall).safeParse(value);
  return read.success ? read.data : null;
}
