import type { SipCallId } from '../base/ids.ts';
import type { CallKey } from './call.ts';
import type { Ledger } from './ledger.ts';
import { emptyPbx, type PbxState } from './legs/pbx-state.ts';
import type { Rules } from './legs/rules.ts';
import type { CallRecord, Dialog } from './records.ts';

export interface CallsState {
  /** What the PBX says, channel by channel. */
  readonly pbx: PbxState;
  /** What the softphone says, dialog by dialog. */
  readonly dialogs: ReadonlyMap<SipCallId, Dialog>;
  /** The calls on the desk, ended ones included until they are put away. */
  readonly records: ReadonlyMap<CallKey, CallRecord>;
  /** Calls put away, in case one comes back: transferred away and back, or from park. Bounded, oldest first. */
  readonly shelf: readonly CallRecord[];
  /** Dialogs that are over and put away: a straggler must not bring them back. Bounded, oldest first. */
  readonly tombstones: ReadonlySet<SipCallId>;
  readonly ledger: Ledger;
  readonly nextKey: number;
  /** Call-IDs of dialogs that took another's place, and the name of the call they carry. */
  readonly carriers: ReadonlyMap<SipCallId, SipCallId>;
}

/** `endpoints`: my phones, the softphone's first (`PJSIP/1001`). */
export const callsOf = (endpoints: readonly string[], rules?: Rules): CallsState => ({
  pbx: emptyPbx(endpoints, rules),
  dialogs: new Map(),
  records: new Map(),
  shelf: [],
  tombstones: new Set(),
  ledger: new Map(),
  nextKey: 1,
  carriers: new Map(),
});

export const emptyCalls: CallsState = callsOf([]);
