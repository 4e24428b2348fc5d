import { queueStatus } from '../actions.ts';
import type { AmiMessage } from '../codec/message.ts';
import { type AmiAsk, type AmiListAsk, order } from './ask.ts';
import { action, isYes, knownIn, numberIn, textIn } from './fields.ts';

/** What a QueueStatus holds: queues, who works in them, who waits in them. */
export type QueueItem =
  | {
      readonly kind: 'queue';
      readonly queue: string;
      readonly strategy: string;
      readonly calls: number;
      readonly completed: number;
      readonly abandoned: number;
      readonly serviceLevel: number;
    }
  | QueueMember
  | {
      readonly kind: 'entry';
      readonly queue: string;
      readonly position: number;
      readonly uniqueid: string;
      readonly channel: string;
      readonly number: string | null;
      readonly name: string | null;
      /** Seconds. */
      readonly wait: number;
    };

export interface QueueMember {
  readonly kind: 'member';
  readonly queue: string;
  /** What QueuePause and QueueRemove want, to the letter. */
  readonly interface: string;
  readonly name: string;
  readonly membership: string;
  readonly penalty: number;
  /** A device state: 1 not in use, 2 in use, 6 ringing, 8 on hold … (devicestate.h) */
  readonly status: number;
  readonly paused: boolean;
  readonly pausedReason: string | null;
  readonly inCall: boolean;
}

const count = (item: AmiMessage, header: string): number => numberIn(item, header) ?? 0;

/** Queues with their members and callers, as they are now. A realtime queue shows only when it is named. */
export const askQueues = (filter: Parameters<typeof queueStatus>[0] = {}): AmiListAsk<QueueItem> => ({
  action: queueStatus(filter),
  read: readQueueItem,
});

function readQueueItem(item: AmiMessage): QueueItem | null {
  const queue = item.get('Queue');
  if (queue === undefined) return null;
  switch (item.name) {
    case 'QueueParams':
      return {
        ...({ kind: 'queue', queue, strategy: textIn(item, 'Strategy') } as const),
        ...{ calls: count(item, 'Calls'), completed: count(item, 'Completed') },
        ...{ abandoned: count(item, 'Abandoned'), serviceLevel: count(item, 'ServiceLevel') },
      };
    case 'QueueMember':
      return {
        ...({ kind: 'member', queue, interface: textIn(item, 'Location'), name: textIn(item, 'Name') } as const),
        ...{ membership: textIn(item, 'Membership'), penalty: count(item, 'Penalty'), status: count(item, 'Status') },
        ...{ paused: isYes(item, 'Paused'), pausedReason: knownIn(item, 'PausedReason') },
        inCall: isYes(item, 'InCall'),
      };
    case 'QueueEntry':
      return {
        ...({ kind: 'entry', queue, position: count(item, 'Position'), uniqueid: textIn(item, 'Uniqueid') } as const),
        ...{ channel: textIn(item, 'Channel'), number: knownIn(item, 'CallerIDNum') },
        ...{ name: knownIn(item, 'CallerIDName'), wait: count(item, 'Wait') },
      };
    default:
      return null;
  }
}

export interface QueueSummary {
  readonly queue: string;
  readonly loggedIn: number;
  readonly available: number;
  readonly callers: number;
  /** Seconds. */
  readonly holdTime: number;
  readonly longestHoldTime: number;
}

export const askQueueSummary = (queue?: string): AmiListAsk<QueueSummary> => ({
  action: action('QueueSummary', { Queue: queue }),
  read: (item) => {
    const name = item.name === 'QueueSummary' ? item.get('Queue') : undefined;
    if (name === undefined) return null;
    return {
      ...{ queue: name, loggedIn: count(item, 'LoggedIn'), available: count(item, 'Available') },
      ...{ callers: count(item, 'Callers'), holdTime: count(item, 'HoldTime') },
      longestHoldTime: count(item, 'LongestHoldTime'),
    };
  },
});

export interface Membership {
  readonly queue: string;
  readonly interface: string;
  readonly memberName?: string;
  readonly penalty?: number;
  readonly paused?: boolean;
  readonly stateInterface?: string;
}

/** An existing member is an error. */
export const addToQueue = (member: Membership): AmiAsk<void> =>
  order(
    action('QueueAdd', {
      ...{ Queue: member.queue, Interface: member.interface, MemberName: member.memberName },
      ...{ Penalty: member.penalty, Paused: member.paused, StateInterface: member.stateInterface },
    }),
  );

/** A static member is an error. */
export const removeFromQueue = (queue: string, member: string): AmiAsk<void> =>
  order(action('QueueRemove', { Queue: queue, Interface: member }));

/** In one queue, or in all of them. */
export const pauseInQueue = (
  member: string,
  paused: boolean,
  more: { readonly queue?: string; readonly reason?: string } = {},
): AmiAsk<void> =>
  order(action('QueuePause', { Interface: member, Paused: paused, Queue: more.queue, Reason: more.reason }));
