import { z } from 'zod';
import { awayView } from './away.ts';
import { askedAbout, callNote, callPair, conferenceMember } from './call-company.ts';
import { callId } from './call-id.ts';
import { callOrigin } from './call-origin.ts';
import { callContext } from './context.ts';
import { diversions } from './diversions.ts';
import { callBack } from './history.ts';
import { linkView } from './link-view.ts';
import { listenedTo, listenHow } from './listening.ts';
import { mailboxView, playedMessage } from './messages.ts';
import { myQueues } from './my-queues.ts';
import { party } from './phone-number.ts';
import { ringHere } from './ring-here.ts';
import { shellView } from './shell.ts';

/** What the desk shows. Main makes it, the page draws it, nobody else writes it. Times are ms since 1970. */

export {
  type AskedAbout,
  askedAbout,
  type CallNote,
  type CallPair,
  type ConferenceMember,
  callNote,
  callPair,
  conferenceMember,
} from './call-company.ts';
export { type CallId, callId } from './call-id.ts';
export { type CallOrigin, callOrigin } from './call-origin.ts';
export {
  type LinkFailureKind,
  type LinkFailureView,
  type LinkName,
  type LinkView,
  linkFailure,
  linkFailureKind,
  linkName,
  linkView,
} from './link-view.ts';
export { type Party, type PhoneNumber, party, phoneNumber } from './phone-number.ts';

export const callAction = z.enum([
  'answer',
  'silence',
  'decline',
  'hold',
  'resume',
  'mute',
  'unmute',
  'digits',
  'hangUp',
  'dismiss',
  'redial',
  /** Opens the target picker: transfer now, consult first, or to the target's voicemail. */
  'transfer',
  /** In a consultation: connect the two, talk to the other one, or drop the colleague and take the customer back. */
  'complete',
  'swap',
  'cancelConsult',
  /** While a transfer's target has not answered, or a parked call has not been fetched. */
  'takeBack',
  'park',
  /** In a consultation: all three in one conference of the PBX. */
  'conference',
  /** The same where the PBX cannot: mixed on this computer, and over when I leave. */
  'mix',
  /** On a conference: opens the target picker to ask one more. */
  'invite',
  /** What rings or talks on another phone of mine comes to the softphone. */
  'bringHere',
  /** The softphone's call goes to another phone of mine, once that is picked up. */
  'moveToPhone',
  /** A call of a queue: into that queue again. */
  'backToQueue',
  /** What is typed goes with the caller. */
  'note',
  /** How it ended, by one of the settings' words. */
  'mark',
  /** Paused: nothing of either side is kept meanwhile, as while card numbers are spoken. */
  'record',
  'pauseRecording',
  'resumeRecording',
  'stopRecording',
]);
export type CallAction = z.infer<typeof callAction>;

export const refusalReason = z.enum([
  'offline',
  'no-such-call',
  'not-now',
  'bad-target',
  'no-microphone',
  'no-audio',
  'no-digits',
  'rejected-by-pbx',
  /** The PBX does not let this phone do that; the call is as it was. */
  'not-permitted',
  /** The PBX shows nobody there who could be brought into a conference. */
  'nobody-to-join',
  /** The PBX has no conference behind the configured extension. */
  'no-conference',
  /** Nothing rings there that could be picked up. */
  'nothing-rings',
  /** The colleague who was to be listened to is in no call. */
  'nobody-talks',
  /** The PBX has nowhere to ring this phone, though it had registered. */
  'own-phone-lost',
  /** The other phone's call cannot be taken: AMI does not tell of it, or it is over. */
  'not-to-be-taken',
  /** Whoever the call was to go to was not reached: the caller is with us again. */
  'target-busy',
  'target-no-answer',
  'target-unknown',
  'target-unreachable',
  'target-rejected',
  /** The colleague who was asked has hung up: the caller still waits. */
  'colleague-left',
  /** We took the caller back before the target answered. */
  'taken-back',
  /** Offhook went in the middle of it. */
  'interrupted',
  'timeout',
  'not-in-demo',
  /** A file could not be written. */
  'cannot-write',
  'internal',
]);
export type RefusalReason = z.infer<typeof refusalReason>;

/** An action that is under way, was not carried out, or may not have been: told on the card it belongs to. */
export const operation = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running'), action: callAction, since: z.number() }),
  z.object({
    state: z.literal('refused'),
    action: callAction,
    since: z.number(),
    reason: refusalReason,
    detail: z.string().nullable(),
  }),
  /** The PBX has not said within `afterMs` whether it was done. */
  z.object({ state: z.literal('unconfirmed'), action: callAction, since: z.number(), afterMs: z.number() }),
]);
export type Operation = z.infer<typeof operation>;

export const quality = z.object({
  grade: z.number().int().min(1).max(5),
  delayMs: z.number(),
  lossPercent: z.number(),
});
export type Quality = z.infer<typeof quality>;

export const endedReason = z.enum([
  'you-hung-up',
  'they-hung-up',
  'you-declined',
  'you-cancelled',
  'they-gave-up',
  'answered-elsewhere',
  'busy',
  'no-such-number',
  'unreachable',
  'rejected',
  'no-answer',
  'not-allowed',
  'audio-failed',
  'connection-lost',
  /** They hung up while Offhook or its audio was away. */
  'gone-meanwhile',
  /** The PBX began a new life, and the call went with its old one. */
  'pbx-restarted',
  'transferred',
  'parked',
  /** It goes on in a conference of mine. */
  'joined',
  'pbx-error',
]);
export type EndedReason = z.infer<typeof endedReason>;

/** A call whose audio was lost on our side: on its way back, or back. */
export const rescue = z.discriminatedUnion('state', [
  z.object({ state: z.literal('under-way'), since: z.number() }),
  z.object({ state: z.literal('done'), at: z.number(), tookMs: z.number() }),
]);
export type Rescue = z.infer<typeof rescue>;

const callBase = {
  id: callId,
  pair: callPair.nullable(),
  direction: z.enum(['in', 'out']),
  party,
  origin: callOrigin,
  startedAt: z.number(),
  answeredAt: z.number().nullable(),
  /** When the present phase began; the card's timer counts from here (an active call from `answeredAt`). */
  since: z.number(),
  /** What can be done with it right now: a key that can't work is not offered. */
  can: z.array(callAction),
  operation: operation.nullable(),
  /** Who the call began with, where that is neither who is there now nor who sent them. */
  original: party.nullable().optional(),
  /** On another phone of mine it is shown; nothing is offered that cannot be done from here. */
  device: z.enum(['softphone', 'other-phone']).optional(),
  conference: z.string().nullable().optional(),
  /** Who is in it, in the order they came; empty: not known. */
  members: z.array(conferenceMember).optional(),
  /** `lost`: it was recorded, and is not any more since the call was rescued. */
  recording: z.enum(['on', 'paused', 'off', 'lost']).optional(),
  /** What the dialplan sent along, by name: hostile text. */
  values: z.record(z.string(), z.string()).optional(),
  note: callNote.nullable().optional(),
  /** Of a call with a colleague: whom one of us asks the other about. */
  about: askedAbout.nullable().optional(),
  /** What the directory and the history know of them; null: nothing is kept here. */
  context: callContext.nullable().optional(),
  rescue: rescue.nullable().optional(),
  /** How it was marked when it was over. */
  disposition: z.string().nullable().optional(),
  /** The message of a mailbox that is heard by this call, or null: the mailbox itself was called. Left out: neither. */
  message: playedMessage.nullable().optional(),
  /** A colleague's call is listened to by it. */
  listening: listenedTo.optional(),
  /** How often it was with me before: transferred away and back, rung again, back from park. */
  earlierVisits: z.number().optional(),
};

export const callView = z.discriminatedUnion('phase', [
  z.object({
    ...callBase,
    phase: z.literal('ringing'),
    silenced: z.boolean(),
    alsoRinging: z.array(z.string()),
    /** The PBX says it rings us; the phone has not said so yet. */
    announced: z.boolean().optional(),
  }),
  z.object({ ...callBase, phase: z.literal('dialling'), progress: z.enum(['calling', 'ringing', 'early-media']) }),
  z.object({
    ...callBase,
    phase: z.literal('active'),
    muted: z.boolean(),
    heldByThem: z.boolean(),
    audio: z.enum(['connecting', 'flowing', 'lost']),
    quality: quality.nullable(),
  }),
  z.object({ ...callBase, phase: z.literal('held'), muted: z.boolean() }),
  z.object({ ...callBase, phase: z.literal('ended'), reason: endedReason, endedAt: z.number() }),
]);
export type CallView = z.infer<typeof callView>;
export type CallPhase = CallView['phase'];

/** `paused`: no queue rings me; `wrap-up`: none does for a while, because I had a call just now. */
export const agentState = z.enum(['ready', 'ringing', 'on-call', 'wrap-up', 'paused', 'offline']);
export type AgentState = z.infer<typeof agentState>;

/** One finished call of today, for the list under the stack. */
export const pastCall = z.object({
  id: callId,
  direction: z.enum(['in', 'out']),
  party,
  company: z.string().optional(),
  reason: endedReason,
  startedAt: z.number(),
  talkSeconds: z.number().nullable(),
});
export type PastCall = z.infer<typeof pastCall>;

export const presence = z.enum(['free', 'ringing', 'busy', 'away', 'offline', 'unknown']);
export type Presence = z.infer<typeof presence>;

/** One call in a parking lot. */
export const parkedCall = z.object({
  slot: z.string(),
  lot: z.string(),
  party,
  parkedAt: z.number(),
  /** When the PBX sends it back; null: not known. */
  returnsAt: z.number().nullable(),
  /** Parked from this desk. */
  mine: z.boolean(),
  note: callNote.nullable().optional(),
  /** Somebody told me that they wait for me. */
  forMe: z.boolean().optional(),
  /** Whom they come back to has no phone there any more: fetch them, or they get lost. */
  orphaned: z.boolean().optional(),
});
export type ParkedCall = z.infer<typeof parkedCall>;

export const rehearsalKind = z.enum(['inbound', 'queue', 'voicemail']);
export type RehearsalKind = z.infer<typeof rehearsalKind>;

/** Something this desk could do if it were set up for it: told instead of a key that cannot work. */
export const unavailable = z.object({
  action: callAction,
  why: z.enum(['not-set-up', 'no-ami', 'no-right', 'not-loaded']),
});
export type Unavailable = z.infer<typeof unavailable>;

export const deskView = z.object({
  /** Grows by one with every view; an older one is never drawn over a newer one. */
  revision: z.number(),
  agent: z.object({
    name: z.string(),
    extension: z.string(),
    state: agentState,
    since: z.number(),
    /** Why I am paused, as it was typed. */
    reason: z.string().nullable().optional(),
  }),
  links: z.object({ sip: linkView, ami: linkView, ari: linkView }),
  /** null: cannot be known now. Urgent is part of new. */
  voicemail: z.object({ new: z.number(), old: z.number(), urgent: z.number().nullable() }).nullable(),
  /** Newest ringing first, then by age; ended calls stay for a while. */
  calls: z.array(callView),
  /** Mine first, then those I share. */
  mailboxes: z.array(mailboxView).optional(),
  /** null: cannot be known now. */
  parked: z.array(parkedCall).nullable(),
  /** The last ones of today; `todayCount` counts all. */
  today: z.array(pastCall),
  todayCount: z.number(),
  audio: z.object({
    /** Whether some page serves media. */
    served: z.boolean(),
    microphone: z.enum(['unknown', 'ready', 'blocked', 'missing']),
  }),
  ring: ringHere,
  /** Left out: nothing tells of queues here. */
  queues: myQueues.optional(),
  /** Left out: nothing is set up for it. */
  diversions: diversions.optional(),
  /** Left out: there is nothing to ask. */
  away: awayView.optional(),
  /** Only in the demo: practice calls the palette offers. */
  rehearsals: z.array(rehearsalKind),
  /** Keys of the settings, by what they do: chords such as Ctrl+K, Shift+P, H. */
  keys: z.record(z.string(), z.string()).optional(),
  /** What Enter in the target picker does. */
  transferNow: z.enum(['supervised', 'plain']).optional(),
  unavailable: z.array(unavailable).optional(),
  /** How I may listen to colleagues' calls; left out: not at all. */
  listens: z.array(listenHow).optional(),
  /** Who is to be called back, the earliest first. */
  callBacks: z.array(callBack).optional(),
  /** How a call can be marked when it is over. */
  dispositions: z.array(z.string()).optional(),
  /** Colleagues whose phones ring: what rings there can be picked up. A few of them. */
  ringingColleagues: z.array(z.object({ name: z.string(), dials: z.string() })).optional(),
  shell: shellView.optional(),
});
export type DeskView = z.infer<typeof deskView>;
