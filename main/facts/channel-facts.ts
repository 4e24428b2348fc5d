import type { SipCallId, Uniqueid } from '../base/ids.ts';

/** ARI names the SIP dialog of a channel (`protocol_id`): the joint between our dialog and what AMI says of the channel. */
export interface ChannelDialogFact {
  readonly kind: 'channel-dialog';
  readonly at: number;
  readonly channel: Uniqueid;
  readonly dialog: SipCallId;
}

/** A caller began to wait (AMI QueueCallerJoin, or QueueEntry with its wait already done). */
export interface QueueCallerFact {
  readonly kind: 'queue-caller';
  readonly at: number;
  readonly queue: string;
  readonly caller: Uniqueid;
  readonly joinedAt: number;
}

/** A queue rings a member's channel for a caller (AMI AgentCalled). */
export interface QueueOfferFact {
  readonly kind: 'queue-offer';
  readonly at: number;
  readonly queue: string;
  readonly caller: Uniqueid;
  readonly member: Uniqueid;
}

/** Hangup: everything kept under this Uniqueid can be forgotten. */
export interface ChannelGoneFact {
  readonly kind: 'channel-gone';
  readonly at: number;
  readonly channel: Uniqueid;
}
