import { assertNever } from '../base/assert-never.ts';
import type { Call } from './call.ts';

export type CallAction =
  | 'answer'
  | 'silence'
  | 'decline'
  | 'hold'
  | 'resume'
  | 'mute'
  | 'unmute'
  | 'digits'
  | 'hangUp'
  | 'dismiss'
  | 'redial';

/** What stands between the agent and the PBX right now. */
export interface Means {
  /** The softphone is registered. */
  readonly online: boolean;
  /** Some page holds a microphone and can make audio. */
  readonly audio: boolean;
}

/** What can be done with a call at this moment: a key that cannot work is not offered, and a command not listed here is refused. */
export function permittedActions(call: Call, means: Means): readonly CallAction[] {
  const when = (condition: boolean, ...actions: readonly CallAction[]) => (condition ? actions : []);
  const { leg } = call;
  // On another phone, or before its INVITE is here: it is shown, and nothing is offered that cannot be done.
  if (leg === null) {
    if (call.phase !== 'ended') return when(call.phase === 'ringing' && !call.silenced, 'silence');
    return [...when(means.online && means.audio && call.party.number !== '', 'redial'), 'dismiss'];
  }
  switch (call.phase) {
    case 'ringing':
      if (leg.phase === 'answering') return ['decline'];
      // Without a connection it is answered as soon as that is back, if it is soon.
      return [...when(means.audio, 'answer'), ...when(!call.silenced, 'silence'), 'decline'];
    case 'dialling':
      return ['hangUp'];
    case 'active':
      return [...when(means.online, 'hold'), ...when(means.audio, leg.muted ? 'unmute' : 'mute', 'digits'), 'hangUp'];
    case 'held':
      return [...when(means.online && means.audio, 'resume'), 'hangUp'];
    case 'ended':
      return [...when(means.online && means.audio && call.party.number !== '', 'redial'), 'dismiss'];
    default:
      return assertNever(call, 'call');
  }
}
