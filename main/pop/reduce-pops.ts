import type { Person } from '../facts/pbx.ts';

/** A call as far as a pop needs it: one visit of it is one ring episode, whatever rings. */
export interface PopSight {
  readonly call: string;
  readonly visit: number;
  readonly state: 'ringing' | 'dialling' | 'talking' | 'over';
  readonly party: Person;
  /** Other cards that turned out to be this call. */
  readonly absorbed: readonly string[];
}

/** One decision, as a ledger line. */
export type PopEntry =
  | { readonly kind: 'popped' }
  | { readonly kind: 'not-popped'; readonly why: 'own-call' | 'already-talking' | 'already-over' }
  /** The far party changed: what hangs on the caller is looked up anew. */
  | { readonly kind: 're-keyed'; readonly from: Person; readonly to: Person }
  | { readonly kind: 'pop-closed'; readonly why: 'answered' | 'over' };

export interface PopLine {
  readonly call: string;
  readonly at: number;
  readonly entry: PopEntry;
}

/** What was decided about one ring episode. */
export interface Episode {
  readonly call: string;
  readonly visit: number;
  readonly popped: boolean;
  readonly open: boolean;
  readonly party: Person;
}

export interface PopState {
  /** By call and visit; bounded, oldest first. */
  readonly episodes: ReadonlyMap<string, Episode>;
  readonly lines: readonly PopLine[];
}

export const noPops: PopState = { episodes: new Map(), lines: [] };

const episodesKept = 200;
const linesKept = 1_000;

/**
 * One pop a ring episode: at its first sign, updated in place, gone when it is answered or over. My own call never pops.
 * The same call may come again (transferred away and back, queue retry, back from park) and pops again.
 */
export function reducePops(state: PopState, sights: readonly PopSight[], at: number): PopState {
  return sights.reduce((next, sight) => onSight(next, sight, at), state);
}

function onSight(before: PopState, sight: PopSight, at: number): PopState {
  const key = `${sight.call}#${sight.visit}`;
  const state = before.episodes.has(key) ? before : carryOver(before, key, sight);
  const known = state.episodes.get(key);
  if (known === undefined) return onFirst(state, key, sight, at);
  // What looked like a call of mine rings after all: its first sign came without saying who made it.
  if (!known.popped && sight.state === 'ringing') return onFirst(state, key, sight, at);
  // The PBX told of its end, and only then of the INVITE that rings here: the same ring, and it does ring.
  if (known.popped && !known.open && sight.state === 'ringing') {
    return write(state, key, { ...known, open: true, party: sight.party }, at, [{ kind: 'popped' }]);
  }
  const changed = isOther(known.party, sight.party);
  const closes = known.open && sight.state !== 'ringing';
  if (!changed && !closes) return state;
  const episode: Episode = { ...known, party: changed ? sight.party : known.party, open: known.open && !closes };
  const entries: PopEntry[] = [];
  if (changed) entries.push({ kind: 're-keyed', from: known.party, to: sight.party });
  if (closes) entries.push({ kind: 'pop-closed', why: sight.state === 'over' ? 'over' : 'answered' });
  return write(state, key, episode, at, entries);
}

/** A ring that goes on as part of another call, or turns out to be a further visit of its own, is still the same ring. */
function carryOver(state: PopState, key: string, { call, visit, absorbed }: PopSight): PopState {
  for (const [old, episode] of state.episodes) {
    if (!episode.open || (episode.call !== call && !absorbed.includes(episode.call))) continue;
    const episodes = new Map(state.episodes).set(key, { ...episode, call, visit });
    episodes.delete(old);
    const lines = state.lines.map((line) => (line.call === episode.call ? { ...line, call } : line));
    return { episodes, lines };
  }
  return state;
}

function onFirst(state: PopState, key: string, { call, visit, state: now, party }: PopSight, at: number): PopState {
  const popped = now === 'ringing';
  const episode: Episode = { call, visit, popped, open: popped, party };
  return write(state, key, episode, at, [popped ? { kind: 'popped' } : { kind: 'not-popped', why: whyNot(now) }]);
}

function whyNot(now: Exclude<PopSight['state'], 'ringing'>): Extract<PopEntry, { kind: 'not-popped' }>['why'] {
  if (now === 'dialling') return 'own-call';
  return now === 'over' ? 'already-over' : 'already-talking';
}

/** A name that is only learnt is no other party; nor is a number for one that had none. */
const isOther = (was: Person, is: Person): boolean =>
  is.number !== was.number
    ? was.number !== '' && is.number !== ''
    : is.name !== was.name && was.name !== '' && is.name !== '';

function write(state: PopState, key: string, episode: Episode, at: number, entries: readonly PopEntry[]): PopState {
  const episodes = new Map(state.episodes).set(key, episode);
  for (const old of [...episodes.keys()].slice(0, Math.max(0, episodes.size - episodesKept))) episodes.delete(old);
  const lines = [...state.lines, ...entries.map((entry) => ({ call: episode.call, at, entry }))];
  return { episodes, lines: lines.slice(-linesKept) };
}
