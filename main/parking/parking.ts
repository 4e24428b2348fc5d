import type { Uniqueid } from '../base/ids.ts';

/** One call that waits in a parking lot. */
export interface Parked {
  readonly slot: string;
  readonly lot: string;
  /** The channel that waits. */
  readonly parkee: Uniqueid;
  readonly name: string | null;
  readonly number: string;
  /** Whom the PBX calls back, as in PJSIP/1001. */
  readonly parker: string;
  readonly parkedAt: number;
  /** When the PBX sends it back; null: never. */
  readonly returnsAt: number | null;
}

export type ParkingFact =
  | ({ readonly kind: 'parked'; readonly at: number } & Parked)
  /** Fetched, gone back, given up: it no longer waits. */
  | {
      readonly kind: 'left-parking';
      readonly at: number;
      readonly parkee: Uniqueid;
      /** The endpoint that fetched it; null: nobody did. */
      readonly by: string | null;
    }
  /** Everybody who waits; asked for at `since`: what was heard from then on is newer. */
  | { readonly kind: 'parking-snapshot'; readonly since: number; readonly parked: readonly Parked[] }
  | { readonly kind: 'parking-lost' };

export interface ParkingState {
  /** By the channel that waits; null: cannot be known now. */
  readonly parked: ReadonlyMap<Uniqueid, Parked> | null;
  /** What was heard lately: a list that was asked for before may be read after it. */
  readonly lately: readonly (ParkingFact & { readonly kind: 'parked' | 'left-parking' })[];
}

export const unknownParking: ParkingState = { parked: null, lately: [] };

/** Longer than anybody waits for a list, ms. */
const late = 60_000;

/** Who is parked where. Events before the first snapshot say too little to show. */
export function reduceParking(state: ParkingState, fact: ParkingFact): ParkingState {
  switch (fact.kind) {
    case 'parking-lost':
      return unknownParking;
    case 'parking-snapshot': {
      const listed = new Map(fact.parked.map((parked) => [parked.parkee, parked]));
      const newer = state.lately.filter(({ at }) => at >= fact.since);
      return { ...state, parked: newer.reduce<ReadonlyMap<Uniqueid, Parked>>(after, listed) };
    }
    case 'parked':
    case 'left-parking': {
      const lately = [...state.lately.filter(({ at }) => at > fact.at - late), fact];
      return { lately, parked: state.parked === null ? null : after(state.parked, fact) };
    }
  }
}

/** In the order of their slots, lot by lot. */
export const parkedBySlot = (parked: ReadonlyMap<Uniqueid, Parked>): readonly Parked[] =>
  [...parked.values()].toSorted(
    (a, b) => a.lot.localeCompare(b.lot) || a.slot.localeCompare(b.slot, 'en', { numeric: true }),
  );

function after(
  parked: ReadonlyMap<Uniqueid, Parked>,
  fact: ParkingState['lately'][number],
): ReadonlyMap<Uniqueid, Parked> {
  if (fact.kind === 'left-parking') return new Map([...parked].filter(([parkee]) => parkee !== fact.parkee));
  const { kind: _kind, at: _at, ...now } = fact;
  // A slot holds one call: after a transfer into it another channel waits there.
  const others = [...parked].filter(([, { lot, slot }]) => lot !== now.lot || slot !== now.slot);
  return new Map(others).set(now.parkee, now);
}
