import type { Presence, Unavailable } from '../../preload/contract/views.ts';
import type { Target } from '../search/target.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

const presence: Words<Presence> = {
  free: 'Free',
  ringing: 'Ringing',
  busy: 'On call',
  away: 'Away',
  offline: 'Not registered',
  unknown: 'Not known',
};

const kinds: Words<Target['kind']> = {
  colleague: '',
  queue: 'queue',
  conference: 'room',
  parking: 'parking',
  contact: '',
  recent: '',
  number: '',
};

/** Beside those that have no presence; empty where the kind says it. */
const status: Words<Exclude<Target['kind'], 'colleague'>> = {
  queue: '',
  conference: '',
  parking: '',
  contact: 'Contact',
  recent: '',
  number: 'Outside line',
};

const warning: Readonly<Record<NonNullable<Target['warning']>, (name: string) => string>> = {
  busy: (name) => `${name} is on a call and may not answer`,
  ringing: (name) => `${name}’s phone is already ringing`,
  paused: (name) => `${name} is paused and may not answer`,
  offline: (name) => `${name}’s phone is not registered: it cannot ring`,
};

/** The target picker and a transfer under way. */
export const enTransfer = {
  label: (name: string) => `Transfer ${name} to`,
  inviteLabel: 'Add somebody to the conference',
  inviteVerb: 'call them first',
  inviteMeans: (name: string) => `The others go on talking while you ask ${name}`,
  results: 'Targets',
  placeholder: 'name or number',
  matches: (count: number) => (count === 1 ? '1 match' : `${count} matches`),
  searching: 'Looking…',
  none: 'Nobody of that name. Type fewer letters, or a number.',
  unknown: 'The directory could not be asked. A number can still be typed.',
  choose: 'Type a name or number, or choose with ↑ ↓',
  ways: {
    transfer: 'transfer now',
    consult: 'consult first',
    toVoicemail: 'to voicemail',
    parkAndTell: 'park and tell',
  },
  waysLong: {
    transfer: 'Transfer now',
    consult: 'Consult first',
    toVoicemail: 'To their voicemail',
    parkAndTell: 'Park, and tell them',
  },
  presence,
  onCallFor: (time: string) => `On call ${time}`,
  paused: (why: string | null) => (why === null ? 'Paused' : `Paused: ${why}`),
  kinds,
  status,
  inQueue: (free: number, waiting: number) => `${free} free, ${waiting} waiting`,
  freeNumber: 'This number',
  called: { in: (time: string) => `Called ${time}`, out: (time: string) => `You called ${time}` },
  warning,
  noUndo: (name: string) => `Goes to ${name} at once and cannot be taken back`,
  undoUntil: (name: string) => `Undo until ${name} answers`,
  undoUntilQueue: (name: string) => `Undo until somebody in ${name} answers`,
  undoUntilNumber: 'Undo until they answer',
  noUndoRoom: (name: string) => `${name} takes the call at once`,
  under: (target: string, progress: string) => `Transferring to ${target}: ${progress}`,
  progress: { calling: 'calling', ringing: 'ringing', 'early-media': 'the PBX is speaking', answered: 'answered' },
  failed: (target: string, why: string) => `Not transferred. ${target}: ${why}`,
  toast: (customer: string, target: string) => `Transferring ${customer} to ${target}`,
} as const;

/** Two calls at once: the caller on hold, and the colleague who is asked. */
export const enConsult = {
  word: 'Consult',
  pair: (customer: string, colleague: string) => `Consultation with ${colleague} about ${customer}`,
  between: (colleague: string, customer: string) => `you and ${colleague}, ${customer} cannot hear`,
  swapped: (colleague: string) => `${colleague} waits and cannot hear`,
  link: (customer: string, colleague: string) => `Transfer of ${customer} to ${colleague}`,
  completes: (customer: string, colleague: string) => `Complete connects ${customer} to ${colleague}.`,
  completesRinging: (customer: string, colleague: string) =>
    `Complete connects ${customer} as soon as ${colleague} answers.`,
  joins: 'Join lets all three hear one another.',
  mixes: 'Join lets all three hear one another, mixed on this computer: the PBX has no conference for it.',
  mixed: 'all three hear one another',
  mixEnds: 'Mixed on this computer: it ends when you leave. Complete connects the other two.',
  cancels: (customer: string) => `Cancel takes ${customer} back.`,
  about: (customer: string) => `About ${customer}`,
  left: (customer: string) => `${customer} has hung up meanwhile.`,
  stillThere: (colleague: string) => `You are still connected to ${colleague}.`,
} as const;

/** Three and more who hear one another. */
export const enConference = {
  word: 'Conference',
  members: 'In the conference',
  you: 'You',
  muted: 'muted',
  talking: 'talking',
  leave: 'Leave',
  short: { mute: 'Mute', unmute: 'Unmute', remove: 'Remove' },
  acts: {
    mute: (name: string) => `Mute ${name} for everybody`,
    unmute: (name: string) => `Unmute ${name}`,
    remove: (name: string) => `Remove ${name} from the conference`,
  },
  refused: { mute: 'Not muted', unmute: 'Still muted', remove: 'Not removed' },
} as const;

/** What is typed about a caller, and goes with them. */
export const enNote = {
  label: 'Note',
  placeholder: 'goes with the caller to whoever gets them',
  from: (name: string) => `from ${name}`,
  saved: 'saved as you type',
  ofCall: 'Note for this call',
  isSaved: 'Saved',
  saving: 'Saving…',
} as const;

/** Calls that ring at a colleague's. */
export const enPickUp = {
  verb: 'pick up',
  rings: 'Pick up what rings there',
  from: (name: string) => `Pick up the call that rings at ${name}`,
  group: 'Pick up a call that rings in my group',
  refused: (why: string) => `Not picked up. ${why}`,
} as const;

const unavailableWhy: Words<Unavailable['why']> = {
  'not-set-up': 'it is not set up in the settings',
  'no-ami': 'there is no AMI connection',
  'no-right': 'this desk’s AMI user has no right to it',
  'not-loaded': 'this Asterisk has not loaded what it takes',
};
/** Why a key is not there. */
export const enUnavailable = { why: unavailableWhy } as const;

/** Callers waiting in a slot of the PBX. */
export const enParked = {
  word: 'Parked',
  inSlot: (slot: string) => `Parked ${slot}`,
  title: 'Parked calls',
  count: (count: number) => (count === 1 ? '1 call' : `${count} calls`),
  stripWord: 'parked',
  stripOpens: ', open the list',
  stripUnknown: ', not known now',
  stripNone: '–',
  backToYou: (time: string) => `back to you in ${time}`,
  back: (time: string) => `back in ${time}`,
  backNow: 'coming back now',
  backUnknown: 'comes back by itself',
  byYou: 'by you',
  parkedByYou: 'Parked by you',
  forYou: (by: string) => (by === '' ? 'Parked for you' : `Parked for you by ${by}`),
  forYouWord: 'for you',
  orphaned: 'Nobody is there to get them back: fetch them',
  comesBack: (name: string) => `${name} comes back from park soon`,
  orphanedNow: (slot: string, name: string) => `Nobody is left to get ${name} back from ${slot}`,
  waitsForYou: (slot: string, name: string) => `${name} waits for you in ${slot}`,
  parkedByOther: 'Parked by a colleague',
  timeLeft: 'Time until it comes back',
  list: 'Parked list',
  takeBack: 'Take back',
  retrieve: 'retrieve',
  retrieving: 'Fetching…',
  typeSlot: 'or type the slot number',
  choose: 'Choose one with ↑ ↓, or type its slot number',
  none: 'Nobody is parked.',
  noneHint: 'P on a call parks it; anybody can fetch it from here or by dialling its slot.',
  unknown: 'Which calls are parked cannot be known now.',
  unknownHint: 'A slot can still be dialled: / and its number.',
  refused: (why: string) => `Not fetched. ${why}`,
  unconfirmed: 'The PBX has not confirmed yet. The call may still come.',
} as const;
