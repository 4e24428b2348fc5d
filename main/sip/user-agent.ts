import {
  type Session,
  type SessionDescriptionHandler,
  UserAgent,
  type UserAgentDelegate,
} from 'sip.js/lib/api/index.js';
import { URI } from 'sip.js/lib/core/index.js';
import type { Logger } from '../base/log.ts';
import { quotable } from './name-addr.ts';
import { sipJsLog } from './sip-log.ts';
import type { SipTransport } from './sip-transport.ts';

export interface SipAccount {
  readonly username: string;
  readonly password: string;
  /** The domain of the address of record. */
  readonly domain: string;
  readonly displayName: string;
}

export interface UserAgentParts {
  readonly account: SipAccount;
  readonly transport: SipTransport;
  readonly describe: (session: Session) => SessionDescriptionHandler;
  readonly delegate: UserAgentDelegate;
  readonly log: Logger;
}

/** SIP.js's user agent, set up for Asterisk over a WebSocket and for reconnecting by somebody else. */
export function createUserAgent({ account, transport, describe, delegate, log }: UserAgentParts): UserAgent {
  return new UserAgent({
    uri: new URI('sip', account.username, account.domain),
    authorizationUsername: account.username,
    authorizationPassword: account.password,
    displayName: quotable(account.displayName),
    // SIP.js makes its transport by itself; ours has more to tell, so it is handed in ready.
    transportConstructor: function ready() {
      return transport;
    } as unknown as new () => SipTransport,
    sessionDescriptionHandlerFactory: describe,
    delegate,
    // Asterisk tells of voicemail without being asked (`mailboxes` on the endpoint).
    allowLegacyNotifications: true,
    // Stopping hangs up nothing.
    gracefulShutdown: false,
    userAgentString: 'Offhook',
    logBuiltinEnabled: false,
    logConfiguration: false,
    logConnector: sipJsLog(log.child('sipjs')),
  });
}
