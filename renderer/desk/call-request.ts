import type { Bridge, Reply } from '../../preload/contract/bridge.ts';
import type { Outcome } from '../../preload/contract/requests.ts';
import type { CallAction, CallView } from '../../preload/contract/views.ts';

/** Asks main for an action on a call. `digits` opens a mode of the desk instead, so it is not asked here. */
export function requestCallAction(
  bridge: Bridge,
  call: CallView,
  action: Exclude<CallAction, 'digits'>,
): Promise<Reply<Outcome>> | null {
  switch (action) {
    case 'answer':
    case 'silence':
    case 'decline':
    case 'hold':
    case 'resume':
    case 'hangUp':
    case 'dismiss':
      return bridge.request[action]({ call: call.id });
    case 'mute':
    case 'unmute':
      return bridge.request.mute({ call: call.id, muted: action === 'mute' });
    case 'redial': {
      const target = call.party.number?.raw.slice(0, 100) ?? '';
      return target === '' ? null : bridge.request.dial({ target });
    }
  }
}
