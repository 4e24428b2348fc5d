import type { Outcome } from '../../preload/contract/requests.ts';
import type { RefusalReason } from '../../preload/contract/views.ts';
import type { AmiRefusal } from '../ami/refusal.ts';
import type { AriRefusal } from '../ari/refusal.ts';
import { assertNever } from '../base/assert-never.ts';
import type { Result } from '../base/result.ts';
import type { SipRefusal } from '../sip/phone.ts';

export const confirmed: Outcome = { outcome: 'confirmed' };

export const refused = (reason: RefusalReason, detail: string | null = null): Outcome & { outcome: 'refused' } => ({
  outcome: 'refused',
  reason,
  detail,
});

/** What AMI's refusal means to them. Whether an action without an answer was carried out, nobody knows. */
export function outcomeOfAmi(refusal: AmiRefusal): Outcome {
  switch (refusal.kind) {
    case 'timeout':
    case 'link-lost':
      return { outcome: 'unconfirmed', afterMs: 10_000 };
    case 'not-connected':
      return refused('offline');
    case 'denied':
      return refused('not-permitted');
    case 'error':
      return refused('rejected-by-pbx', refusal.message);
    case 'unknown-action':
    case 'bad-field':
      return refused('rejected-by-pbx', refusal.kind);
    default:
      return assertNever(refusal, 'AMI refusal');
  }
}

/** What ARI's refusal means to them. */
export function outcomeOfAri(refusal: AriRefusal): Outcome {
  switch (refusal.kind) {
    case 'timeout':
      return refused('timeout');
    case 'failed':
      return refused('offline');
    case 'unauthorized':
    case 'forbidden':
      return refused('not-permitted');
    case 'unreadable':
      return refused('rejected-by-pbx', `${refusal.status}`);
    case 'not-found':
    case 'conflict':
    case 'precondition':
    case 'bad-request':
    case 'server-error':
      return refused('rejected-by-pbx', refusal.message);
    default:
      return assertNever(refusal, 'ARI refusal');
  }
}

/** What the softphone's answer means to the person who pressed the key. */
export function outcomeOf(result: Result<unknown, SipRefusal>): Outcome {
  return result.ok ? confirmed : refusalOf(result.failure);
}

/**
 * How Asterisk says that this phone may not: 603 where pjsip.conf says allow_transfer = no (res_pjsip_refer.c,
 * `refer_incoming_refer_request`), 403 where the channel does not let itself be moved.
 */
const forbidding: ReadonlySet<number> = new Set([403, 603]);

function refusalOf(refusal: SipRefusal): Outcome {
  switch (refusal.kind) {
    case 'no-such-call':
      return refused('no-such-call');
    case 'wrong-phase':
      return refused('not-now');
    case 'offline':
      return refused('offline');
    case 'bad-target':
      return refused('bad-target');
    case 'no-media':
      return refused('no-audio', refusal.detail);
    case 'no-digits':
      return refused('no-digits');
    case 'rejected':
      if (forbidding.has(refusal.status)) return refused('not-permitted');
      return refused('rejected-by-pbx', `${refusal.status} ${refusal.reason}`.trim());
    case 'timeout':
      return refused('timeout');
    default:
      return assertNever(refusal, 'SIP refusal');
  }
}
