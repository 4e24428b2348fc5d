import type { JournalledCall } from './dialog-journal.ts';
import type { SharedDialog } from './dialog-record.ts';
import type { SipCallId, SipDialog } from './phone.ts';

type Share = Omit<Extract<JournalledCall, { phase: 'leaving' }>, 'phase' | 'wire'>;

/** What is journalled of every call, whatever it does. */
export function journalledShare(dialog: SipDialog): Share {
  const { callId, carriers, direction, remote, local, startedAt, answeredAt, held, heldByRemote, muted } = dialog;
  return {
    call: callId,
    carriers: [...carriers],
    direction,
    remote,
    local,
    startedAt,
    answeredAt,
    held,
    heldByRemote,
    muted,
  };
}

/** The same back again. `since`: when we began to take it up, ms since 1970. */
export function takenUp(call: JournalledCall, since: number): SharedDialog {
  const { direction, remote, local, startedAt, answeredAt, held, heldByRemote, muted } = call;
  const shared = { direction, remote, local, startedAt, answeredAt, held, heldByRemote, muted };
  return {
    ...shared,
    callId: call.call as SipCallId,
    carriers: call.carriers as SipCallId[],
    media: call.phase === 'talking' ? 'connecting' : null,
    rescue: { state: 'under-way', since },
  };
}
