import type { Brand } from '../base/brand.ts';
import type { DialogEnd, DialogFact } from '../facts/dialog-facts.ts';

/** Names a call on the desk. Made here; says nothing about the SIP dialog. */
export type CallKey = Brand<string, 'CallKey'>;

export interface CallQuality {
  readonly delayMs: number;
  readonly lossPercent: number;
  readonly jitterMs: number;
}

/** How the call came to us. */
export type Origin =
  | { readonly kind: 'direct' }
  | { readonly kind: 'queue'; readonly queue: string; readonly waitedSeconds: number | null }
  | { readonly kind: 'dialled' };

interface CallBase {
  readonly key: CallKey;
  /** The last thing our softphone said of its dialog. */
  readonly leg: DialogFact;
  readonly origin: Origin;
  /** When the phase now shown began. */
  readonly since: number;
}

/** One call of this agent, from first sight to the end of its wrap-up. */
export type Call =
  | (CallBase & { readonly phase: 'ringing'; readonly silenced: boolean })
  | (CallBase & { readonly phase: 'dialling' })
  | (CallBase & { readonly phase: 'active'; readonly quality: CallQuality | null })
  | (CallBase & { readonly phase: 'held' })
  | (CallBase & { readonly phase: 'ended'; readonly end: DialogEnd; readonly endedAt: number });

export type CallPhase = Call['phase'];

/** The phase a living dialog puts its call in. A call being answered still rings until the PBX confirms. */
export function phaseOf(leg: DialogFact): Exclude<CallPhase, 'ended'> {
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
