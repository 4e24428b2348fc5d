/**
 * Why a connection to the PBX is not there, as a value the screen can put into words. `target` is what was dialled
 * (host:port or a URL without credentials); `detail` is the library's own text, for the log and the Doctor.
 */
export interface LinkFailure {
  readonly kind: LinkFailureKind;
  readonly target: string;
  readonly detail: string;
}

export type LinkFailureKind =
  | 'host-not-found' // the name does not resolve
  | 'refused' // nothing listens on that port
  | 'unreachable' // no route, network down
  | 'timeout' // no answer in time
  | 'tls-untrusted' // the certificate's issuer is not trusted
  | 'tls-wrong-host' // the certificate is for another name
  | 'tls-expired'
  | 'tls-wrong-pin' // not the certificate that was pinned
  | 'tls-failed' // any other handshake failure (a plain-text port, say)
  | 'auth-rejected' // wrong user or password, or an ACL that looks the same
  | 'forbidden' // logged in, but not allowed what we need
  | 'not-served' // a web server answers, but has nothing at that path: a module that is not loaded, or a wrong path
  | 'wrong-service' // something else than Asterisk answers there
  | 'old-version' // an Asterisk from before 13
  | 'not-ready' // the PBX is starting or shutting down
  | 'replaced' // another program took over under our name
  | 'closed'; // the PBX closed the connection

/** How far an attempt has come. */
export type LinkStep = 'connect' | 'authenticate' | 'subscribe';

/** What a link (sip, ami, ari) is doing. Times are ms since 1970 of the one clock. */
export type LinkState =
  | {
      readonly state: 'connecting';
      readonly since: number;
      readonly attempt: number;
      readonly failure: LinkFailure | null;
      /** Absent before the first attempt. */
      readonly step?: LinkStep;
    }
  | { readonly state: 'up'; readonly since: number }
  | { readonly state: 'down'; readonly since: number; readonly failure: LinkFailure; readonly retryAt: number | null };
