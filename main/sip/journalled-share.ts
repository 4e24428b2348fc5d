import { notedOf, type SharedDialog } from './dialog-fields.ts';
import type { JournalledCall } from './dialog-journal.ts';
import type { SipCallId, SipDialog } from './phone.ts';

type Share = Omit<Extract<JournalledCall, { phase: 'leaving' }>, 'phase' | 'wire'>;

/** What is journalled of every call, whatever it does. */
export function journalledShare(dialog: SipDialog): Share {
  return { ...notedOf(dialog), call: dialog.callId, carriers: [...dialog.carriers] };
}

/** The same back again. `since`: when we began to take it up, ms since 1970. */
export function takenUp(call: JournalledCall, since: number): SharedDialog {
  return {
    ...notedOf(call),
    callId: call.call as SipCallId,
    carriers: call.carriers as SipCallId[],
    media: call.phase === 'talking' ? 'connecting' : null,
    rescue: { state: 'under-way', since },
  };
}
