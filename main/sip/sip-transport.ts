import type { Transport } from 'sip.js/lib/api/index.js';
import type { LinkFailure } from '../net/link-failure.ts';

/** What the phone needs of its road to the PBX, beyond what SIP.js needs. It never reconnects by itself. */
export interface SipTransport extends Transport {
  /** Why the last connection ended or did not come about. */
  readonly failure: LinkFailure | null;
  /** From where the last connection was made; null: there was none yet. */
  readonly localAddress: string | null;
  /**
   * Reads a message before SIP.js does. Not null: what it says has been told, SIP.js gets it once that is shown, in the next
   * turn of the event loop at the soonest, and then this is called.
   */
  onSign?: ((message: string) => (() => void) | null) | undefined;
  /** Asks the far end for a sign of life now: after a sleep or a network change the old socket looks alive. */
  probe(): void;
  /** Gives the connection up as broken. */
  abandon(failure: LinkFailure): void;
}
