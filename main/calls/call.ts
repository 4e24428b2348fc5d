import type { Brand } from '../base/brand.ts';
import type { SipCallId, Uniqueid } from '../base/ids.ts';
import type { DialogFact } from '../facts/dialog-facts.ts';
import type { Origin } from '../facts/origin.ts';
import type { Person } from '../facts/pbx.ts';
import type { EndedReason } from './ended-reason.ts';

/** Names a call on the desk. Made here; says nothing about the SIP dialog. */
export type CallKey = Brand<string, 'CallKey'>;

export interface CallQuality {
  readonly delayMs: number;
  readonly lossPercent: number;
  readonly jitterMs: number;
}

/** One stay of the call with this agent: from my first living leg to my last leg's end. */
export interface Visit {
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly reason: EndedReason | null;
}

interface CallBase {
  readonly key: CallKey;
  readonly direction: 'in' | 'out';
  /** Who is there now, and who the call began with where that is somebody else. */
  readonly party: Person;
  readonly original: Person | null;
  readonly origin: Origin;
  /** Where it lives: in the softphone, or on another phone of mine, where it is only shown. */
  readonly device: 'softphone' | 'other-phone';
  /** The dialog that carries it; null on another phone, and until the INVITE is here. */
  readonly dialog: SipCallId | null;
  /** The last thing our softphone said of that dialog. */
  readonly leg: DialogFact | null;
  /** My channels in this visit. */
  readonly channels: readonly Uniqueid[];
  readonly startedAt: number;
  readonly answeredAt: number | null;
  /** The same by the PBX's own clock, as its logs have them: ARI's timestamps, AMI's where `timestampevents` is on. Null: not told. */
  readonly pbxTimes: {
    readonly startedAt: number | null;
    readonly answeredAt: number | null;
    readonly endedAt: number | null;
  };
  /** When the phase now shown began. */
  readonly since: number;
  readonly heldByThem: boolean;
  readonly conference: string | null;
  /** `lost`: it was recorded, and the leg that was is gone. */
  readonly recording: 'on' | 'paused' | 'off' | 'lost';
  /** The channels that are being recorded. */
  readonly recorded: readonly Uniqueid[];
  readonly values: Readonly<Record<string, string>>;
  /** Earlier stays, oldest first: transferred away and back, rung again by the queue, back from park. */
  readonly visits: readonly Visit[];
}

/** One call of this agent, from first sight to the end of its wrap-up, however many legs and visits it has. */
export type Call =
  /** `announced`: the PBX says it rings us, the phone has not said so yet. */
  | (CallBase & {
      readonly phase: 'ringing';
      readonly silenced: boolean;
      readonly announced: boolean;
      readonly alsoRinging: readonly Person[];
    })
  | (CallBase & { readonly phase: 'dialling' })
  | (CallBase & { readonly phase: 'active'; readonly quality: CallQuality | null })
  | (CallBase & { readonly phase: 'held' })
  | (CallBase & { readonly phase: 'ended'; readonly reason: EndedReason; readonly endedAt: number });

export type CallPhase = Call['phase'];
export type LivingPhase = Exclude<CallPhase, 'ended'>;

/** The phase a living dialog puts its call in. A call being answered still rings until the PBX confirms. */
export function phaseOf(leg: DialogFact): LivingPhase {
  switch (leg.phase) {
    case 'incoming':
    case 'answering':
      return 'ringing';
    case 'outgoing':
      return 'dialling';
    case 'established':
      return leg.held ? 'held' : 'active';
  }
}
