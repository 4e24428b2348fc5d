import { createHash } from 'node:crypto';
import type { LinkFailureKind } from '../net/link-failure.ts';
import type { AmiAction } from './action.ts';

/** Who logs in, and how. With `md5` the secret itself is not sent; events and everything else still go in the clear. */
export interface AmiCredentials {
  readonly username: string;
  readonly secret: string;
  readonly auth: 'md5' | 'plain';
  /** Classes of events wanted from the first moment on: `on` for all the user may read, or `call,agent,…`. */
  readonly events: string;
}

export const challenge: AmiAction = { name: 'Challenge', fields: [['AuthType', 'MD5']] };

/** `challenged` is what Asterisk answered to `challenge`; null for a plain login. */
export function login(credentials: AmiCredentials, challenged: string | null): AmiAction {
  const { username, secret, events } = credentials;
  const proof =
    challenged === null
      ? ([['Secret', secret]] as const)
      : ([
          ['AuthType', 'MD5'],
          ['Key', createHash('md5').update(`${challenged}${secret}`, 'utf8').digest('hex')],
        ] as const);
  return { name: 'Login', fields: [['Username', username], ...proof, ['Events', events]] };
}

/** What a refused login means (main/manager.c, `authenticate`, `action_login`). A wrong address looks like a wrong secret. */
export function kindOfRefusedLogin(message: string): LinkFailureKind {
  if (/shutting down/i.test(message)) return 'not-ready';
  // allowmultiplelogin=no and the user is there already; it may be our own half-open session.
  return /already in use/i.test(message) ? 'replaced' : 'auth-rejected';
}
