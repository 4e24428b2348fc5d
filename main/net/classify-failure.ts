import { plainText } from '../base/plain-text.ts';
import type { LinkFailure, LinkFailureKind } from './link-failure.ts';

/** A failure that whoever saw it has named already. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly kind: LinkFailureKind;

  constructor(kind: LinkFailureKind, detail: string) {
    super(detail);
    this.kind = kind;
  }
}

/** What made a connection fail, told from Node's, OpenSSL's or ws's own error. `target` must hold no credentials. */
export function classifyFailure(error: unknown, target: string): LinkFailure {
  const { kind, detail } = judge(error, 0);
  return { kind, target, detail: plainText(detail, longest) };
}

/** What an HTTP status means for a link, when the PBX answered a request or an upgrade with it; null: nothing wrong. */
export function classifyStatus(status: number, target: string, detail: string): LinkFailure | null {
  if (status < 300) return null;
  return { kind: kindOfStatus(status), target, detail: plainText(detail, longest) };
}

/** The text may be the far end's: no more of it than a person reads. */
const longest = 300;

interface Verdict {
  readonly kind: LinkFailureKind;
  readonly detail: string;
}

/** Causes are followed to this depth: an error may be its own cause. */
const deepest = 5;

function judge(error: unknown, depth: number): Verdict {
  if (!(error instanceof Error)) return { kind: 'closed', detail: String(error) };
  if (error instanceof LinkError) return { kind: error.kind, detail: error.message };
  if (error instanceof AggregateError && error.errors.length > 0 && depth < deepest) {
    // RFC 8305: one error an address. The one that got furthest says most.
    const verdicts = error.errors.map((inner: unknown) => judge(inner, depth + 1));
    const kind = furthest.find((candidate) => verdicts.some((verdict) => verdict.kind === candidate)) ?? 'closed';
    return { kind, detail: verdicts.map((verdict) => verdict.detail).join('; ') };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const kind = kindOfCode(code, error.message) ?? kindOfName(error.name) ?? kindOfMessage(error.message);
  if (kind !== null) return { kind, detail: wordsOf(error) };
  if (error.cause !== undefined && depth < deepest) return judge(error.cause, depth + 1);
  return { kind: 'closed', detail: error.message };
}

/** OpenSSL's short reason where there is one, without its place in OpenSSL's sources, nor Node's advice to its own users. */
function wordsOf(error: Error): string {
  if ('reason' in error && typeof error.reason === 'string' && 'library' in error) return error.reason;
  return error.message.replace(/; if the root CA is installed locally, .*$/, '');
}

const furthest: readonly LinkFailureKind[] = [
  'tls-wrong-pin',
  'tls-untrusted',
  'tls-wrong-host',
  'tls-expired',
  'tls-failed',
  'refused',
  'timeout',
  'unreachable',
  'host-not-found',
];

const codes: ReadonlyMap<string, LinkFailureKind> = new Map(
  Object.entries({
    'host-not-found': 'ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA EAI_NONAME ENODATA ESERVFAIL',
    refused: 'ECONNREFUSED',
    unreachable: 'EHOSTUNREACH ENETUNREACH EHOSTDOWN ENETDOWN EADDRNOTAVAIL EACCES EPERM EINVAL',
    timeout: 'ETIMEDOUT ESOCKETTIMEDOUT ERR_SOCKET_CONNECTION_TIMEOUT',
    // Names of X509_verify_cert's results (OpenSSL x509_vfy.h), as Node gives them.
    'tls-untrusted': `DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE
      UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY CERT_UNTRUSTED CERT_REJECTED CERT_REVOKED
      CERT_SIGNATURE_FAILURE CERT_CHAIN_TOO_LONG PATH_LENGTH_EXCEEDED INVALID_CA INVALID_PURPOSE UNABLE_TO_GET_CRL
      UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY UNABLE_TO_DECRYPT_CERT_SIGNATURE`,
    'tls-wrong-host': 'ERR_TLS_CERT_ALTNAME_INVALID ERR_TLS_CERT_ALTNAME_FORMAT HOSTNAME_MISMATCH',
    'tls-expired': 'CERT_HAS_EXPIRED CERT_NOT_YET_VALID ERROR_IN_CERT_NOT_AFTER_FIELD ERROR_IN_CERT_NOT_BEFORE_FIELD',
    'tls-wrong-pin': 'ERR_PIN_MISMATCH',
    'tls-failed': 'EPROTO',
  } satisfies Partial<Record<LinkFailureKind, string>>).flatMap(([kind, names]) =>
    names.split(/\s+/).map((name) => [name, kind as LinkFailureKind] as const),
  ),
);

function kindOfCode(code: string, message: string): LinkFailureKind | null {
  const known = codes.get(code);
  if (known !== undefined) return known;
  if (/^ERR_(SSL|TLS|OSSL)/.test(code)) return 'tls-failed';
  // llhttp: whoever answered does not speak HTTP.
  if (code.startsWith('HPE_')) return 'wrong-service';
  // Node says ECONNRESET when the server hangs up on our ClientHello, which is what a port without TLS does.
  if (code === 'ECONNRESET') return message.includes('before secure TLS connection') ? 'tls-failed' : 'closed';
  return code === 'EPIPE' || code === 'ECONNABORTED' ? 'closed' : null;
}

const kindOfName = (name: string): LinkFailureKind | null => (name === 'TimeoutError' ? 'timeout' : null);

/** ws has no codes for these. */
function kindOfMessage(message: string): LinkFailureKind | null {
  const status = /^Unexpected server response: (\d{3})$/.exec(message)?.[1];
  if (status !== undefined) return kindOfStatus(Number(status));
  if (message === 'Opening handshake has timed out') return 'timeout';
  return /^(Invalid Sec-WebSocket|Invalid Upgrade header|Server sent)/.test(message) ? 'wrong-service' : null;
}

function kindOfStatus(status: number): LinkFailureKind {
  if (status === 401) return 'auth-rejected';
  if (status === 403) return 'forbidden';
  // res_ari.c answers 503 "Asterisk not booted" while it starts: the right service, not ready.
  if (status === 503) return 'not-ready';
  // http.c: 404 where no module has taken the path. res_http_websocket.c: 400 or 426 for a protocol that nobody has.
  if (status === 404 || status === 400 || status === 426) return 'not-served';
  return 'wrong-service';
}
