import { assertNever } from '../../base/assert-never.ts';
import type { Uniqueid } from '../../base/ids.ts';
import type { PbxFact } from '../../facts/fact.ts';

interface Chunk {
  readonly facts: readonly PbxFact[];
  /** Channels, Local pairs and bridges that are named in it. */
  readonly names: ReadonlySet<string>;
}

/**
 * What was heard lately of channels that are none of ours, in case one turns out to be. Bounded; adding costs the same
 * however many channels the PBX carries, and looking hardly more than passing over what names nothing looked for.
 */
export interface Lobby {
  readonly full: readonly Chunk[];
  readonly open: readonly PbxFact[];
}

const chunkSize = 64;
const chunksKept = 64;

export const emptyLobby: Lobby = { full: [], open: [] };

export function addToLobby(lobby: Lobby, fact: PbxFact): Lobby {
  if (lobby.open.length < chunkSize) return { full: lobby.full, open: [...lobby.open, fact] };
  const chunk: Chunk = { facts: lobby.open, names: new Set(lobby.open.flatMap(namesIn)) };
  return { full: [...lobby.full.slice(1 - chunksKept), chunk], open: [fact] };
}

/** Facts that name this channel, pair or bridge, in the order they came. */
export function inLobby(lobby: Lobby, name: string): readonly PbxFact[] {
  const chunks = lobby.full.filter((chunk) => chunk.names.has(name)).map((chunk) => chunk.facts);
  return [...chunks, lobby.open].flatMap((facts) => facts.filter((fact) => namesIn(fact).includes(name)));
}

function namesIn(fact: PbxFact): readonly string[] {
  const channels: readonly string[] = channelsOf(fact);
  if (fact.kind === 'channel' && fact.pair !== null) return [...channels, fact.pair];
  return fact.kind === 'bridge-enter' || fact.kind === 'bridge-leave' ? [...channels, fact.bridge] : channels;
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
