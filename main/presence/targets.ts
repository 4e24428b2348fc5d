import { fold } from './fold.ts';
import { type Match, match, type Range, type Searched, wordStarts } from './match.ts';

/** One place a call can go, as it is now. */
export interface Place {
  readonly kind: 'colleague' | 'queue' | 'conference' | 'parking' | 'contact' | 'recent';
  /** What is dialled: an extension, or the number of somebody outside. */
  readonly extension: string;
  readonly name: string | null;
  readonly team: string | null;
  readonly company: string | null;
  readonly presence: 'free' | 'ringing' | 'busy' | 'away' | 'offline' | 'unknown';
  readonly since: number | null;
  /** The last call with them, of a recent number; ms since 1970. */
  readonly called: { readonly direction: 'in' | 'out'; readonly at: number } | null;
}

export interface FoundPlace {
  readonly place: Place;
  readonly matched: readonly Range[];
}

interface Entry {
  readonly searched: Searched;
  place: Place;
}

/** More than any PBX has; keeps a sort key below 2^53. */
const mostEntries = 1_000_000;

/** Free before busy: who would most likely answer comes first. */
const byPresence = { free: 0, unknown: 1, away: 2, ringing: 3, busy: 4, offline: 5 } as const;
const byKind = { colleague: 0, queue: 1, contact: 2, recent: 3, conference: 4, parking: 5 } as const;
/** Recent numbers that are listed though nothing was typed. */
const recentUnasked = 5;

/** Searches thousands of places between a key and the next frame: names are folded once, not at each key. */
export class Targets {
  readonly #entries = new Map<string, Entry>();
  readonly #used = new Map<string, number>();
  #ordered: readonly Entry[] | null = null;

  /** Puts a place in, or renews what is known of it. */
  put(place: Place): void {
    const known = this.#entries.get(place.extension);
    if (known !== undefined && isSearchedAlike(known.place, place)) {
      known.place = place;
      return;
    }
    this.#entries.set(place.extension, entryOf(place));
    this.#ordered = null;
  }

  remove(extension: string): void {
    if (this.#entries.delete(extension)) this.#ordered = null;
  }

  /** Somebody was sent there. */
  used(extension: string): void {
    this.#used.set(extension, (this.#used.get(extension) ?? 0) + 1);
  }

  /**
   * The best `most` for what was typed, among `others` too, which are looked at for this once; nothing typed: who is used
   * most, then the first of the recent.
   */
  find(text: string, most: number, others: readonly Place[] = []): readonly FoundPlace[] {
    const query = fold(text.trim().replace(/\s+/g, ' '));
    const entries = [...this.#inOrder(), ...listed(others, query).map(entryOf)];
    const keys = new Float64Array(entries.length);
    let hits = 0;
    entries.forEach(({ place, searched }, position) => {
      const hit = query === '' ? everything : match(query, searched);
      if (hit !== null) keys[hits++] = this.#orderOf(place, hit, query === '') * mostEntries + position;
    });
    // Numbers sort natively, ten times as fast as anything that calls back.
    return Array.from(keys.subarray(0, hits).sort().subarray(0, most), (key) => {
      const entry = entries[key % mostEntries];
      return entry === undefined
        ? []
        : [{ place: entry.place, matched: query === '' ? [] : (match(query, entry.searched)?.ranges ?? []) }];
    }).flat();
  }

  /** By name, so that the place in this list settles what nothing else does. */
  #inOrder(): readonly Entry[] {
    this.#ordered ??= [...this.#entries.values()].toSorted(compare).slice(0, mostEntries);
    return this.#ordered;
  }

  /** One number to sort by: match, then kind, then presence, then use (without a query use comes first). */
  #orderOf({ kind, presence, extension }: Place, { rank }: Match, isUnasked: boolean): number {
    const seldom = 999 - Math.min(999, this.#used.get(extension) ?? 0);
    const usable = byPresence[presence];
    const order = isUnasked ? seldom * 10 + usable : usable * 1000 + seldom;
    const isNear = kind === 'recent' || seldom < 999;
    const group = isUnasked ? (isNear ? 0 : 1 + byKind[kind]) : byKind[kind];
    return (rank * 10 + group) * 10_000 + order;
  }
}

/** Nothing typed: a contact is nobody in particular, and of the recent ones the last. */
const listed = (others: readonly Place[], query: string): readonly Place[] =>
  query === '' ? others.filter(({ kind }) => kind === 'recent').slice(0, recentUnasked) : others;

const isSearchedAlike = (a: Place, b: Place): boolean =>
  a.name === b.name && a.team === b.team && a.company === b.company;

function entryOf(place: Place): Entry {
  const { extension, team, company } = place;
  const name = fold(place.name ?? '');
  const digits = extension.length > longestExtension ? extension : null;
  const more = fold([team, company, digits].filter((part) => part !== null).join(' '));
  return { searched: { extension: fold(extension), name, starts: wordStarts(name), more }, place };
}

/** Of longer numbers any part may be typed. */
const longestExtension = 6;

const everything: Match = { rank: 0, ranges: [] };

const compare = (a: Entry, b: Entry): number =>
  a.searched.name < b.searched.name ? -1 : a.searched.name > b.searched.name ? 1 : byExtension(a, b);
const byExtension = (a: Entry, b: Entry): number => (a.searched.extension < b.searched.extension ? -1 : 1);
