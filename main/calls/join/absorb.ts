import { type Entry, mergeLines } from '../ledger.ts';
import { type CallRecord, isOver, newVisit } from '../records.ts';
import type { CallsState } from '../state.ts';
import { note, type Occasion, withRecord } from './book.ts';

export type MergeRule = Extract<Entry, { kind: 'merged' }>['rule'];

/** The softphone talks there: nobody may see that card go. */
const talks = ({ call }: CallRecord): boolean =>
  call !== null && call.dialog !== null && (call.phase === 'active' || call.phase === 'held');

/** The living card stays where it is; of two living ones, the one that talks, else the older. What is over becomes its past. */
export function absorb(
  state: CallsState,
  one: CallRecord,
  two: CallRecord,
  occasion: Occasion,
  rule: MergeRule,
): CallsState {
  const isFirst = talks(one) === talks(two) ? one.createdAt <= two.createdAt : talks(one);
  const [stays, goes] = isOver(two) || (!isOver(one) && isFirst) ? [one, two] : [two, one];
  const past = isOver(goes) && !isOver(stays) ? newVisit(goes) : goes;
  const merged: CallRecord = {
    ...stays,
    legs: [...stays.legs, ...past.legs],
    dialogs: [...stays.dialogs, ...past.dialogs],
    pastLegs: [...past.pastLegs, ...stays.pastLegs],
    pastDialogs: [...past.pastDialogs, ...stays.pastDialogs],
    visits: [...past.visits, ...stays.visits],
    members: new Set([...stays.members, ...past.members]),
    linkedids: new Set([...stays.linkedids, ...past.linkedids]),
    silenced: stays.silenced || past.silenced,
    createdAt: Math.min(stays.createdAt, past.createdAt),
    absorbed: [...stays.absorbed, ...past.absorbed, goes.key],
  };
  const records = new Map(state.records);
  records.delete(goes.key);
  const without = { ...state, records, shelf: state.shelf.filter((each) => each.key !== goes.key) };
  const joined = withRecord({ ...without, ledger: mergeLines(state.ledger, stays.key, goes.key) }, merged);
  return note(joined, stays.key, occasion, { kind: 'merged', rule });
}
