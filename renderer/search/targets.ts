import type { Place } from '../../preload/contract/places.ts';
import { fold } from './fold.ts';
import { match, type Query, queryOf, rankOf, type Searched, wordStarts } from './match.ts';
import type { Target } from './target.ts';

/** Who fits a text, by their place in the order, and how well. */
interface Fitting {
  readonly positions: Uint32Array;
  readonly ranks: Uint8Array;
}

interface Entry {
  readonly searched: Searched;
  place: Place;
  /** In the order by name; null: there is none yet. */
  position: number | null;
}

/** What decides between two that fit as well, of each entry by its place in the order by name: the lower the sooner. */
interface Weights {
  readonly asked: Float64Array;
  /** Where nothing was typed. */
  readonly unasked: Float64Array;
}

/** Texts of which it is kept who fits: those of a few searches. */
const textsKept = 64;
/** More than any PBX has; keeps a sort key below 2^53. */
const mostEntries = 1_000_000;
/** More than any weight. */
const perRank = 100_000;

/** Free before busy: who would most likely answer comes first. */
const byPresence = { free: 0, unknown: 1, away: 2, ringing: 3, busy: 4, offline: 5 } as const;
const byKind = { colleague: 0, queue: 1, contact: 2, recent: 3, conference: 4, parking: 5, number: 6 } as const;
/** Recent numbers that are listed though nothing was typed. */
const recentUnasked = 5;

const noWeights: Weights = { asked: new Float64Array(), unasked: new Float64Array() };

/** Searches thousands of places between a key and the next frame: names are folded once, not at each key. */
export class Targets {
  readonly #entries = new Map<string, Entry>();
  #ordered: readonly Entry[] | null = null;
  #weights: Weights = noWeights;
  /** By what was typed, the last ones last: names seldom change, and people go a letter forth and a letter back. */
  readonly #fitted = new Map<string, Fitting>();
  #all: Fitting | null = null;

  /** Puts a place in, or renews what is known of it. */
  put(place: Place): void {
    const known = this.#entries.get(place.dials);
    if (known !== undefined && isSearchedAlike(known.place, place)) {
      known.place = place;
      this.#weigh(known);
      return;
    }
    this.#entries.set(place.dials, entryOf(place));
    this.#ordered = null;
  }

  remove(dials: string): void {
    if (this.#entries.delete(dials)) this.#ordered = null;
  }

  /** Sorts them ahead of the next search, where something has changed. */
  settle(): void {
    this.#inOrder();
  }

  clear(): void {
    this.#entries.clear();
    this.#ordered = null;
  }

  /**
   * The best `most` for what was typed, among `others` too, which are looked at for this once; nothing typed: who is used
   * most, then the first of the recent.
   */
  find(text: string, most: number, others: readonly Place[] = []): readonly Target[] {
    const folded = fold(text.trim().replace(/\s+/g, ' '));
    const query = folded === '' ? null : queryOf(folded);
    const ordered = this.#inOrder();
    const { positions, ranks } = query === null ? this.#everybody() : this.#fitting(query);
    const beside = listed(others, folded).map(entryOf);
    const keys = new Float64Array(positions.length + beside.length);
    const weights = query === null ? this.#weights.unasked : this.#weights.asked;
    // Numbers only: thousands of places are looked at one by one in milliseconds, in microseconds are numbers.
    for (let at = 0; at < positions.length; at += 1) {
      const position = positions[at] ?? 0;
      keys[at] = ((ranks[at] ?? 0) * perRank + (weights[position] ?? 0)) * mostEntries + position;
    }
    let count = positions.length;
    beside.forEach(({ place, searched }, at) => {
      const rank = query === null ? 0 : rankOf(query, searched);
      if (rank === null) return;
      keys[count++] = (rank * perRank + weightOf(place, query === null)) * mostEntries + ordered.length + at;
    });
    // Numbers sort natively, ten times as fast as anything that calls back.
    return Array.from(keys.subarray(0, count).sort().subarray(0, most), (key) => {
      const position = key % mostEntries;
      const entry = ordered[position] ?? beside[position - ordered.length];
      if (entry === undefined) return [];
      return [{ ...entry.place, matched: query === null ? [] : (match(query, entry.searched)?.ranges ?? []) }];
    }).flat();
  }

  /** Who fits, and how well: looked for among those who fitted what was typed before the last letter. */
  #fitting(query: Query): Fitting {
    const { text } = query;
    const known = this.#fitted.get(text);
    if (known !== undefined) return known;
    const { positions: among } = this.#fitted.get(text.slice(0, -1)) ?? this.#everybody();
    const ordered = this.#inOrder();
    const positions = new Uint32Array(among.length);
    const ranks = new Uint8Array(among.length);
    let count = 0;
    for (const position of among) {
      const entry = ordered[position];
      const rank = entry === undefined ? null : rankOf(query, entry.searched);
      if (rank === null) continue;
      positions[count] = position;
      ranks[count++] = rank;
    }
    const found = { positions: positions.slice(0, count), ranks: ranks.slice(0, count) };
    this.#fitted.set(text, found);
    for (const old of [...this.#fitted.keys()].slice(0, -textsKept)) this.#fitted.delete(old);
    return found;
  }

  #everybody(): Fitting {
    const { length } = this.#inOrder();
    this.#all ??= { positions: Uint32Array.from({ length }, (_, position) => position), ranks: new Uint8Array(length) };
    return this.#all;
  }

  /** By name, so that the place in this list settles what nothing else does. */
  #inOrder(): readonly Entry[] {
    if (this.#ordered !== null) return this.#ordered;
    this.#fitted.clear();
    this.#all = null;
    this.#ordered = [...this.#entries.values()].toSorted(compare).slice(0, mostEntries);
    const { length } = this.#ordered;
    this.#weights = { asked: new Float64Array(length), unasked: new Float64Array(length) };
    for (const [position, entry] of this.#ordered.entries()) {
      entry.position = position;
      this.#weigh(entry);
    }
    return this.#ordered;
  }

  #weigh({ place, position }: Entry): void {
    if (position === null) return;
    this.#weights.asked[position] = weightOf(place, false);
    this.#weights.unasked[position] = weightOf(place, true);
  }
}

/** One number to sort by, behind the match: kind, then presence, then use (without a query use comes first). */
function weightOf({ kind, presence, used = 0 }: Place, isUnasked: boolean): number {
  const seldom = 999 - Math.min(999, used);
  const usable = byPresence[presence];
  const order = isUnasked ? seldom * 10 + usable : usable * 1000 + seldom;
  const isNear = kind === 'recent' || seldom < 999;
  const group = isUnasked ? (isNear ? 0 : 1 + byKind[kind]) : byKind[kind];
  return group * 10_000 + order;
}

/** Nothing typed: a contact is nobody in particular, and of the recent ones the last. */
const listed = (others: readonly Place[], query: string): readonly Place[] =>
  query === '' ? others.filter(({ kind }) => kind === 'recent').slice(0, recentUnasked) : others;

const isSearchedAlike = (a: Place, b: Place): boolean =>
  a.name === b.name && a.team === b.team && a.company === b.company;

function entryOf(place: Place): Entry {
  const { dials, team = null, company = null } = place;
  const name = fold(place.name ?? '');
  const digits = dials.length > longestExtension ? dials : null;
  const more = fold([team, company, digits].filter((part) => part !== null).join(' '));
  return { searched: { extension: fold(dials), name, starts: wordStarts(name), more }, place, position: null };
}

/** Of longer numbers any part may be typed. */
const longestExtension = 6;

const compare = (a: Entry, b: Entry): number =>
  a.searched.name < b.searched.name ? -1 : a.searched.name > b.searched.name ? 1 : byExtension(a, b);
const byExtension = (a: Entry, b: Entry): number => (a.searched.extension < b.searched.extension ? -1 : 1);
