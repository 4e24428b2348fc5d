import type { LinkFailure } from '../net/link-failure.ts';

/** Why a request was not carried out, or why nobody knows whether it was. `message` is Asterisk's own, in English. */
export type AriRefusal =
  | { readonly kind: 'unauthorized'; readonly message: string }
  /** The user may only read. */
  | { readonly kind: 'forbidden'; readonly message: string }
  | { readonly kind: 'not-found'; readonly message: string }
  /** Most operations need a channel that is in a Stasis application. */
  | { readonly kind: 'conflict'; readonly message: string }
  /** The channel is in no state for that. */
  | { readonly kind: 'precondition'; readonly message: string }
  | { readonly kind: 'bad-request'; readonly message: string }
  | { readonly kind: 'server-error'; readonly status: number; readonly message: string }
  /** What answered is not ARI. */
  | { readonly kind: 'unreadable'; readonly status: number }
  | { readonly kind: 'failed'; readonly failure: LinkFailure }
  | { readonly kind: 'timeout' };

/** What a status other than 2xx means (rest-api/api-docs; res_ari.c). */
export function refusalOf(status: number, message: string): AriRefusal {
  switch (status) {
    case 401:
      return { kind: 'unauthorized', message };
    case 403:
      return { kind: 'forbidden', message };
    case 404:
      return { kind: 'not-found', message };
    case 409:
      return { kind: 'conflict', message };
    case 412:
      return { kind: 'precondition', message };
    default:
      return status >= 500 ? { kind: 'server-error', status, message } : { kind: 'bad-request', message };
  }
}

/** The same as a reason for the link not to be there. */
export function linkFailureOf(refusal: AriRefusal, target: string): LinkFailure {
  switch (refusal.kind) {
    case 'failed':
      return refusal.failure;
    case 'timeout':
      return { kind: 'timeout', target, detail: 'no answer in time' };
    case 'unauthorized':
      return { kind: 'auth-rejected', target, detail: refusal.message };
    case 'forbidden':
      return { kind: 'forbidden', target, detail: refusal.message };
    case 'server-error':
      // 503 "Asterisk not booted": the right place, too early.
      return {
        kind: refusal.status === 503 ? 'not-ready' : 'closed',
        target,
        detail: `${refusal.status} ${refusal.message}`,
      };
    case 'unreadable': {
      const detail = `answered with status ${refusal.status} and no ARI`;
      return { kind: refusal.status === 404 ? 'not-served' : 'wrong-service', target, detail };
    }
    case 'not-found':
      return { kind: 'not-served', target, detail: refusal.message };
    case 'conflict':
    case 'precondition':
    case 'bad-request':
      return { kind: 'wrong-service', target, detail: refusal.message };
  }
}
