import type { Place } from '../../preload/contract/places.ts';

/** What has changed since a revision: `revision` is up to where it is told. */
export interface PlaceNews {
  readonly revision: number;
  readonly places: readonly Place[];
  /** What they dialled. */
  readonly gone: readonly string[];
  /** There is more to tell. */
  readonly more: boolean;
}

interface Entry {
  /** null: it is none any more. */
  readonly place: Place | null;
  readonly revision: number;
}

/** Everywhere a call can go and when each last changed, so that who knows them all is told only what is new. */
export class PlaceLog {
  /** The one that changed last, last. */
  readonly #entries = new Map<string, Entry>();
  #revision = 0;
  #gone = 0;

  /** How many are remembered only because they are gone. */
  get gone(): number {
    return this.#gone;
  }

  get(dials: string): Place | null {
    return this.#entries.get(dials)?.place ?? null;
  }

  /** Puts a place in, or renews what is known of it. */
  put(place: Place): void {
    const known = this.get(place.dials);
    if (known === null || !isAlike(known, place)) this.#note(place.dials, place);
  }

  remove(dials: string): void {
    if (this.get(dials) !== null) this.#note(dials, null);
  }

  /** The first `most` changes after that revision; 0: everything. */
  since(revision: number, most: number): PlaceNews {
    const places: Place[] = [];
    const gone: string[] = [];
    let told = revision;
    for (const [dials, entry] of this.#entries) {
      if (entry.revision <= revision) continue;
      if (places.length + gone.length === most) return { revision: told, places, gone, more: true };
      if (entry.place === null) gone.push(dials);
      else places.push(entry.place);
      told = entry.revision;
    }
    return { revision: this.#revision, places, gone, more: false };
  }

  /** Whoever was told before has to be told everything anew. */
  forgetGone(): void {
    for (const [dials, { place }] of this.#entries) if (place === null) this.#entries.delete(dials);
    this.#gone = 0;
  }

  #note(dials: string, place: Place | null): void {
    this.#revision += 1;
    if (this.#entries.get(dials)?.place === null) this.#gone -= 1;
    if (place === null) this.#gone += 1;
    this.#entries.delete(dials);
    this.#entries.set(dials, { place, revision: this.#revision });
  }
}

/** Looked at for thousands at a time: field by field, nothing is made. */
const isAlike = (a: Place, b: Place): boolean =>
  a.kind === b.kind &&
  a.name === b.name &&
  a.number.display === b.number.display &&
  a.presence === b.presence &&
  a.since === b.since &&
  a.warning === b.warning &&
  a.pausedFor === b.pausedFor &&
  a.queue?.free === b.queue?.free &&
  a.queue?.waiting === b.queue?.waiting &&
  a.team === b.team &&
  a.company === b.company &&
  a.called?.at === b.called?.at &&
  a.called?.direction === b.called?.direction &&
  a.used === b.used;
