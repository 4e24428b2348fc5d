import type { Uniqueid } from '../../base/ids.ts';
import type { ChannelFact } from '../../facts/channel-facts.ts';
import type { PbxFact } from '../../facts/fact.ts';
import { channelsOf, inLobby } from './lobby.ts';
import type { Leg, PbxState } from './pbx-state.ts';
import { viewLeg } from './view-leg.ts';

/** Writes one fact into the legs that are kept; given here so that a leg can catch up with what was said of it before. */
export type Write = (state: PbxState, fact: PbxFact, only: Uniqueid | null) => PbxState;

/** Whether the channel is one of my phones. Without the Local filter its plumbing would be too. */
export function isMine(state: PbxState, fact: ChannelFact): boolean {
  if (fact.endpoint !== null) return state.mine.includes(fact.endpoint);
  if (state.rules.localFilter || fact.pair === null) return false;
  return state.mine.some((endpoint) => fact.pair?.startsWith(`Local/${endpoint.replace(/^.*\//, '')}@`) === true);
}

/** Whether a fact is about a channel that is kept, or makes one worth keeping. */
export function touches(state: PbxState, fact: PbxFact): boolean {
  for (const id of channelsOf(fact)) if (state.legs.has(id)) return true;
  if (fact.kind === 'channel') return isMine(state, fact) || (fact.pair !== null && state.pairs.has(fact.pair));
  return fact.kind === 'bridge-enter' && isMyBridge(state, fact.bridge);
}

function isMyBridge(state: PbxState, bridge: string): boolean {
  for (const leg of state.legs.values()) {
    if (leg.mine && (leg.ami?.bridge === bridge || leg.ari?.bridge === bridge)) return true;
  }
  return false;
}

/** Keeps every channel the fact links to one that is kept. */
export function trackAll(state: PbxState, fact: PbxFact, write: Write): PbxState {
  if (fact.kind === 'channel' || fact.kind === 'bridge-enter') return track(state, fact.channel, fact.at, write);
  const links = linking.has(fact.kind) ? channelsOf(fact) : [];
  return links.reduce((next, id) => track(next, id, fact.at, write), state);
}

/** Facts that make two channels one another's business. */
const linking: ReadonlySet<PbxFact['kind']> = new Set(['dial-begin', 'dial-end', 'queue-offer', 'pickup', 'parked']);

/** From now on this channel is kept; what the lobby holds of it is caught up with. */
export function track(state: PbxState, id: Uniqueid, at: number, write: Write): PbxState {
  if (state.legs.has(id) || (state.rules.tombstones && state.tombstones.has(id))) return state;
  const leg: Leg = { id, mine: false, ami: null, ari: null, firstAt: at };
  const kept: PbxState = { ...state, legs: new Map(state.legs).set(id, leg) };
  return inLobby(state.lobby, id).reduce((next, fact) => write(trackAll(next, fact, write), fact, id), kept);
}

/** The other half of a Local channel belongs to the same call. */
export function trackPair(state: PbxState, pair: string, at: number, write: Write): PbxState {
  if (state.pairs.has(pair)) return state;
  const known: PbxState = { ...state, pairs: new Set([...state.pairs, pair]) };
  return inLobby(state.lobby, pair).reduce(
    (next, fact) => (fact.kind === 'channel' && fact.pair === pair ? track(next, fact.channel, at, write) : next),
    known,
  );
}

/** Who is in a bridge that my leg has just entered, as far as the lobby saw them come. */
export function trackBridge(state: PbxState, bridge: string, at: number, write: Write): PbxState {
  const inside = new Set<Uniqueid>();
  for (const fact of inLobby(state.lobby, bridge)) {
    if (fact.kind === 'bridge-enter') inside.add(fact.channel);
    if (fact.kind === 'bridge-leave') inside.delete(fact.channel);
  }
  return [...inside].reduce((next, id) => track(next, id, at, write), state);
}

/** How long a channel that is over is kept for stragglers, ms. */
const goneStays = 60_000;
const tombstonesKept = 2_000;

/** Forgets what no longer touches me: channels long over, and others' channels without a link to a living leg of mine. */
export function forget(state: PbxState, at: number): PbxState {
  if (state.legs.size === 0) return state;
  const kept = new Set<Uniqueid>();
  const queue: Uniqueid[] = [];
  const links = linksOf(state);
  const reach = (leg: Leg) => {
    if (kept.has(leg.id) || isLongGone(leg, state, at)) return;
    kept.add(leg.id);
    queue.push(leg.id);
  };
  for (const leg of state.legs.values()) if (leg.mine) reach(leg);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const other of links.get(id) ?? []) {
      const leg = state.legs.get(other);
      if (leg !== undefined) reach(leg);
    }
  }
  return kept.size === state.legs.size ? state : keepOnly(state, kept);
}

function isLongGone(leg: Leg, state: PbxState, at: number): boolean {
  const view = viewLeg(leg, state);
  const last = Math.max(leg.ami?.at ?? 0, leg.ari?.at ?? 0, leg.firstAt);
  return !view.alive && at - last > goneStays;
}

function linksOf(state: PbxState): ReadonlyMap<Uniqueid, readonly Uniqueid[]> {
  const links = new Map<Uniqueid, Uniqueid[]>();
  const link = (one: Uniqueid, two: Uniqueid) => {
    links.set(one, [...(links.get(one) ?? []), two]);
    links.set(two, [...(links.get(two) ?? []), one]);
  };
  for (const edge of state.edges.values()) if (edge.caller !== null) link(edge.caller, edge.dest);
  const places = new Map<string, Uniqueid>();
  for (const leg of state.legs.values()) {
    for (const register of [leg.ami, leg.ari]) {
      for (const place of [register?.pair ?? null, register?.bridge ?? null]) {
        if (place === null) continue;
        const first = places.get(place);
        if (first === undefined) places.set(place, leg.id);
        else link(first, leg.id);
      }
    }
  }
  return links;
}

/** Of these channels nothing more is of interest: what may still be told of them changes nothing. */
export function bury(state: PbxState, ids: ReadonlySet<Uniqueid>): PbxState {
  const kept = new Set([...state.legs.keys()].filter((id) => !ids.has(id)));
  return kept.size === state.legs.size ? state : keepOnly(state, kept);
}

function keepOnly(state: PbxState, kept: ReadonlySet<Uniqueid>): PbxState {
  const legs = new Map([...state.legs].filter(([id]) => kept.has(id)));
  const over = [...state.legs.values()].filter((leg) => leg.mine && !kept.has(leg.id)).map((leg) => leg.id);
  const pairs = new Set([...legs.values()].flatMap((leg) => leg.ami?.pair ?? leg.ari?.pair ?? []));
  return {
    ...state,
    legs,
    pairs,
    edges: new Map([...state.edges].filter(([, edge]) => kept.has(edge.dest))),
    notes: state.notes.filter((note) => channelsOf(note).some((id) => kept.has(id))),
    asks: new Map([...state.asks].filter(([, question]) => kept.has(question.channel))),
    tombstones: new Set([...state.tombstones, ...over].slice(-tombstonesKept)),
  };
}
