import type { MailboxView, MessageView } from '../../preload/contract/messages.ts';
import type { CallId, CallView, DeskView } from '../../preload/contract/views.ts';

export interface MessagesState {
  /** The mailbox that is looked at; null: mine. */
  readonly mailbox: string | null;
  /** null while they are asked for. */
  readonly rows: readonly MessageView[] | null;
  /** Of the list that is shown, or asked for. */
  readonly revision: number;
  /** By its id, so that a message that comes leaves the choice where it was. */
  readonly selected: string | null;
  /** Why something was not done. */
  readonly message: string | null;
  readonly hearing: Hearing | null;
}

/** What the listen keys did to a call that plays a message. */
export interface Hearing {
  readonly call: CallId;
  /** Since when it stands still, ms since 1970; null: it plays. */
  readonly pausedAt: number | null;
  /** How much later than the clock it is: pauses, and jumps back; less than 0 after jumps ahead. Milliseconds. */
  readonly behind: number;
}

export const noMessages: MessagesState = {
  ...{ mailbox: null, rows: null, revision: -1, selected: null, message: null, hearing: null },
};

export const boxesOf = (view: DeskView | null): readonly MailboxView[] => view?.mailboxes ?? [];

/** The mailbox that is looked at. */
export const boxOf = (view: DeskView | null, { mailbox }: Pick<MessagesState, 'mailbox'>): MailboxView | null =>
  boxesOf(view).find((each) => each.mailbox === mailbox) ?? boxesOf(view)[0] ?? null;

/** The call that plays a message; null: none does. */
export const playerOf = (view: DeskView | null): CallView | null =>
  (view?.calls ?? []).find(({ message, phase }) => message !== undefined && message !== null && phase !== 'ended') ??
  null;

/** How far a message has been played, in whole seconds. */
export function playedSeconds(call: CallView, hearing: Hearing | null, length: number | null, now: number): number {
  if (call.answeredAt === null) return 0;
  const { pausedAt = null, behind = 0 } = hearing?.call === call.id ? hearing : {};
  const seconds = Math.floor(((pausedAt ?? now) - call.answeredAt - behind) / 1000);
  return Math.max(0, Math.min(seconds, length ?? seconds));
}
