import type { PlayedMessage } from '../../../preload/contract/messages.ts';
import type { Settings } from '../../settings/schema.ts';

/** What a phone dials to hear a message, and back. */
export class MailboxNumbers {
  readonly #plan: Settings['dialplan'];
  readonly #shared: Settings['sharedMailboxes'];
  readonly #mine: string;

  constructor({ dialplan, sharedMailboxes }: Pick<Settings, 'dialplan' | 'sharedMailboxes'>, mine: string) {
    this.#plan = dialplan;
    this.#shared = sharedMailboxes;
    this.#mine = mine;
  }

  /** Null: messages cannot be played one by one. */
  ofMessage({ mailbox, id }: PlayedMessage): string | null {
    const { playMessage } = this.#plan;
    return playMessage === null ? null : `${playMessage}${boxOf(mailbox)}*${id}`;
  }

  /** Null: nothing reaches this mailbox. */
  ofMailbox(mailbox: string): string | null {
    if (mailbox === this.#mine) return this.#plan.voicemail;
    return this.#shared.find((each) => each.mailbox === mailbox)?.dials ?? null;
  }

  /** What was dialled is a mailbox or one of its messages (`message`); null: it is somebody. */
  read(dialled: string): { readonly message: PlayedMessage | null } | null {
    const boxes = [this.#mine, ...this.#shared.map(({ mailbox }) => mailbox)];
    if (boxes.some((mailbox) => this.ofMailbox(mailbox) === dialled)) return { message: null };
    for (const mailbox of boxes) {
      const before = this.ofMessage({ mailbox, id: '' });
      if (before !== null && dialled.startsWith(before) && dialled.length > before.length)
        return { message: { mailbox, id: dialled.slice(before.length) } };
    }
    return null;
  }
}

const boxOf = (mailbox: string): string => mailbox.split('@')[0] ?? mailbox;
