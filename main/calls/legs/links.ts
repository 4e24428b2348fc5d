import type { Uniqueid } from '../../base/ids.ts';
import type { Edge, PbxState } from './pbx-state.ts';
import { type LegView, viewLeg } from './view-leg.ts';

/** Who belongs to whom, read from the legs that are kept. Nothing here goes by caller ID. */

export const viewOf = (state: PbxState, id: Uniqueid): LegView | null => {
  const leg = state.legs.get(id);
  return leg === undefined ? null : viewLeg(leg, state);
};

const isMine = (state: PbxState, id: Uniqueid): boolean => state.legs.get(id)?.mine ?? false;

export const edgesTo = (state: PbxState, dest: Uniqueid): readonly Edge[] =>
  [...state.edges.values()].filter((edge) => edge.dest === dest);

export const edgesFrom = (state: PbxState, caller: Uniqueid): readonly Edge[] =>
  [...state.edges.values()].filter((edge) => edge.caller === caller);

/** The other half of a Local channel. */
export function otherHalf(state: PbxState, id: Uniqueid): Uniqueid | null {
  const pair = viewOf(state, id)?.pair ?? null;
  if (pair === null) return null;
  for (const leg of state.legs.values()) {
    if (leg.id !== id && (leg.ami?.pair === pair || leg.ari?.pair === pair)) return leg.id;
  }
  return null;
}

/** Everybody a leg is rung for: who dials it, whom that one is rung for through Local halves, up to where the call began. */
export function callersOf(state: PbxState, id: Uniqueid): readonly Uniqueid[] {
  const found: Uniqueid[] = [];
  const add = (other: Uniqueid | null) => {
    if (other !== null && other !== id && !isMine(state, other) && !found.includes(other)) found.push(other);
  };
  for (const edge of edgesTo(state, id)) add(edge.caller);
  // Grows while it is walked.
  for (const caller of found) {
    add(otherHalf(state, caller));
    if (viewOf(state, caller)?.pair !== null) for (const edge of edgesTo(state, caller)) add(edge.caller);
  }
  return found;
}

/** Where the call that rings this leg began; null: nobody is known to ring it. */
export function rootOf(state: PbxState, id: Uniqueid): Uniqueid | null {
  const callers = callersOf(state, id);
  return callers.find((caller) => viewOf(state, caller)?.pair === null) ?? callers[0] ?? null;
}

/** Who is in the same bridge now. */
export function peersOf(state: PbxState, id: Uniqueid): readonly Uniqueid[] {
  const bridge = viewOf(state, id)?.bridge ?? null;
  if (bridge === null) return [];
  return [...state.legs.values()]
    .filter((leg) => leg.id !== id && !leg.mine && viewLeg(leg, state).bridge === bridge)
    .map((leg) => leg.id);
}

/** While calls are handed over, channels meet in a bridge in passing: only those that stay, ms, belong together. */
const togetherAfter = 1_000;

/** Who has been in the same bridge for a while. */
export function companionsOf(state: PbxState, id: Uniqueid, at: number): readonly Uniqueid[] {
  const stays = (leg: Uniqueid): boolean => at - (viewOf(state, leg)?.bridgedAt ?? at) >= togetherAfter;
  return stays(id) ? peersOf(state, id).filter(stays) : [];
}

/** Every channel that makes this leg's call what it is: callers, whom it dials, who is bridged with it, their other halves. */
export function circleOf(state: PbxState, id: Uniqueid, at: number): readonly Uniqueid[] {
  const dialled = edgesFrom(state, id).map((edge) => edge.dest);
  const near = [...callersOf(state, id), ...dialled, ...companionsOf(state, id, at)];
  const halves = near.map((other) => otherHalf(state, other)).filter((other) => other !== null);
  return [...new Set([...near, ...halves])].filter((other) => !isMine(state, other));
}

/** Phones that ring for the same caller and are not mine. */
export function alsoRinging(state: PbxState, id: Uniqueid): readonly LegView[] {
  const found = new Map<Uniqueid, LegView>();
  const seen = new Set<Uniqueid>([id]);
  const walk = (caller: Uniqueid): void => {
    for (const { dest, begun, status } of edgesFrom(state, caller)) {
      if (seen.has(dest)) continue;
      seen.add(dest);
      const view = viewOf(state, dest);
      const half = view?.pair === null ? null : otherHalf(state, dest);
      if (half !== null) walk(half);
      const rings = begun && status === null && view !== null && view.alive && view.rank < 2;
      if (rings && !isMine(state, dest) && (view.pair === null || !state.rules.localFilter)) found.set(dest, view);
    }
  };
  for (const caller of callersOf(state, id)) walk(caller);
  return [...found.values()];
}
