import type { SipCallId, Uniqueid } from '../base/ids.ts';
import type { DialogEndedFact, DialogFact } from '../facts/dialog-facts.ts';
import type { Call, CallKey, CallQuality, Visit } from './call.ts';

/** What the softphone said of one dialog, last. */
export interface Dialog {
  readonly id: SipCallId;
  readonly last: DialogFact;
  readonly end: DialogEndedFact | null;
  readonly quality: CallQuality | null;
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

/** A call that is over comes to us again: what was becomes its past. */
export function newVisit(record: CallRecord): CallRecord {
  const { call } = record;
  if (call?.phase !== 'ended') return record;
  const { startedAt, answeredAt, endedAt, reason } = call;
  return {
    ...record,
    legs: [],
    dialogs: [],
    pastLegs: [...record.pastLegs, ...record.legs],
    pastDialogs: [...record.pastDialogs, ...record.dialogs],
    visits: [...record.visits, { startedAt, answeredAt, endedAt, reason }],
    silenced: false,
    doubted: [],
    call: null,
  };
}
