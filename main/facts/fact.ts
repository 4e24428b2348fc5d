import type * as Channel from './channel-facts.ts';
import type { AudioQualityFact, DialogEndedFact, DialogFact } from './dialog-facts.ts';
import type { ParkedFact } from './parking-facts.ts';
import type * as Queue from './queue-facts.ts';
import type * as Source from './source-facts.ts';

/** The agent silenced a ringing call, or put an ended one away. `call` is the desk's own name of it. */
export interface DeskFact {
  readonly kind: 'silenced' | 'dismissed';
  readonly at: number;
  readonly call: string;
}

/** Time passes only through facts, so that the model needs no timer. */
export interface TickFact {
  readonly kind: 'tick';
  readonly at: number;
}

/** One event of the PBX, about named channels. */
export type PbxFact =
  | Channel.ChannelFact
  | Channel.ChannelGoneFact
  | Channel.HangupRequestFact
  | Channel.DialBeginFact
  | Channel.DialEndFact
  | Channel.BridgeEnterFact
  | Channel.BridgeLeaveFact
  | Channel.HoldFact
  | Channel.TransferFact
  | Channel.PickupFact
  | Channel.ValuesFact
  | Channel.RecordingFact
  | Channel.ConferenceFact
  | Queue.QueueJoinFact
  | Queue.QueueLeaveFact
  | Queue.QueueOfferFact
  | Queue.QueueNoAnswerFact
  | Queue.QueueConnectFact
  | ParkedFact;

/** What is said of a source, or by it in answer to us. */
export type SourceReport =
  | Source.SnapshotFact
  | Source.AnswerFact
  | Source.CompanyFact
  | Source.BridgesFact
  | Source.NoAnswerFact
  | Source.SourceFact
  | Source.BootFact;

/** Everything the call model can be told. Plain data: it can be recorded, sent and replayed. */
export type CallFact = PhoneFact | AudioQualityFact | PbxFact | SourceReport | DeskFact | TickFact;

/** What the softphone tells of its dialogs and of its own road. */
export type PhoneFact = DialogFact | DialogEndedFact | Source.PbxStoppedFact;
