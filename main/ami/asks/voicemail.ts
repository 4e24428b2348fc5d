import type { AmiMessage } from '../codec/message.ts';
import { type AmiAsk, type AmiListAsk, orderThatMayLie } from './ask.ts';
import { action, knownIn, numberIn, textIn } from './fields.ts';

export interface VoicemailUser {
  readonly mailbox: string;
  readonly context: string;
  readonly name: string | null;
  readonly new: number;
  readonly old: number;
}

function readUser(item: AmiMessage): VoicemailUser | null {
  const mailbox = item.get('VoiceMailbox');
  if (mailbox === undefined) return null;
  return {
    ...{ mailbox, context: textIn(item, 'VMContext'), name: knownIn(item, 'Fullname') },
    ...{ new: numberIn(item, 'NewMessageCount') ?? 0, old: numberIn(item, 'OldMessageCount') ?? 0 },
  };
}

/** Every mailbox there is; none: an empty list. It may ask a mail server: not for often. */
export const askMailboxes = (): AmiListAsk<VoicemailUser> => ({
  action: action('VoicemailUsersList'),
  read: (item) => (item.name === 'VoicemailUserEntry' ? readUser(item) : null),
});

/** One mailbox; an unknown one: an empty list. Asterisk 16 and later. */
export const askMailbox = (mailbox: string, context = 'default'): AmiListAsk<VoicemailUser> => ({
  action: action('VoicemailUserStatus', { Context: context, Mailbox: mailbox }),
  read: (item) => (item.name === 'VoicemailUserDetail' ? readUser(item) : null),
});

/** A message as a mailbox lists it. */
export interface ListedMessage {
  /** INBOX, Urgent, Old, Work … */
  readonly folder: string;
  /** As in `"Ann Client" <+15550123>`; hostile. */
  readonly callerId: string;
  /** In the PBX's own time zone, as its `origdate` says it. */
  readonly date: string;
  readonly seconds: number | null;
  /** Unix seconds, a dash and a number (app_voicemail.c, `generate_msg_id`). */
  readonly id: string;
}

/** Everything in a mailbox; an unknown one is an error. Asterisk 18.20, 20.5, 21 or later, class call or reporting. */
export const askMessages = (mailbox: string, context = 'default'): AmiListAsk<ListedMessage> => ({
  action: action('VoicemailBoxSummary', { Context: context, Mailbox: mailbox }),
  read: (item) => {
    const id = item.name === 'VoicemailBoxDetail' ? item.get('ID') : undefined;
    if (id === undefined) return null;
    return {
      ...{ id, folder: textIn(item, 'Folder'), callerId: textIn(item, 'CallerID'), date: textIn(item, 'Date') },
      seconds: numberIn(item, 'Duration'),
    };
  },
});

/** A message in a mailbox. All three need Asterisk 18.20, 20.5, 21 or later, and class user. */
export interface StoredMessage {
  readonly mailbox: string;
  readonly context?: string;
  /** INBOX, Old, Urgent … */
  readonly folder: string;
  readonly id: string;
}

const fieldsOf = ({ mailbox, context = 'default', folder, id }: StoredMessage) => ({
  ...{ Mailbox: mailbox, Context: context, Folder: folder, ID: id },
});

export const moveMessage = (message: StoredMessage, toFolder: string): AmiAsk<void> =>
  orderThatMayLie(action('VoicemailMove', { ...fieldsOf(message), ToFolder: toFolder }));

export const removeMessage = (message: StoredMessage): AmiAsk<void> =>
  orderThatMayLie(action('VoicemailRemove', fieldsOf(message)));

export const forwardMessage = (
  message: StoredMessage,
  to: { readonly mailbox: string; readonly context?: string; readonly folder: string },
): AmiAsk<void> =>
  orderThatMayLie(
    action('VoicemailForward', {
      ...{ ...fieldsOf(message), ToMailbox: to.mailbox, ToContext: to.context ?? 'default', ToFolder: to.folder },
    }),
  );
