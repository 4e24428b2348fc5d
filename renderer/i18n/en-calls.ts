import type {
  CallAction,
  CallOrigin,
  CallView,
  EndedReason,
  Party,
  RefusalReason,
} from '../../preload/contract/views.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;

const actions: Words<CallAction> = {
  answer: 'Answer',
  silence: 'Silence',
  decline: 'Decline',
  hold: 'Hold',
  resume: 'Resume',
  mute: 'Mute',
  unmute: 'Unmute',
  digits: 'Digits',
  hangUp: 'Hang up',
  dismiss: 'Dismiss',
  redial: 'Call again',
  transfer: 'Transfer',
  complete: 'Complete',
  swap: 'Swap',
  cancelConsult: 'Cancel',
  takeBack: 'Take back',
  park: 'Park',
  conference: 'Join',
  mix: 'Join',
  invite: 'Add somebody',
  note: 'Note',
  backToQueue: 'Back to the queue',
  bringHere: 'Bring here',
  moveToPhone: 'To my other phone',
  mark: 'Mark',
  record: 'Record',
  pauseRecording: 'Pause rec',
  resumeRecording: 'Resume rec',
  stopRecording: 'Stop rec',
};

const running: Words<CallAction> = {
  answer: 'answering…',
  silence: 'silencing…',
  decline: 'declining…',
  hold: 'putting on hold…',
  resume: 'resuming…',
  mute: 'muting…',
  unmute: 'unmuting…',
  digits: 'sending digits…',
  hangUp: 'hanging up…',
  dismiss: 'closing…',
  redial: 'calling…',
  transfer: 'transferring…',
  complete: 'connecting them…',
  swap: 'swapping…',
  cancelConsult: 'taking the caller back…',
  takeBack: 'taking the caller back…',
  park: 'parking…',
  conference: 'joining all three…',
  mix: 'joining all three…',
  invite: 'calling…',
  note: 'saving…',
  backToQueue: 'sending them back…',
  bringHere: 'bringing the call here…',
  moveToPhone: 'ringing your other phone…',
  mark: 'saving…',
  record: 'starting the recording…',
  pauseRecording: 'pausing the recording…',
  resumeRecording: 'going on recording…',
  stopRecording: 'stopping the recording…',
};

const refusedAction: Words<CallAction> = {
  answer: 'Not answered',
  silence: 'Not silenced',
  decline: 'Not declined',
  hold: 'Not held',
  resume: 'Not resumed',
  mute: 'Not muted',
  unmute: 'Still muted',
  digits: 'Digits not sent',
  hangUp: 'Not hung up',
  dismiss: 'Not closed',
  redial: 'Not called',
  transfer: 'Not transferred',
  complete: 'Not connected',
  swap: 'Not swapped',
  cancelConsult: 'Not cancelled',
  takeBack: 'Not taken back',
  park: 'Not parked',
  conference: 'Not joined',
  mix: 'Not joined',
  invite: 'Not called',
  note: 'Not saved',
  backToQueue: 'Not sent back',
  bringHere: 'Not brought here',
  moveToPhone: 'Not moved',
  mark: 'Not marked',
  record: 'Not recorded',
  pauseRecording: 'Still recorded',
  resumeRecording: 'Still not recorded',
  stopRecording: 'Still recorded',
};

const refusal: Words<RefusalReason> = {
  offline: 'There is no connection to the PBX. It is being tried again.',
  'no-such-call': 'The call is no longer there.',
  'not-now': 'The call is in the middle of another change. Try again.',
  'bad-target': 'This is not something that can be dialled.',
  'no-microphone': 'No microphone can be used. Plug one in or allow it, then try again.',
  'no-audio': 'No audio connection came up. Try again.',
  'no-digits': 'The other side does not take digits.',
  'rejected-by-pbx': 'The PBX said no.',
  'not-permitted': 'The PBX does not let this phone do that. The caller is still with you.',
  'nobody-to-join': 'The PBX shows nobody there who could be joined. Both calls are as they were.',
  'no-conference': 'The PBX has no conference ready behind dialplan.conference. Whoever waits still waits.',
  'nothing-rings': 'Nothing rings there any more.',
  'nobody-talks': 'They are in no call now.',
  'own-phone-lost': 'The PBX does not find your phone. It is being registered again: try again in a moment.',
  'not-to-be-taken': 'That phone’s call cannot be taken. It goes on there.',
  'target-busy': 'They are busy.',
  'target-no-answer': 'Nobody answered.',
  'target-unknown': 'There is no such number.',
  'target-unreachable': 'Their phone cannot be reached.',
  'target-rejected': 'They declined.',
  'colleague-left': 'The colleague hung up.',
  'taken-back': 'You took the caller back.',
  interrupted: 'Offhook was started again before anybody answered.',
  timeout: 'The PBX did not answer in time. Try again.',
  'not-in-demo': 'The demo PBX cannot do that.',
  'cannot-write': 'The file could not be written.',
  internal: 'Something went wrong inside Offhook. The log has the details.',
};

const ended: Words<EndedReason> = {
  'you-hung-up': 'You hung up.',
  'they-hung-up': 'They hung up.',
  'you-declined': 'You declined.',
  'you-cancelled': 'You cancelled the call.',
  'they-gave-up': 'They gave up before it was answered.',
  'answered-elsewhere': 'Answered elsewhere.',
  busy: 'Busy. They are on another call.',
  'no-such-number': 'No such number. Check it and dial again.',
  unreachable: 'Unreachable. Their phone is off or not connected.',
  rejected: 'Rejected. They turned the call down.',
  'no-answer': 'No answer.',
  'not-allowed': 'Not allowed. The PBX does not let this extension call there.',
  'audio-failed': 'The audio connection failed.',
  'connection-lost': 'The connection to the PBX was lost, and the call with it.',
  'gone-meanwhile': 'The call ended while Offhook was away.',
  'pbx-restarted': 'The PBX went down and dropped the call.',
  transferred: 'You transferred the call.',
  parked: 'You parked the call.',
  joined: 'In your conference.',
  'pbx-error': 'The PBX could not carry the call.',
};

/** A word beside a finished call in a list; empty where the call simply took place. */
const endedShort: Words<EndedReason> = {
  'you-hung-up': '',
  'they-hung-up': '',
  'you-declined': 'declined',
  'you-cancelled': 'cancelled',
  'they-gave-up': 'gave up',
  'answered-elsewhere': 'answered elsewhere',
  busy: 'busy',
  'no-such-number': 'no such number',
  unreachable: 'unreachable',
  rejected: 'rejected',
  'no-answer': 'no answer',
  'not-allowed': 'not allowed',
  'audio-failed': 'audio failed',
  'connection-lost': 'connection lost',
  'gone-meanwhile': 'ended meanwhile',
  'pbx-restarted': 'PBX went down',
  transferred: 'transferred',
  parked: 'parked',
  joined: 'conference',
  'pbx-error': 'PBX error',
};

const phases: Words<CallView['phase']> = {
  ringing: 'Ringing',
  dialling: 'Calling',
  active: 'Active',
  held: 'Held',
  ended: 'Ended',
};

function origin(from: CallOrigin, waited: string | null): string {
  switch (from.kind) {
    case 'direct':
      return from.label === undefined ? 'Direct' : `For ${from.label}`;
    case 'dialled':
      return 'Dialled by you';
    case 'click-to-dial':
      return 'Dialled for you';
    case 'transfer':
      return `Transferred by ${who(from.by)}`;
    case 'park':
      return from.slot === null ? 'Back from park' : `Back from park ${from.slot}`;
    case 'pickup':
      return 'Picked up';
    case 'queue':
      return [
        `Queue ${from.queue}${from.label === undefined ? '' : ` for ${from.label}`}`,
        ...(waited === null ? [] : [`waited ${waited}`]),
        // As they joined: whoever came first needs no words for it.
        ...(typeof from.position === 'number' && from.position > 1 ? [`joined at place ${from.position}`] : []),
      ].join(', ');
  }
}

const who = ({ name, number }: Party): string => name ?? number?.display ?? 'a colleague';

/** Everything that is said about a call. */
export const enCalls = {
  actions,
  wrapUp: 'wrap-up',
  callBack: 'Call back',
  running,
  refusedAction,
  refusal,
  wasOffline: 'There was no connection to the PBX just then.',
  callerIsBack: 'The caller is back with you.',
  /** `keys`: what takes them off hold, as in H; null: nothing does just now. */
  stillOnHold: (keys: string | null) =>
    keys === null ? 'The caller is still on hold.' : `The caller is still on hold: ${keys} takes them back.`,
  ended,
  endedShort,
  phases,
  origin,
  progress: {
    calling: 'waiting for their phone',
    ringing: 'their phone is ringing',
    'early-media': 'the PBX is speaking',
  },
  unknownParty: 'Unknown caller',
  withheld: 'No number was sent',
  silenced: 'silenced',
  muted: 'Muted',
  recording: { on: 'REC', paused: 'REC paused', lost: 'Not recorded' },
  recordingOver: 'The recording is over',
  recordingMeans: {
    on: 'This call is being recorded',
    paused: 'The recording is paused: nothing is kept now',
    lost: 'The recording ended when the call was reconnected',
  },
  heldByThem: 'Held by them',
  audioConnecting: 'Connecting the audio…',
  rescuing: 'Reconnecting. The caller is still on the line…',
  rescued: (seconds: string) => `Reconnected after ${seconds} s.`,
  leftBehind: 'This call goes on without this desk. Bring it here, unless another desk of yours has it.',
  audioLost: 'The audio is interrupted. The call is still on; it comes back by itself when the network does.',
  alsoRinging: (names: string) => `Also ringing: ${names}`,
  wholeCall: (timer: string) => `call ${timer}`,
  againTo: (action: 'decline' | 'hangUp') => (action === 'decline' ? 'Esc again to decline' : 'Esc again to hang up'),
  refused: (what: string, why: string) => `${what}. ${why}`,
  pbxSaid: (detail: string) => `It said: ${detail}`,
  unconfirmed: (what: string, seconds: number) =>
    `${what}: the PBX has not confirmed it for ${seconds} s. It may still happen, and this card follows when it does.`,
  stillWaiting: 'Still waiting for the PBX to confirm. Nothing is lost; the card follows when it does.',
  notDelivered: 'The request did not get through. Try again.',
  focusThis: (name: string) => `Go to ${name}`,
  quality: ['', 'Bad', 'Poor', 'Fair', 'Good', 'Excellent'],
  qualityFigures: (delayMs: string, loss: string) => `${delayMs} ms, ${loss} % loss`,
  digitsTitle: 'Digits',
  digitsHint: '0–9 * # A–D are sent as you press them',
  digitsEmpty: 'Press a digit',
  digitsSent: (digits: string) => `Sent: ${digits}`,
} as const;
