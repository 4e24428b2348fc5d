import type { Bridge, Reply } from '../../preload/contract/bridge.ts';
import type { RequestOutput } from '../../preload/contract/requests.ts';
import type { CallAction, CallView } from '../../preload/contract/views.ts';

/** Asks main for an action on a call. Those that open a layer of the desk instead are not asked here. */
export function requestCallAction(
  bridge: Bridge,
  call: CallView,
  action: Exclude<CallAction, 'digits' | 'transfer' | 'invite' | 'note' | 'mark'>,
): Promise<Reply<RequestOutput<'park'>>> | null {
  switch (action) {
    case 'answer':
    case 'silence':
    case 'decline':
    case 'hold':
    case 'resume':
    case 'hangUp':
    case 'dismiss':
    case 'complete':
    case 'swap':
    case 'cancelConsult':
    case 'conference':
    case 'mix':
    case 'backToQueue':
    case 'bringHere':
    case 'moveToPhone':
    case 'takeBack':
    case 'record':
    case 'pauseRecording':
    case 'resumeRecording':
    case 'stopRecording':
    case 'park':
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
