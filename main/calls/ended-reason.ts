import type { DialogEnd } from '../facts/dialog-facts.ts';

/** Why a call is over, as an agent would say it. */
export type EndedReason =
  | 'you-hung-up'
  | 'they-hung-up'
  | 'you-declined'
  | 'you-cancelled'
  | 'they-gave-up'
  | 'answered-elsewhere'
  | 'busy'
  | 'no-such-number'
  | 'unreachable'
  | 'rejected'
  | 'no-answer'
  | 'not-allowed'
  | 'audio-failed'
  | 'connection-lost'
  | 'gone-meanwhile'
  | 'pbx-restarted'
  | 'transferred'
  | 'parked'
  | 'pbx-error';

/** Reads an end by what was going on: a BYE hangs up, a CANCEL gives up, a final response says why. */
export function endedReason(end: DialogEnd): EndedReason {
  switch (end.how) {
    case 'bye':
      return end.by === 'us' ? 'you-hung-up' : 'they-hung-up';
    case 'declined':
      return 'you-declined';
    case 'cancelled':
      return end.by === 'us' ? 'you-cancelled' : 'they-gave-up';
    case 'answered-elsewhere':
      return 'answered-elsewhere';
    case 'media-failed':
      return 'audio-failed';
    case 'lost':
      return 'connection-lost';
    case 'gone-meanwhile':
      return 'gone-meanwhile';
    case 'rejected':
      return (end.cause === null ? undefined : byCause.get(end.cause)) ?? byStatus(end.status);
  }
}

/**
 * Q.850 says more than the status: Asterisk sends 403 for cause 21 and 480 for both 19 and 20
 * (res_pjsip.c `ast_sip_hangup_cause2sip` and its kin). Causes that say nothing (0, 16, 31, 127) are left to
 * the status. A phone that is not registered ends Dial() with 3, no route, and so with 404; an extension that is not in
 * the dialplan is a 404 without a cause, and an unallocated number is cause 1 (measured on 22.10).
 */
const byCause: ReadonlyMap<number, EndedReason> = new Map([
  [1, 'no-such-number'],
  [28, 'no-such-number'],
  [3, 'unreachable'],
  [17, 'busy'],
  [18, 'no-answer'],
  [19, 'no-answer'],
  [20, 'unreachable'],
  [27, 'unreachable'],
  [34, 'unreachable'],
  [38, 'unreachable'],
  [42, 'unreachable'],
  [21, 'rejected'],
  [26, 'answered-elsewhere'],
]);

/** RFC 3261 section 21, as an agent needs it. */
const statuses: ReadonlyMap<number, EndedReason> = new Map([
  [401, 'not-allowed'],
  [403, 'not-allowed'],
  [404, 'no-such-number'],
  [407, 'not-allowed'],
  [408, 'no-answer'],
  [410, 'no-such-number'],
  [480, 'no-answer'],
  [484, 'no-such-number'],
  [485, 'no-such-number'],
  [486, 'busy'],
  [487, 'you-cancelled'],
  [502, 'unreachable'],
  [503, 'unreachable'],
  [504, 'unreachable'],
  [600, 'busy'],
  [603, 'rejected'],
  [604, 'no-such-number'],
  [607, 'rejected'],
]);

/** A channel's hangup cause alone, for a leg whose dialog is not ours. */
export const reasonOfCause = (cause: number | null): EndedReason | null =>
  (cause === null ? undefined : byCause.get(cause)) ?? null;

const byStatus = (status: number | null): EndedReason =>
  (status === null ? undefined : statuses.get(status)) ?? 'pbx-error';
