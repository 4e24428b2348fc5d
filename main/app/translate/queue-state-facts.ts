import type { MemberTold, NumbersTold, QueueFact, WaitingTold } from '../../queues/queue-facts.ts';
import { type AmiEventHeaders, idOf, personOf } from './ami-channel.ts';

/** The events `queueStateFact` reads. */
export const queueEventsRead = [
  ...['QueueMemberAdded', 'QueueMemberRemoved', 'QueueMemberPause', 'QueueMemberStatus', 'QueueMemberPenalty'],
  ...['QueueCallerJoin', 'QueueCallerLeave', 'QueueCallerAbandon', 'AgentComplete', 'Hangup'],
] as const;

const numberIn = (message: AmiEventHeaders, header: string): number | null => {
  const value = Number(message.get(header) ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
};

/** Seconds since 1970, where 0 means never. */
const timeIn = (message: AmiEventHeaders, header: string): number | null => {
  const seconds = numberIn(message, header) ?? 0;
  return seconds === 0 ? null : seconds * 1000;
};

/** What an AMI event says of queues, their members and who waits in them; null when it says nothing. */
export function queueStateFact(message: AmiEventHeaders, at: number): QueueFact | null {
  const caller = idOf(message);
  if (message.name === 'Hangup') return caller === null ? null : { kind: 'caller-gone', at, caller };
  const queue = message.get('Queue');
  if (queue === undefined) return null;
  switch (message.name) {
    case 'QueueMemberAdded':
    case 'QueueMemberPause':
    case 'QueueMemberStatus':
    case 'QueueMemberPenalty': {
      const member = memberTold(message, queue);
      return member === null ? null : { kind: 'member', at, member };
    }
    case 'QueueMemberRemoved': {
      const member = message.get('Interface');
      return member === undefined ? null : { kind: 'member-gone', at, queue, interface: member };
    }
    case 'QueueCallerJoin': {
      const told = waitingTold(message, queue, at);
      return told === null ? null : { kind: 'caller-joined', at, count: numberIn(message, 'Count'), ...told };
    }
    case 'QueueCallerLeave':
      if (caller === null) return null;
      return { kind: 'caller-left', at, queue, caller, count: numberIn(message, 'Count') };
    // Whoever gives up leaves as well, by an event of its own.
    case 'QueueCallerAbandon':
    case 'AgentComplete':
      return { kind: 'counted', at, queue, member: message.get('Interface') ?? null };
    default:
      return null;
  }
}

/** The items of a QueueStatus list. `only`: the queue that was asked for. */
export function queuesListed(
  items: readonly AmiEventHeaders[],
  { at, since, only }: { readonly at: number; readonly since: number; readonly only: string | null },
): QueueFact {
  const of = <Told>(name: string, read: (item: AmiEventHeaders, queue: string) => Told | null): readonly Told[] =>
    items.flatMap((item) => {
      const queue = item.get('Queue');
      const told = item.name === name && queue !== undefined ? read(item, queue) : null;
      return told === null ? [] : [told];
    });
  return {
    ...{ kind: 'queues', at, since, only },
    numbers: of('QueueParams', numbersTold),
    members: of('QueueMember', memberTold),
    waiting: of('QueueEntry', (item, queue) => waitingTold(item, queue, at)),
  };
}

function numbersTold(item: AmiEventHeaders, queue: string): NumbersTold {
  return {
    ...{ queue, strategy: item.get('Strategy') ?? '' },
    ...{ completed: numberIn(item, 'Completed') ?? 0, abandoned: numberIn(item, 'Abandoned') ?? 0 },
    servedWithinSeconds: numberIn(item, 'ServiceLevel') ?? 0,
    servedWell: numberIn(item, 'ServicelevelPerf') ?? 0,
  };
}

/** In a list the member's name is `Name` and the interface `Location`. */
function memberTold(message: AmiEventHeaders, queue: string): MemberTold | null {
  const member = message.get('Interface') ?? message.get('Location');
  if (member === undefined) return null;
  const name = message.get('MemberName') ?? message.get('Name') ?? '';
  return {
    queue,
    interface: member,
    device: message.get('StateInterface') || member,
    // A member added without a name is called by its interface.
    name: name === '' || name === member ? null : name,
    dynamic: message.get('Membership') === 'dynamic',
    penalty: numberIn(message, 'Penalty') ?? 0,
    status: numberIn(message, 'Status') ?? 0,
    paused: message.get('Paused') === '1',
    pausedReason: message.get('PausedReason') || null,
    pausedAt: timeIn(message, 'LastPause'),
    lastCallAt: timeIn(message, 'LastCall'),
    callsTaken: numberIn(message, 'CallsTaken') ?? 0,
    wrapUpSeconds: numberIn(message, 'Wrapuptime') ?? 0,
  };
}

function waitingTold(message: AmiEventHeaders, queue: string, at: number): WaitingTold | null {
  const [caller, position] = [idOf(message), numberIn(message, 'Position')];
  if (caller === null || position === null) return null;
  const party = personOf(message, 'CallerID');
  const waited = numberIn(message, 'Wait') ?? 0;
  return { queue, caller, party, position, joinedAt: at - waited * 1000 };
}
