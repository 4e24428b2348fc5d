import type { Uniqueid } from '../base/ids.ts';
import type { FromPbx } from './pbx.ts';

/** A caller began to wait (AMI QueueCallerJoin, or QueueEntry with its wait already done). */
export interface QueueJoinFact extends FromPbx {
  readonly kind: 'queue-join';
  readonly queue: string;
  readonly caller: Uniqueid;
  readonly joinedAt: number;
  /** Counted from 1; null where it is not told. */
  readonly position: number | null;
}

/** A caller waits no longer: connected, sent elsewhere, or gave up. */
export interface QueueLeaveFact extends FromPbx {
  readonly kind: 'queue-leave';
  readonly queue: string;
  readonly caller: Uniqueid;
  readonly abandoned: boolean;
}

/** A queue rings a member for a caller (AgentCalled). With a Local member `member` is its `;1` half. */
export interface QueueOfferFact extends FromPbx {
  readonly kind: 'queue-offer';
  readonly queue: string;
  readonly caller: Uniqueid;
  readonly member: Uniqueid;
}

/** The member did not take it: rang out, busy or refused (AgentRingNoAnswer). */
export interface QueueNoAnswerFact extends FromPbx {
  readonly kind: 'queue-no-answer';
  readonly queue: string;
  readonly caller: Uniqueid;
  readonly member: Uniqueid;
}

export interface QueueConnectFact extends FromPbx {
  readonly kind: 'queue-connect';
  readonly queue: string;
  readonly caller: Uniqueid;
  readonly member: Uniqueid;
  readonly waitedSeconds: number;
}
