import type { SipCallId } from '../base/ids.ts';
import type { ChannelDialogFact, ChannelGoneFact, QueueCallerFact, QueueOfferFact } from './channel-facts.ts';
import type { AudioQualityFact, DialogEndedFact, DialogFact } from './dialog-facts.ts';

/** The agent silenced a ringing call, or put an ended one away. */
export interface DeskFact {
  readonly kind: 'silenced' | 'dismissed';
  readonly at: number;
  readonly dialog: SipCallId;
}

/** Time passes only through facts, so that the model needs no timer. */
export interface TickFact {
  readonly kind: 'tick';
  readonly at: number;
}

/** Everything the call model can be told. Plain data: it can be recorded, sent and replayed. */
export type CallFact =
  | DialogFact
  | DialogEndedFact
  | AudioQualityFact
  | ChannelDialogFact
  | QueueCallerFact
  | QueueOfferFact
  | ChannelGoneFact
  | DeskFact
  | TickFact;
