import type { Uniqueid } from '../../base/ids.ts';
import type { CallFact } from '../../facts/fact.ts';
import { endpointOf } from './endpoint-of.ts';

/** An AMI event as far as translation needs it. */
export interface AmiEventHeaders {
  /** As in `Event: AgentCalled`. */
  readonly name: string;
  /** First value of a header, in any case; undefined when there is none. */
  get(name: string): string | undefined;
}

/** The events `amiFact` reads; a client may drop all others unread. */
export const amiEventsRead = ['AgentCalled', 'QueueCallerJoin', 'QueueEntry', 'Hangup', 'MessageWaiting'] as const;

/** What an AMI event says about calls of `endpoint` (`PJSIP/1001`); null when it says nothing. */
export function amiFact(message: AmiEventHeaders, endpoint: string, at: number): CallFact | null {
  switch (message.name) {
    case 'QueueCallerJoin':
      return queueCaller(message, at, at);
    case 'QueueEntry':
      return queueCaller(message, at, at - 1000 * Number(message.get('Wait') ?? 0));
    case 'AgentCalled': {
      const [queue, caller, member] = [message.get('Queue'), message.get('Uniqueid'), message.get('DestUniqueid')];
      if (queue === undefined || caller === undefined || member === undefined) return null;
      if (endpointOf(message.get('DestChannel') ?? '') !== endpoint) return null;
      return { kind: 'queue-offer', at, queue, caller: caller as Uniqueid, member: member as Uniqueid };
    }
    case 'Hangup': {
      const channel = message.get('Uniqueid');
      return channel === undefined ? null : { kind: 'channel-gone', at, channel: channel as Uniqueid };
    }
    default:
      return null;
  }
}

function queueCaller(message: AmiEventHeaders, at: number, joinedAt: number): CallFact | null {
  const [queue, caller] = [message.get('Queue'), message.get('Uniqueid')];
  if (queue === undefined || caller === undefined || !Number.isFinite(joinedAt)) return null;
  return { kind: 'queue-caller', at, queue, caller: caller as Uniqueid, joinedAt };
}
