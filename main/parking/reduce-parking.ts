import type { Uniqueid } from '../base/ids.ts';
import type { ParkedFact } from '../facts/parking-facts.ts';
import type { Person } from '../facts/pbx.ts';

/** A call in a slot. */
export interface ParkedCall {
  readonly lot: string;
  readonly slot: string;
  readonly channel: Uniqueid;
  readonly party: Person;
  /** Who gets it back when its time is over, as in `PJSIP/2001`; null: not told. */
  readonly by: string | null;
  readonly since: number;
  /** When it comes back; null: not told. */
  readonly until: number | null;
}

export interface ParkingState {
  /** By the parked channel. */
  readonly calls: ReadonlyMap<Uniqueid, ParkedCall>;
  /** Channels that left a slot before they were told to be in it: parking has no order with anything. Bounded. */
  readonly left: readonly Uniqueid[];
}

export const nothingParked: ParkingState = { calls: new Map(), left: [] };

const leftKept = 50;
/** A slot that nobody told the end of is free this long after its time, ms. */
const overdue = 60_000;

/** Every lot's slots. Only AMI knows slots; what ARI sees in the parking bridge has none, and says nothing here. */
export function reduceParking(state: ParkingState, fact: ParkedFact): ParkingState {
  if (fact.slot === null) return state;
  const { parkee, party, slot, lot, by, at } = fact;
  if (fact.what === 'parked') {
    if (state.left.includes(parkee)) return { ...state, left: state.left.filter((each) => each !== parkee) };
    const until = fact.timeoutSeconds === null ? null : at + fact.timeoutSeconds * 1000;
    return {
      ...state,
      calls: new Map(state.calls).set(parkee, { lot, slot, channel: parkee, party, by, since: at, until }),
    };
  }
  if (!state.calls.has(parkee)) return { ...state, left: [...state.left, parkee].slice(-leftKept) };
  return { ...state, calls: without(state.calls, (call) => call.channel === parkee) };
}

/** A list of parked calls overwrites what was thought to be parked. */
export const replaceParking = (facts: readonly ParkedFact[]): ParkingState =>
  facts.reduce(reduceParking, nothingParked);

/** Slots whose end was never told are freed some time after it. */
export function tickParking(state: ParkingState, at: number): ParkingState {
  const isOver = (call: ParkedCall): boolean => call.until !== null && at - call.until > overdue;
  return [...state.calls.values()].some(isOver) ? { ...state, calls: without(state.calls, isOver) } : state;
}

/** By lot and slot, as they are dialled. */
export const parkedCalls = (state: ParkingState): readonly ParkedCall[] =>
  [...state.calls.values()].toSorted(
    (a, b) => a.lot.localeCompare(b.lot) || a.slot.localeCompare(b.slot, 'en', { numeric: true }),
  );

const without = (
  calls: ReadonlyMap<Uniqueid, ParkedCall>,
  unwanted: (call: ParkedCall) => boolean,
): ReadonlyMap<Uniqueid, ParkedCall> => new Map([...calls].filter(([, call]) => !unwanted(call)));
