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
  | ({ readonly kind: 'parked' } & Parked)
  /** Fetched, gone back, given up: it no longer waits. */
  | {
      readonly kind: 'left-parking';
      readonly parkee: Uniqueid;
      /** The endpoint that fetched it; null: nobody did. */
      readonly by: string | null;
    }
  | { readonly kind: 'parking-snapshot'; readonly parked: readonly Parked[] }
  | { readonly kind: 'parking-lost' };

/** By the channel that waits; null: cannot be known now. */
export type ParkingState = ReadonlyMap<Uniqueid, Parked> | null;

export const unknownParking: ParkingState = null;

/** Who is parked where. Events before the first snapshot say too little to show. */
export function reduceParking(state: ParkingState, fact: ParkingFact): ParkingState {
  switch (fact.kind) {
    case 'parking-lost':
      return null;
    case 'parking-snapshot':
      return new Map(fact.parked.map((parked) => [parked.parkee, parked]));
    case 'parked': {
      if (state === null) return state;
      const { kind: _, ...parked } = fact;
      // A slot holds one call: after a transfer into it another channel waits there.
      const others = [...state].filter(([, { lot, slot }]) => lot !== parked.lot || slot !== parked.slot);
      return new Map(others).set(parked.parkee, parked);
    }
    case 'left-parking':
      return state === null || !state.has(fact.parkee) ? state : without(state, fact.parkee);
  }
}

/** In the order of their slots, lot by lot. */
export const parkedBySlot = (state: ReadonlyMap<Uniqueid, Parked>): readonly Parked[] =>
  [...state.values()].toSorted(
    (a, b) => a.lot.localeCompare(b.lot) || a.slot.localeCompare(b.slot, 'en', { numeric: true }),
  );

function without(state: ReadonlyMap<Uniqueid, Parked>, parkee: Uniqueid): ReadonlyMap<Uniqueid, Parked> {
  const next = new Map(state);
  next.delete(parkee);
  return next;
}
