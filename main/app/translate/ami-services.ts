import type { PbxFact } from '../../facts/fact.ts';
import type { ParkedFact } from '../../facts/parking-facts.ts';
import { type AmiEventHeaders, type AmiTimes, channelOf, idOf, personOf } from './ami-channel.ts';

const numberOf = (text: string | undefined): number | null => {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
};

/** Queue events that name a caller. Those of members' states are not about a call. */
export function queueFacts(message: AmiEventHeaders, times: AmiTimes): readonly PbxFact[] {
  const [queue, caller] = [message.get('Queue'), idOf(message)];
  if (queue === undefined || caller === null) return [];
  const member = idOf(message, 'Dest');
  switch (message.name) {
    case 'QueueCallerJoin':
    case 'QueueEntry': {
      const waited = message.name === 'QueueEntry' ? Number(message.get('Wait') ?? 0) : 0;
      if (!Number.isFinite(waited)) return [];
      const joinedAt = times.at - waited * 1000;
      return [{ kind: 'queue-join', ...times, queue, caller, joinedAt, position: numberOf(message.get('Position')) }];
    }
    case 'QueueCallerLeave':
    case 'QueueCallerAbandon':
      return [{ kind: 'queue-leave', ...times, queue, caller, abandoned: message.name === 'QueueCallerAbandon' }];
    case 'AgentCalled':
      if (member === null) return [];
      return [
        { kind: 'queue-offer', ...times, queue, caller, member },
        ...[channelOf(message, times), channelOf(message, times, 'Dest')].filter((fact) => fact !== null),
      ];
    case 'AgentRingNoAnswer':
      return member === null ? [] : [{ kind: 'queue-no-answer', ...times, queue, caller, member }];
    case 'AgentConnect': {
      const waitedSeconds = numberOf(message.get('HoldTime')) ?? 0;
      return member === null ? [] : [{ kind: 'queue-connect', ...times, queue, caller, member, waitedSeconds }];
    }
    default:
      return [];
  }
}

const fates: Readonly<Record<string, ParkedFact['what']>> = {
  ParkedCall: 'parked',
  UnParkedCall: 'retrieved',
  ParkedCallTimeOut: 'timed-out',
  ParkedCallGiveUp: 'gave-up',
};

/** Parking has a subscription of its own (parking_manager.c): nothing but the parking itself is read from it. */
export function parkedFacts(message: AmiEventHeaders, times: AmiTimes): readonly PbxFact[] {
  const [parkee, what] = [idOf(message, 'Parkee'), fates[message.name]];
  if (parkee === null || what === undefined) return [];
  return [
    {
      kind: 'parked',
      ...times,
      what,
      lot: message.get('Parkinglot') ?? '',
      slot: message.get('ParkingSpace') ?? null,
      parkee,
      party: personOf(message, 'ParkeeCallerID'),
      retriever: idOf(message, 'Retriever'),
      by: message.get('ParkerDialString') || null,
      timeoutSeconds: numberOf(message.get('ParkingTimeout')),
    },
  ];
}
