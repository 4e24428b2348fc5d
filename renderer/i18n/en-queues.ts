import type { Lack, Pause } from '../../preload/contract/my-queues.ts';
import type { QueueMemberView } from '../../preload/contract/queues.ts';

const doing: Readonly<Record<QueueMemberView['doing'], string>> = {
  free: 'free',
  ringing: 'ringing',
  busy: 'on a call',
  paused: 'paused',
  away: 'phone not there',
};

const by: Readonly<Record<NonNullable<Pause['by']>, string>> = {
  'this-desk': 'by you',
  'missed-call': 'a call was missed',
  elsewhere: 'by somebody else',
};

/** What is missing on the PBX, so that whoever runs it can act on it. */
function lack(of: Lack): string {
  switch (of.kind) {
    case 'no-ami':
      return 'There is no connection to the PBX’s manager interface (AMI).';
    case 'needs-class':
      return `Needs class ${of.classes.join(' or ')} on the write line of this desk’s AMI user in manager.conf.`;
    case 'not-loaded':
      return of.module === null
        ? 'This Asterisk is too old for it.'
        : `Needs the module ${of.module} loaded on the PBX.`;
  }
}

/** The queues, and this agent in them. */
export const enQueues = {
  title: 'Queues',
  key: 'queues',
  palette: 'Show the queues',
  strip: (mine: number, all: number) => `${mine} of ${all}`,
  stripWord: 'queues',
  stripOpens: 'Open the queues',
  stripUnknown: 'Queues: not known now',
  none: 'There are no queues',
  noneHint: 'The PBX tells of none, or the settings name others (queues.names).',
  unknown: 'The queues are not known now',
  unknownHint: 'They come back with the connection to the PBX’s manager interface (AMI).',
  lack,
  waiting: (count: number) => (count === 1 ? '1 waits' : `${count} wait`),
  nobodyWaits: 'nobody waits',
  longest: (timer: string) => `longest ${timer}`,
  agents: { free: 'free', ringing: 'ringing', busy: 'on calls', paused: 'paused', away: 'away' },
  served: (percent: string, seconds: number) => `${percent} % within ${seconds} s`,
  counted: (completed: number, abandoned: number) => `${completed} served, ${abandoned} gave up`,
  /** The counting began with this day. */
  today: 'today',
  todaySince: (time: string) => `since ${time}`,
  signedIn: 'Signed in',
  fixed: 'Always in',
  notSignedIn: 'Not signed in',
  paused: (reason: string | null) => (reason === null ? 'Paused' : `Paused: ${reason}`),
  by,
  /** app_queue writes it as the reason itself. */
  autoPause: 'missed call',
  penalty: (penalty: number) => `penalty ${penalty}`,
  backAt: (time: string) => `back at ${time}`,
  backSince: (time: string) => `back was planned for ${time}`,
  wrapUp: 'Wrap-up',
  callers: 'Waiting',
  members: 'Agents',
  noCallers: 'Nobody waits.',
  noMembers: 'Nobody is signed in.',
  you: 'you',
  doing,
  verbs: {
    signIn: 'sign in',
    signOut: 'sign out',
    pause: 'pause',
    endPause: 'end pause',
    pauseAll: 'pause everywhere',
    endPauseAll: 'end every pause',
    penalty: 'penalty',
    signInAll: 'sign in everywhere',
    signOutAll: 'sign out everywhere',
  },
  reasonLabel: (where: string | null) => (where === null ? 'Pause everywhere:' : `Pause in ${where}:`),
  otherReason: 'another reason',
  otherLabel: 'Reason',
  backLabel: (reason: string) => `${reason === '' ? 'Pause' : reason}: back when?`,
  backPlaceholder: '20 min, 13:30, or just Enter',
  penaltyLabel: 'Penalty (0 is rung first)',
  noTime: (text: string) => `“${text}” says no time. Try 20 min or 13:30.`,
  noNumber: (text: string) => `“${text}” is no whole number.`,
  staysIn: 'You belong to this queue by the PBX’s configuration: you can pause there, not sign out.',
  done: {
    signIn: (where: string | null) => (where === null ? 'Signed in everywhere' : `Signed in to ${where}`),
    signOut: (where: string | null) => (where === null ? 'Signed out everywhere' : `Signed out of ${where}`),
    pause: (where: string | null) => (where === null ? 'Paused everywhere' : `Paused in ${where}`),
    endPause: (where: string | null) => (where === null ? 'Every pause is over' : `The pause in ${where} is over`),
    setPenalty: (where: string | null) => `The penalty in ${where ?? ''} is changed`,
  },
  asking: 'Asking the PBX…',
  refused: (why: string) => `Not done. ${why}`,
  unconfirmed: 'The PBX has not confirmed it. What it says now is shown here.',
  changedMeanwhile: 'It was otherwise on the PBX; what it says is shown here now.',
  needsRight: 'The PBX refuses it: this desk’s AMI user needs class agent in manager.conf.',
  paletteSignIn: (queue: string) => `Sign in to ${queue}`,
  paletteSignOut: (queue: string) => `Sign out of ${queue}`,
  palettePause: (reason: string) => `Pause everywhere: ${reason}`,
  announce: {
    paused: (queues: string, reason: string) => `Paused in ${queues}: ${reason}`,
    back: (queues: string) => `No longer paused in ${queues}`,
    due: 'You planned to be back now',
  },
};
