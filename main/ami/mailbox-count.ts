import { failed, type Result, success } from '../base/result.ts';
import { mailboxCountAction } from './actions.ts';
import type { AmiClient } from './client.ts';
import type { AmiRefusal } from './refusal.ts';

export interface MailboxCount {
  readonly urgent: number;
  readonly new: number;
  readonly old: number;
}

/** How many messages lie in `mailbox` (box@context). Asterisk counts urgent ones apart from new ones here. */
export async function mailboxCount(
  client: Pick<AmiClient, 'action'>,
  mailbox: string,
): Promise<Result<MailboxCount, AmiRefusal>> {
  const answer = await client.action(mailboxCountAction(mailbox));
  if (!answer.ok) return answer;
  const [urgent, fresh, old] = ['UrgMessages', 'NewMessages', 'OldMessages'].map((name) =>
    Number.parseInt(answer.value.get(name) ?? '', 10),
  );
  if (urgent === undefined || fresh === undefined || old === undefined || Number.isNaN(urgent + fresh + old)) {
    return failed({ kind: 'error', message: 'the answer holds no counts' });
  }
  return success({ urgent, new: fresh, old });
}
