import type { Place } from '../../preload/contract/places.ts';

/** Part of a text, as [from, to) in UTF-16 units. */
export type Range = readonly [from: number, to: number];

/** A place a call can go, as it stands in a list for a text. */
export interface Target extends Place {
  /** Parts of `name` that matched. */
  readonly matched: readonly Range[];
}
