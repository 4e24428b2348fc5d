import type { RefusalReason } from '../../../preload/contract/views.ts';
import { type EndedReason, endedReason } from '../../calls/ended-reason.ts';
import type { SipDialogEnd } from '../../sip/phone.ts';

const reasons: ReadonlyMap<EndedReason, RefusalReason> = new Map<EndedReason, RefusalReason>([
  ['busy', 'target-busy'],
  ['no-such-number', 'target-unknown'],
  ['unreachable', 'target-unreachable'],
  ['no-answer', 'target-no-answer'],
  ['rejected', 'target-rejected'],
  ['connection-lost', 'offline'],
  ['audio-failed', 'no-audio'],
  ['you-cancelled', 'taken-back'],
]);

/** Why the leg to a target came to nothing, as it is told on the caller's card. */
export const targetFailure = (end: SipDialogEnd | null): RefusalReason =>
  end === null ? 'target-no-answer' : (reasons.get(endedReason(end)) ?? 'rejected-by-pbx');
