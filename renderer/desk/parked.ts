import type { CallView, ParkedCall } from '../../preload/contract/views.ts';
import type { DeskState } from './desk-state.ts';
import { secondsBetween } from './format.ts';

/** One's own first, then whoever comes back soonest. */
export const parkedRows = (parked: readonly ParkedCall[]): readonly ParkedCall[] =>
  parked.toSorted(
    (a, b) =>
      Number(isOurs(b)) - Number(isOurs(a)) ||
      (a.returnsAt ?? Number.POSITIVE_INFINITY) - (b.returnsAt ?? Number.POSITIVE_INFINITY) ||
      a.slot.localeCompare(b.slot),
  );

/** Parked from here, or for me. */
const isOurs = ({ mine, forMe }: ParkedCall): boolean => mine || forMe === true;

export interface ParkResultOf {
  readonly slot: string;
  /** As the lot tells it; null while that is not known. */
  readonly entry: ParkedCall | null;
}

type Known = Pick<DeskState, 'view' | 'parkedAs'>;

/** Where a call that was parked from here waits now; null when it is no longer there. */
export function parkResultOf({ view, parkedAs }: Known, call: CallView): ParkResultOf | null {
  if (call.phase !== 'ended' || call.reason !== 'parked') return null;
  const mine = view?.parked?.filter((each) => each.mine) ?? [];
  const slot = parkedAs.find((each) => each.call === call.id)?.slot ?? slotByNumber(call, mine);
  if (slot === null) return null;
  const entry = mine.find((each) => each.slot === slot) ?? null;
  return entry !== null || call.can.includes('takeBack') ? { slot, entry } : null;
}

/** After the page was loaded anew the answer with the slot is gone, and the caller's number has to do. */
function slotByNumber(call: CallView, mine: readonly ParkedCall[]): string | null {
  const number = call.party.number?.raw;
  const same = mine.filter((each) => number !== undefined && each.party.number?.raw === number);
  return same.length === 1 ? (same[0]?.slot ?? null) : null;
}

/** Parked from here or for me, and not shown in the place of their call. */
export function ownParked(state: Known): readonly ParkedCall[] {
  const shown = (state.view?.calls ?? []).map((call) => parkResultOf(state, call)?.slot);
  return parkedRows(state.view?.parked ?? []).filter((entry) => isOurs(entry) && !shown.includes(entry.slot));
}

export const secondsUntil = (at: number, now: number): number => secondsBetween(now, at + 999);

/** From here on the time until a parked call comes back is told as a warning. */
export const soonSeconds = 20;
