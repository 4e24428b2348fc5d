import type { CallAction, CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';

const recording = ['record', 'pauseRecording', 'resumeRecording'] as const;

const onCard: Readonly<Record<CallView['phase'], readonly CallAction[]>> = {
  ringing: ['answer', 'bringHere', 'silence', 'decline'],
  dialling: ['hangUp', 'mute', 'unmute'],
  active: ['bringHere', 'hold', 'resume', 'mute', 'unmute', ...recording, 'transfer', 'invite', 'park'],
  held: ['resume', 'hold', 'mute', 'unmute', ...recording, 'transfer', 'invite', 'park'],
  ended: ['takeBack', 'redial', 'note', 'mark', 'dismiss'],
};

/** Shown below both calls of a consultation, or beside what tells that a caller was moved. */
const elsewhere: readonly CallAction[] = ['complete', 'swap', 'conference', 'mix', 'cancelConsult', 'takeBack'];

const cardOrder = (call: CallView): readonly CallAction[] => (call.pair?.kind === 'consult' ? [] : onCard[call.phase]);

/** The actions shown on the focused card, in their order. */
export const cardActions = (call: CallView): readonly CallAction[] =>
  cardOrder(call).filter((action) => call.can.includes(action));

/** The focused call's other actions: their keys stand on the key line, so that each key is shown once. */
export const keyLineActions = (call: CallView): readonly CallAction[] =>
  call.can.filter(
    (action) =>
      !cardOrder(call).includes(action) && !elsewhere.includes(action) && !(action === 'hangUp' && escCancels(call)),
  );

/** In a consultation Esc takes the caller back, and `Esc Esc` never comes to hang up. */
export const escCancels = (call: CallView): boolean => call.pair?.kind === 'consult';

export const actionLabel = (call: CallView, action: CallAction): string =>
  isInConference(call) && action === 'hangUp'
    ? t.conference.leave
    : action === 'redial' && call.direction === 'in'
      ? t.call.callBack
      : t.call.actions[action];

export const isInConference = (call: CallView): boolean => (call.conference ?? null) !== null;
