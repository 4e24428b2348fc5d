import type { Reply } from '../../preload/contract/bridge.ts';
import type { RequestOutput } from '../../preload/contract/requests.ts';
import type { CallAction } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';

/** Why it did not happen, in words; null when it did. `unconfirmed` may still happen and is told by its caller. */
export function failureText(reply: Reply<RequestOutput<'park' | 'saveRecording'>>): string | null {
  if (!reply.ok) return t.call.notDelivered;
  if (reply.value.outcome !== 'refused') return null;
  return refusalText(reply.value.reason, reply.value.detail);
}

/** Nobody knows whether it was done, and for how long nothing was heard. */
export const unconfirmedText = ({
  action,
  afterMs,
}: {
  readonly action: CallAction;
  readonly afterMs: number;
}): string => t.call.unconfirmed(t.call.actions[action], Math.round(afterMs / 1000));

export function refusalText(reason: keyof typeof t.call.refusal, detail: string | null): string {
  const why = t.call.refusal[reason];
  return detail === null || detail === '' ? why : `${why} ${t.call.pbxSaid(detail)}`;
}
