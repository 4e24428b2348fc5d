import type { Session } from 'sip.js/lib/api/index.js';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import type { MediaPort } from './media-port.ts';
import type { SipDialog } from './phone.ts';
import type { MediaHandler } from './session-description-handler.ts';

/** What every call shares. */
export interface CallContext {
  readonly media: MediaPort;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /** Tells SIP.js which handler describes a session. */
  readonly describeBy: (session: Session, handler: MediaHandler) => void;
  readonly changed: (dialog: SipDialog) => void;
  readonly online: () => boolean;
  /** A call's audio cannot be brought back inside its dialog: it is looked at whether another one can take its place. */
  readonly stranded: () => void;
  /** Our user name. */
  readonly username: string;
}
