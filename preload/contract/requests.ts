import { z } from 'zod';
import { awayRequests } from './away.ts';
import { contactRequests } from './contacts.ts';
import { diversionRequests } from './diversions.ts';
import { historyRow } from './history.ts';
import { ledgerLine } from './ledger.ts';
import { listenRequests } from './listening.ts';
import { messageRequests } from './messages.ts';
import { placeRequests } from './places.ts';
import { profileRows } from './profile-requests.ts';
import { apiState } from './programs.ts';
import { queueRequests } from './queue-requests.ts';
import { rowsWhenAsked } from './rows.ts';
import { callId, linkName, phoneNumber, refusalReason, rehearsalKind } from './views.ts';

/** How a command ended. Only the PBX's own confirmation makes it `confirmed`. */
export const outcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('confirmed') }),
  z.object({ outcome: z.literal('refused'), reason: refusalReason, detail: z.string().nullable() }),
  z.object({ outcome: z.literal('unconfirmed'), afterMs: z.number() }),
]);
export type Outcome = z.infer<typeof outcome>;

/** What the dial line shows while somebody types. `dials` is what would go to the PBX; null: it can't be dialled. */
export const dialPreview = z.lazy(() => z.object({ dials: z.string().nullable(), number: phoneNumber.nullable() }));
export type DialPreview = z.infer<typeof dialPreview>;

const row = z.string().min(1).max(200);
const saved = z.object({ outcome: z.literal('saved'), file: z.string() });

const onCall = z.object({ call: callId });
const onMember = z.object({ call: callId, member: z.string().regex(/^[A-Za-z0-9_.-]{1,160}$/) });
const dialled = z.string().regex(/^[A-Za-z0-9*#+_.-]{1,64}$/);
const toTarget = z.object({ call: callId, dials: dialled });

const deskRows = {
  answer: () => ({ input: onCall, output: outcome }),
  silence: () => ({ input: onCall, output: outcome }),
  decline: () => ({ input: onCall, output: outcome }),
  hold: () => ({ input: onCall, output: outcome }),
  resume: () => ({ input: onCall, output: outcome }),
  mute: () => ({ input: z.object({ call: callId, muted: z.boolean() }), output: outcome }),
  sendDigits: () => ({
    input: z.object({ call: callId, digits: z.string().regex(/^[0-9*#A-D]{1,32}$/) }),
    output: outcome,
  }),
  hangUp: () => ({ input: onCall, output: outcome }),
  dismiss: () => ({ input: onCall, output: outcome }),
  dial: () => ({ input: z.object({ target: z.string().min(1).max(100) }), output: outcome }),
  previewDial: () => ({ input: z.object({ text: z.string().max(100) }), output: dialPreview }),
  ...queueRequests(outcome),
  ...awayRequests(outcome),
  ...diversionRequests(outcome),
  ...listenRequests(outcome),
  ...placeRequests,
  /** Transfer now: the customer is held, the target rung, and the two connected the moment it answers. */
  transfer: () => ({ input: toTarget, output: outcome }),
  consult: () => ({ input: toTarget, output: outcome }),
  toVoicemail: () => ({ input: toTarget, output: outcome }),
  backToQueue: () => ({ input: onCall, output: outcome }),
  complete: () => ({ input: onCall, output: outcome }),
  swap: () => ({ input: onCall, output: outcome }),
  cancelConsult: () => ({ input: onCall, output: outcome }),
  takeBack: () => ({ input: onCall, output: outcome }),
  /** In a consultation: all three in one conference. */
  conference: () => ({ input: onCall, output: outcome }),
  /** The same, mixed on this computer. */
  mix: () => ({ input: onCall, output: outcome }),
  /** What rings at that extension, or (null) in my pickup group, is answered here. */
  pickUp: () => ({ input: z.object({ dials: dialled.nullable() }), output: outcome }),
  bringHere: () => ({ input: onCall, output: outcome }),
  moveToPhone: () => ({ input: onCall, output: outcome }),
  muteMember: () => ({ input: onMember.extend({ muted: z.boolean() }), output: outcome }),
  record: () => ({ input: onCall, output: outcome }),
  pauseRecording: () => ({ input: onCall, output: outcome }),
  resumeRecording: () => ({ input: onCall, output: outcome }),
  stopRecording: () => ({ input: onCall, output: outcome }),
  removeMember: () => ({ input: onMember, output: outcome }),
  /** Saved as it is typed, and carried to whoever gets the caller. */
  setNote: () => ({ input: z.object({ call: callId, text: z.string().max(300) }), output: outcome }),
  /** `tell`: whom they wait for; their desk says so. */
  park: () => ({
    input: onCall.extend({ tell: dialled.optional() }),
    output: z.union([outcome, z.object({ outcome: z.literal('parked'), slot: z.string() })]),
  }),
  retrieve: () => ({ input: z.object({ slot: z.string().regex(/^[0-9*#]{1,16}$/) }), output: outcome }),
  /** The dial line shows what another program asked for; main need not ask again. */
  dialTaken: () => ({ input: z.object({ id: z.number() }), output: outcome }),
  retryLink: () => ({ input: z.object({ link: linkName }), output: outcome }),
  /** Why a call popped or did not, and what was decided about it since; empty for a call that is forgotten. */
  ledger: () => ({ input: onCall, output: z.array(ledgerLine) }),
  /** Writes the last half hour of traffic with the PBX into the profile folder; `file` is where. */
  saveRecording: () => ({
    input: z.object({ maskNumbers: z.boolean() }),
    output: z.union([outcome, z.object({ outcome: z.literal('saved'), file: z.string() })]),
  }),
  /** The newest first; `before`: only what began before that time. */
  history: () => ({
    input: z.object({ show: z.enum(['all', 'missed']), text: z.string().max(100), before: z.number().nullable() }),
    output: z.object({ rows: z.array(historyRow).max(100) }),
  }),
  /** The name of a call's row in the history; null: it has none. */
  historyRowOf: () => ({ input: onCall, output: z.object({ row: z.string().nullable() }) }),
  historyNote: () => ({ input: z.object({ row, text: z.string().max(300) }), output: outcome }),
  setDisposition: () => ({ input: z.object({ row, code: z.string().max(40).nullable() }), output: outcome }),
  /** Writes all of it into the profile folder; `file` is where. */
  exportHistory: () => ({ input: z.object({}), output: z.union([outcome, saved]) }),
  /** `when` as people write it: 15:30, 20 min, tomorrow 9. */
  planCallBack: () => ({
    input: z.object({
      name: z.string().max(120),
      number: z.string().min(1).max(60),
      note: z.string().max(300),
      when: z.string().min(1).max(40),
    }),
    output: z.union([outcome, z.object({ outcome: z.literal('planned'), due: z.number() })]),
  }),
  callBackDone: () => ({ input: z.object({ id: z.number().int() }), output: outcome }),
  /** Opens what the settings name for a call. */
  openLink: () => ({ input: onCall.extend({ label: z.string().min(1).max(40) }), output: outcome }),
  /** Opens one of them for a call nobody makes: only what the settings name, never what a page says. */
  tryLink: () => ({ input: z.object({ label: z.string().min(1).max(40) }), output: outcome }),
  /** What a template comes to, for a call nobody makes. */
  previewLink: () => ({
    input: z.object({ url: z.string().max(2000).optional(), command: z.array(z.string().max(500)).max(20).optional() }),
    output: z.object({ opens: z.string().nullable(), problem: z.string().nullable() }),
  }),
  apiState: () => ({ input: z.object({}), output: apiState }),
  ...messageRequests(outcome),
  ...contactRequests(outcome),
  rehearse: () => ({ input: z.object({ kind: rehearsalKind }), output: outcome }),
} as const;

/** What is asked of the desk: there must be an account. */
export const deskRequests = rowsWhenAsked(deskRows);

export type DeskRequestName = keyof typeof deskRequests;

/** Asked by a page, answered by main. The one table: a name that is not here cannot be sent. */
export const requests = rowsWhenAsked({ ...deskRows, ...profileRows });

export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<Name extends RequestName> = z.infer<Requests[Name]['input']>;
export type RequestOutput<Name extends RequestName> = z.infer<Requests[Name]['output']>;
