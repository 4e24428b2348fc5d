import type { SipCallId, Uniqueid } from '../base/ids.ts';
import type { Call } from './call.ts';

/** A queue's offer to one of its members' channels, kept until the channel goes. */
export interface Offer {
  readonly queue: string;
  readonly waitedSeconds: number | null;
}

export interface CallsState {
  /** By the dialog that carries the call; ended ones included until they are put away. */
  readonly calls: ReadonlyMap<SipCallId, Call>;
  /** Dialogs that are over and put away: a straggler must not bring them back. Bounded, oldest first. */
  readonly tombstones: ReadonlySet<SipCallId>;
  /** What AMI and ARI said of channels; the two halves of a join may come in either order. */
  readonly dialogOf: ReadonlyMap<Uniqueid, SipCallId>;
  readonly offers: ReadonlyMap<Uniqueid, Offer>;
  /** When each caller now waiting joined its queue. */
  readonly joinedAt: ReadonlyMap<Uniqueid, number>;
  readonly nextKey: number;
}

export const emptyCalls: CallsState = {
  calls: new Map(),
  tombstones: new Set(),
  dialogOf: new Map(),
  offers: new Map(),
  joinedAt: new Map(),
  nextKey: 1,
};
