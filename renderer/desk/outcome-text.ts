import type { Reply } from '../../preload/contract/bridge.ts';
import type { RequestOutput } from '../../preload/contract/requests.ts';
import type { CallAction, CallView, Operation, RefusalReason } from '../../preload/contract/views.ts';
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

/** After these the caller is with us again, unless we talk to somebody else by then. */
const gaveBack: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
  ...(['target-busy', 'target-no-answer', 'target-unknown', 'target-unreachable'] as const),
  ...(['target-rejected', 'interrupted'] as const),
]);

/** After these the caller is taken off hold as soon as the line is back (main/app/transfers/way-back.ts): no key is asked for. */
const mendsItself: ReadonlySet<RefusalReason> = new Set<RefusalReason>(['offline', 'timeout', 'no-audio']);

/** The same on a card, and where its caller is then. `keys`: what takes them off hold, as in H. */
export function refusedText(
  call: CallView,
  { action, reason, detail }: Extract<Operation, { state: 'refused' }>,
  keys: string | null,
): string {
  const isOver = reason === 'offline' && (call.can.includes('resume') || call.can.includes('hold'));
  const why = isOver ? t.call.wasOffline : refusalText(reason, detail);
  if (call.phase === 'held' && call.pair === null) {
    const where = t.call.stillOnHold(call.can.includes('resume') && !mendsItself.has(reason) ? keys : null);
    // The consultation is over: it is the caller who did not come back of it.
    return t.call.refused(t.call.refusedAction[action === 'cancelConsult' ? 'takeBack' : action], `${why} ${where}`);
  }
  return t.call.refused(t.call.refusedAction[action], gaveBack.has(reason) ? `${why} ${t.call.callerIsBack}` : why);
}

function refusalText(reason: RefusalReason, detail: string | null): string {
  const why = t.call.refusal[reason];
  return detail === null || detail === '' ? why : `${why} ${t.call.pbxSaid(detail)}`;
}
