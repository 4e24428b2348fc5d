import type { CallKey } from '../call.ts';
import { type Entry, type Sight, writeLine } from '../ledger.ts';
import type { CallRecord } from '../records.ts';
import type { CallsState } from '../state.ts';

/** When and from where the fact came that is being worked in. */
export interface Occasion {
  readonly at: number;
  readonly source: Sight;
}

/** On the desk, or where it lies on the shelf. */
export function withRecord(state: CallsState, record: CallRecord): CallsState {
  const shelved = state.shelf.findIndex((each) => each.key === record.key);
  if (shelved >= 0) return { ...state, shelf: state.shelf.with(shelved, record) };
  return { ...state, records: new Map(state.records).set(record.key, record) };
}

export const note = (state: CallsState, call: CallKey, { at, source }: Occasion, entry: Entry): CallsState => ({
  ...state,
  ledger: writeLine(state.ledger, call, { at, source, entry }),
});
