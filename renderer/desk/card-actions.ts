import type { CallAction, CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/en.ts';

const onCard: Readonly<Record<CallView['phase'], readonly CallAction[]>> = {
  ringing: ['answer', 'silence', 'decline'],
  dialling: ['hangUp', 'mute', 'unmute'],
  active: ['hold', 'resume', 'mute', 'unmute'],
  held: ['resume', 'hold', 'mute', 'unmute'],
  ended: ['redial', 'dismiss'],
};

/** The actions shown on the focused card, in their order. */
export const cardActions = (call: CallView): readonly CallAction[] =>
  onCard[call.phase].filter((action) => call.can.includes(action));

/** The focused call's other actions: their keys stand on the key line, so that each key is shown once. */
export const keyLineActions = (call: CallView): readonly CallAction[] =>
  call.can.filter((action) => !onCard[call.phase].includes(action));

export const actionLabel = (call: CallView, action: CallAction): string =>
  action === 'redial' && call.direction === 'in' ? t.call.callBack : t.call.actions[action];
