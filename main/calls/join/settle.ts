import type { Uniqueid } from '../../base/ids.ts';
import type { Call } from '../call.ts';
import { circleOf, viewOf } from '../legs/links.ts';
import { ask } from '../legs/pbx-state.ts';
import { type CallRecord, isOver } from '../records.ts';
import { look } from '../sight/look.ts';
import { isTouchedBy } from '../sight/of-restart.ts';
import { isSoftphone, signsOf } from '../sight/signs.ts';
import type { CallsState } from '../state.ts';
import { assignAll } from './assign.ts';
import { note, type Occasion, withRecord } from './book.ts';
import { mergeAll } from './merge.ts';

/** After every fact that touched me: who belongs to which call, and what each call is now. */
export function settle(state: CallsState, occasion: Occasion): CallsState {
  const merged = mergeAll(gatherAll(assignAll(state, occasion), occasion.at), occasion);
  let next = merged;
  for (const record of merged.records.values()) {
    if (!isSettled(merged, record)) next = refresh(next, record, occasion);
  }
  return next;
}

/** Over, and nothing is kept that could say more of it. */
const isSettled = (state: CallsState, record: CallRecord): boolean =>
  isOver(record) &&
  !isTouchedBy(state.pbx.restart, record.call?.phase === 'ended' ? record.call.endedAt : 0) &&
  !record.legs.some((leg) => state.pbx.legs.has(leg)) &&
  record.dialogs.every((id) => state.dialogs.get(id)?.end);

/** Notes by which channels and Linkedids each call will be known again. */
function gatherAll(state: CallsState, at: number): CallsState {
  let next = state;
  for (const record of state.records.values()) {
    const gathered = gather(state, record, at);
    if (gathered !== record) next = withRecord(next, gathered);
  }
  return next;
}

/** Others' channels a call remembers; far more than a call has, fewer than a conference of all. */
const membersKept = 500;

function gather(state: CallsState, record: CallRecord, at: number): CallRecord {
  const circle = record.legs.flatMap((leg) => circleOf(state.pbx, leg, at)).filter((id) => !record.members.has(id));
  const seen = record.legs.flatMap((leg) => viewOf(state.pbx, leg)?.linkedid ?? []);
  // Until its own leg is here it would be taken for one that others ring again.
  const noted = seen.length === 0 ? [] : record.dialogs.flatMap((id) => state.dialogs.get(id)?.last.linkedids ?? []);
  const linkedids = [...seen, ...noted].filter((linkedid) => !record.linkedids.has(linkedid));
  if (circle.length === 0 && linkedids.length === 0) return record;
  const members = new Set<Uniqueid>([...record.members, ...circle].slice(0, membersKept));
  return { ...record, members, linkedids: new Set([...record.linkedids, ...linkedids]) };
}

function refresh(state: CallsState, record: CallRecord, occasion: Occasion): CallsState {
  const call = look(state, record, occasion.at);
  const doubted = doubt(state, record, occasion);
  const current = doubted.records.get(record.key) ?? record;
  if (call === null || (record.call !== null && same(call, record.call))) return doubted;
  return tell(withRecord(doubted, { ...current, call }), record, call, occasion);
}

/** Whether nothing shown has changed; calls are small and plain. */
const same = (one: Call, two: Call): boolean => JSON.stringify(one) === JSON.stringify(two);

/** A leg is told to be gone while its own dialog lives: the dialog is believed, and the PBX asked. */
function doubt(state: CallsState, record: CallRecord, occasion: Occasion): CallsState {
  let next = state;
  for (const { id, view, dialog } of signsOf(state, record)) {
    if (view.alive || dialog === null || dialog.end !== null || record.doubted.includes(id)) continue;
    // The leg of a dialog whose place was taken goes, and the call does not.
    if (!isSoftphone(state, view) || dialog.last.carriers !== undefined) continue;
    const leg = state.pbx.legs.get(id);
    const source = leg?.ari ? 'ari' : 'ami';
    const asked = ask(next.pbx, { source, channel: id, why: 'hangup', since: occasion.at });
    const known = next.records.get(record.key) ?? record;
    next = withRecord({ ...next, pbx: asked }, { ...known, doubted: [...known.doubted, id] });
    next = note(next, record.key, occasion, { kind: 'doubted' });
  }
  return next;
}

/** The ledger's lines for what changed. */
function tell(state: CallsState, { key, call: before }: CallRecord, call: Call, occasion: Occasion): CallsState {
  let next = state;
  if (before?.phase !== call.phase) {
    const entry = call.phase === 'ended' ? ({ kind: 'ended', reason: call.reason } as const) : null;
    next = note(next, key, occasion, entry ?? { kind: 'phase', phase: call.phase });
  } else if (call.phase === 'ended' && before.phase === 'ended' && call.reason !== before.reason) {
    next = note(next, key, occasion, { kind: 'ended', reason: call.reason });
  }
  if (before !== null && (before.party.number !== call.party.number || before.party.name !== call.party.name)) {
    next = note(next, key, occasion, { kind: 'party', from: before.party, to: call.party });
  }
  if (before === null || JSON.stringify(before.origin) !== JSON.stringify(call.origin)) {
    next = note(next, key, occasion, { kind: 'origin', origin: call.origin });
  }
  return next;
}
