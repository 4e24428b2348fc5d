import { assertNever } from '../../base/assert-never.ts';
import type { Uniqueid } from '../../base/ids.ts';
import type { PbxFact } from '../../facts/fact.ts';

/**
 * What was heard lately of channels that are none of ours, in case one turns out to be. Bounded; adding costs the same
 * however many channels the PBX carries.
 */
export interface Lobby {
  readonly full: readonly (readonly PbxFact[])[];
  readonly open: readonly PbxFact[];
}

const chunkSize = 64;
const chunksKept = 64;

export const emptyLobby: Lobby = { full: [], open: [] };

export function addToLobby(lobby: Lobby, fact: PbxFact): Lobby {
  if (lobby.open.length < chunkSize) return { full: lobby.full, open: [...lobby.open, fact] };
  return { full: [...lobby.full.slice(1 - chunksKept), lobby.open], open: [fact] };
}

/** In the order they came. Looks through all of it: only for a channel that has just become ours. */
export function inLobby(lobby: Lobby, wanted: (fact: PbxFact) => boolean): readonly PbxFact[] {
  return [...lobby.full, lobby.open].flatMap((chunk) => chunk.filter(wanted));
}

/** Every channel a fact is about. */
export function channelsOf(fact: PbxFact): readonly Uniqueid[] {
  switch (fact.kind) {
    case 'dial-begin':
    case 'dial-end':
      return fact.caller === null ? [fact.dest] : [fact.caller, fact.dest];
    case 'transfer':
      return [...fact.legs, fact.transferee, fact.target].filter((id) => id !== null);
    case 'pickup':
      return [fact.picker, fact.target];
    case 'queue-join':
    case 'queue-leave':
      return [fact.caller];
    case 'queue-offer':
    case 'queue-no-answer':
    case 'queue-connect':
      return [fact.caller, fact.member];
    case 'parked':
      return fact.retriever === null ? [fact.parkee] : [fact.parkee, fact.retriever];
    case 'channel':
    case 'channel-gone':
    case 'hangup-request':
    case 'bridge-enter':
    case 'bridge-leave':
    case 'hold':
    case 'values':
    case 'recording':
    case 'conference':
      return [fact.channel];
    default:
      return assertNever(fact, 'fact of the PBX');
  }
}
