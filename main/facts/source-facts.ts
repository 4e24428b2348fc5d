import type { Uniqueid } from '../base/ids.ts';
import type { BridgeKind, ChannelFact } from './channel-facts.ts';
import type { PbxSource } from './pbx.ts';

/** All channels there are, as one source lists them: what is not in it, and was not heard of since `since`, is gone. */
export interface SnapshotFact {
  readonly kind: 'snapshot';
  readonly source: PbxSource;
  readonly at: number;
  /** When the list was asked for. */
  readonly since: number;
  readonly channels: readonly ChannelFact[];
}

/**
 * The answer to a question of the model about one channel; null: the PBX knows none. It wins over what was heard before it
 * was asked for.
 */
export interface AnswerFact {
  readonly kind: 'answer';
  readonly source: PbxSource;
  readonly at: number;
  /** When it was asked for. */
  readonly since: number;
  readonly channel: Uniqueid;
  readonly found: ChannelFact | null;
}

/**
 * Who is in a bridge, as the PBX answered us: who is not in it, and was not heard of since `since`, has left. Comes after
 * the answer about the channel whose company was in doubt.
 */
export interface CompanyFact {
  readonly kind: 'company';
  readonly source: PbxSource;
  readonly at: number;
  /** When it was asked for. */
  readonly since: number;
  readonly bridge: string;
  readonly channels: readonly ChannelFact[];
}

/** All bridges there are, as one source lists them: what each one is, and how many are in it; not who. */
export interface BridgesFact {
  readonly kind: 'bridges';
  readonly source: PbxSource;
  readonly at: number;
  /** When it was asked for. */
  readonly since: number;
  readonly bridges: readonly { readonly bridge: string; readonly bridgeKind: BridgeKind; readonly present: number }[];
}

/** The question could not be asked; what was in doubt stays as it is. */
export interface NoAnswerFact {
  readonly kind: 'no-answer';
  readonly source: PbxSource;
  readonly at: number;
  readonly channel: Uniqueid;
}

/** A source can no longer be believed, or can again. */
export interface SourceFact {
  readonly kind: 'source-lost' | 'source-up';
  readonly source: PbxSource;
  readonly at: number;
}

/**
 * By the softphone's road alone: the PBX closed its connection at `since`, and then nobody listened there any more.
 */
export interface PbxStoppedFact {
  readonly kind: 'pbx-stopped';
  readonly at: number;
  readonly since: number;
}

/**
 * When the PBX began, ms since 1970: another time is another life, and its Uniqueids are others'. Each source counts by
 * a clock of its own.
 */
export interface BootFact {
  readonly kind: 'boot';
  readonly source: PbxSource;
  readonly at: number;
  readonly bootedAt: number;
  /** The same as long as one life lasts, to the second; left out: rounded, and by a clock that may be set. */
  readonly isExact?: boolean;
}
