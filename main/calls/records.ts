import type { SipCallId, Uniqueid } from '../base/ids.ts';
import type { DialogEndedFact, DialogFact } from '../facts/dialog-facts.ts';
import type { Call, CallKey, CallQuality, Visit } from './call.ts';
import type { EndedReason } from './ended-reason.ts';

/** What the softphone said of one dialog, last. */
export interface Dialog {
  readonly id: SipCallId;
  readonly last: DialogFact;
  /** Every number the softphone was told is there, the INVITE's first: a call that is handed on is told of before its channel may be. */
  readonly named: readonly string[];
  readonly end: DialogEndedFact | null;
  readonly quality: CallQuality | null;
  /** It was taken for a call whose channel had come and gone before this was told of. */
  readonly late: boolean;
}

/** What belongs to one call, and what of it is shown. */
export interface CallRecord {
  readonly key: CallKey;
  /** My channels and dialogs of the present visit. */
  readonly legs: readonly Uniqueid[];
  readonly dialogs: readonly SipCallId[];
  /** Those of earlier visits. */
  readonly pastLegs: readonly Uniqueid[];
  readonly pastDialogs: readonly SipCallId[];
  readonly visits: readonly Visit[];
  /** Others' channels that were ever part of it: by these it is known again. */
  readonly members: ReadonlySet<Uniqueid>;
  readonly linkedids: ReadonlySet<string>;
  readonly silenced: boolean;
  /** Legs whose hangup was doubted already. */
  readonly doubted: readonly Uniqueid[];
  readonly createdAt: number;
  /** Other cards that turned out to be this call. */
  readonly absorbed: readonly CallKey[];
  /** Null until the first look at it. */
  readonly call: Call | null;
}

export const newRecord = (key: CallKey, at: number): CallRecord => ({
  key,
  legs: [],
  dialogs: [],
  pastLegs: [],
  pastDialogs: [],
  visits: [],
  members: new Set(),
  linkedids: new Set(),
  silenced: false,
  doubted: [],
  createdAt: at,
  absorbed: [],
  call: null,
});

export const isOver = (record: CallRecord): boolean => record.call?.phase === 'ended';

/** A call that is over, or has left its old leg behind, comes to us again: what was becomes its past. */
export function newVisit(
  record: CallRecord,
  left: { readonly at: number; readonly reason: EndedReason } | null = null,
): CallRecord {
  const { call } = record;
  const end = call?.phase === 'ended' ? { at: call.endedAt, reason: call.reason } : left;
  if (call === null || end === null) return record;
  const visit: Visit = { startedAt: call.startedAt, answeredAt: call.answeredAt, endedAt: end.at, reason: end.reason };
  return {
    ...record,
    legs: [],
    dialogs: [],
    pastLegs: [...record.pastLegs, ...record.legs],
    pastDialogs: [...record.pastDialogs, ...record.dialogs],
    visits: [...record.visits, visit],
    silenced: false,
    doubted: [],
    call: null,
  };
}
