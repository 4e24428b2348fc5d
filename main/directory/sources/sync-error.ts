import { plainText } from '../../base/plain-text.ts';
import { failed, type Result } from '../../base/result.ts';
import { classifyFailure } from '../../net/classify-failure.ts';
import type { LinkFailureKind } from '../../net/link-failure.ts';
import type { SyncFailure } from './contact-source.ts';

/** A failure that whoever saw it has named already; libraries let it pass through. */
export class SyncError extends Error {
  override readonly name = 'SyncError';
  readonly kind: SyncFailure['kind'];

  constructor(kind: SyncFailure['kind'], detail = '') {
    super(detail);
    this.kind = kind;
  }
}

const longest = 300;

/** What went wrong on the way to a server, whatever threw it. */
export function syncFailure(error: unknown, signal: AbortSignal): SyncFailure {
  if (error instanceof SyncError) return { kind: error.kind, detail: plainText(error.message, longest) };
  if (signal.aborted) return { kind: 'slow', detail: '' };
  const { kind, detail } = classifyFailure(error, '');
  return { kind: kinds[kind] ?? 'bad-answer', detail: plainText(detail, longest) };
}

export const failedSync = (error: unknown, signal: AbortSignal): Result<never, SyncFailure> =>
  failed(syncFailure(error, signal));

const kinds: Readonly<Partial<Record<LinkFailureKind, SyncFailure['kind']>>> = {
  'host-not-found': 'unreachable',
  refused: 'unreachable',
  unreachable: 'unreachable',
  closed: 'unreachable',
  timeout: 'slow',
  'tls-untrusted': 'untrusted',
  'tls-wrong-host': 'untrusted',
  'tls-expired': 'untrusted',
  'tls-failed': 'untrusted',
  'auth-rejected': 'login',
  forbidden: 'forbidden',
  'not-served': 'not-there',
};
