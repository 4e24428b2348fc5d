import type { SipCallId } from '../base/ids.ts';
import type { Origin } from './origin.ts';

/** What our own softphone knows of one of its dialogs: always the whole of it, so that a lost one does no harm. */
export interface DialogFact {
  readonly kind: 'dialog';
  readonly at: number;
  readonly dialog: SipCallId;
  readonly direction: 'in' | 'out';
  readonly phase: 'incoming' | 'outgoing' | 'answering' | 'established';
  /** Only while outgoing. */
  readonly progress: 'calling' | 'ringing' | 'early-media';
  readonly remote: { readonly name: string | null; readonly user: string };
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly held: boolean;
  readonly heldByRemote: boolean;
  readonly muted: boolean;
  readonly media: 'connecting' | 'connected' | 'disconnected' | 'failed' | null;
  /** What the PBX wrote into the INVITE's headers, by the names that are wanted: hostile text. */
  readonly values?: Readonly<Record<string, string>>;
  /** Every Call-ID that carries it on the wire, or did; left out: its own name alone. */
  readonly carriers?: readonly SipCallId[];
  /** Lost on our side, and on the way back or back; left out: never lost. */
  readonly rescue?: RescueFact | null;
  /** How it came, as an Offhook before this one had seen it. */
  readonly noted?: Origin;
  /** The Linkedids its channels had, as an Offhook before this one had seen them. */
  readonly linkedids?: readonly string[];
}

/** Times in ms since 1970. */
export type RescueFact =
  | { readonly state: 'under-way'; readonly since: number }
  | { readonly state: 'done'; readonly at: number; readonly tookMs: number };

/** A dialog's end is final: nothing after it revives the dialog. */
export interface DialogEndedFact {
  readonly kind: 'dialog-ended';
  readonly at: number;
  readonly dialog: SipCallId;
  readonly end: DialogEnd;
}

export interface DialogEnd {
  readonly by: 'us' | 'them';
  readonly how:
    | 'bye'
    | 'declined'
    | 'cancelled'
    | 'answered-elsewhere'
    | 'rejected'
    | 'media-failed'
    | 'lost'
    | 'gone-meanwhile';
  readonly status: number | null;
  /** Q.850 cause (RFC 3326), where the PBX gave one. */
  readonly cause: number | null;
}

/** How the audio of one dialog does, measured in the page every few seconds. */
export interface AudioQualityFact {
  readonly kind: 'audio-quality';
  readonly at: number;
  readonly dialog: SipCallId;
  readonly delayMs: number;
  readonly lossPercent: number;
  readonly jitterMs: number;
}
