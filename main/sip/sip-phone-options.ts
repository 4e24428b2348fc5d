import type { Clock } from '../base/clock.ts';
import type { Hush } from '../base/hush.ts';
import type { Logger } from '../base/log.ts';
import type { TlsTrust } from '../net/tls-trust.ts';
import type { DialogJournal } from './dialog-journal.ts';
import type { MediaPort } from './media-port.ts';
import type { ContactNote } from './own-contacts.ts';
import type { SipCallId } from './phone.ts';
import type { SipAccount } from './user-agent.ts';
import type { SipTap } from './ws-transport.ts';

export interface SipPhoneOptions extends SipAccount {
  /** Asterisk's http.conf server: wss://host:8089/ws */
  readonly url: string;
  readonly trust: TlsTrust;
  readonly media: MediaPort;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
  readonly tap?: SipTap;
  /** While it is on, nothing that comes goes to SIP.js. */
  readonly hush?: Hush;
  /** Where the calls are noted, so that a crash loses none. */
  readonly journal?: DialogJournal;
  /** Where it is noted which contacts of ours the PBX has; left out: nowhere. */
  readonly contactNote?: ContactNote;
  /** Tells by another road whether a call of the journal still has its leg; left out: the PBX's answer to us says it. */
  readonly legOf?: LegOf;
}

/** By the name the call has on the desk, and the Call-IDs that carried it, the newest last. */
export type LegOf = (call: SipCallId, carriers: readonly SipCallId[]) => Promise<FoundLeg>;

/** Where a call is on the PBX. `tags`: of that dialog, ours and the PBX's; null: it would not say. `unknown`: nobody can tell now. */
export type FoundLeg =
  | {
      readonly kind: 'alive';
      readonly carrier: SipCallId;
      readonly tags: { readonly localTag: string; readonly remoteTag: string } | null;
    }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown' };
