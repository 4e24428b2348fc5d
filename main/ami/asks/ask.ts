import { failed, type Result, success } from '../../base/result.ts';
import type { AmiAction } from '../action.ts';
import type { AmiActionOptions, AmiClient } from '../client.ts';
import type { AmiMessage } from '../codec/message.ts';
import type { AmiRefusal } from '../refusal.ts';

/** A question that is answered by one message, and what that message says. */
export interface AmiAsk<Value> {
  readonly action: AmiAction;
  read(answer: AmiMessage): Result<Value, AmiRefusal>;
}

/** A question that is answered by a list, and what an item of it says; null: nothing that was asked for. */
export interface AmiListAsk<Item> {
  readonly action: AmiAction;
  read(item: AmiMessage): Item | null;
}

/** Asks, and gives the answer as a value. */
export async function ask<Value>(
  client: Pick<AmiClient, 'action'>,
  question: AmiAsk<Value>,
  options?: AmiActionOptions,
): Promise<Result<Value, AmiRefusal>> {
  const answer = await client.action(question.action, options);
  return answer.ok ? question.read(answer.value) : answer;
}

/** Asks, and gives the whole list. */
export async function askList<Item>(
  client: Pick<AmiClient, 'list'>,
  question: AmiListAsk<Item>,
  options?: AmiActionOptions,
): Promise<Result<readonly Item[], AmiRefusal>> {
  const list = await client.list(question.action, options);
  if (!list.ok) return list;
  return success(list.value.map((item) => question.read(item)).filter((item) => item !== null));
}

/** A question whose answer is that it was done, or that it was not. */
export const order = (action: AmiAction): AmiAsk<void> => ({ action, read: () => success() });

/**
 * The same for handlers that say Success whatever came of it and tell only by their words (apps/app_voicemail.c,
 * `manager_voicemail_move` and its like send `Message move failed` as an acknowledgement).
 */
export const orderThatMayLie = (action: AmiAction): AmiAsk<void> => ({
  action,
  read: (answer) => {
    const message = (answer.get('Message') ?? '').trim();
    return /fail|unable|not |no such|invalid/i.test(message) ? failed({ kind: 'error', message }) : success();
  },
});

/** What could be read, or the refusal that says that it could not. */
export const readable = <Value>(value: Value | null): Result<Value, AmiRefusal> =>
  value === null ? failed({ kind: 'error', message: 'the answer does not hold what was asked' }) : success(value);
