import { ask, askList } from '../../ami/asks/ask.ts';
import { askMessages, type ListedMessage, moveMessage, removeMessage } from '../../ami/asks/voicemail.ts';
import type { AmiClient } from '../../ami/client.ts';
import { mailboxCount } from '../../ami/mailbox-count.ts';
import type { AmiRefusal } from '../../ami/refusal.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Result } from '../../base/result.ts';
import type { MailboxCounts } from '../../voicemail/mailbox.ts';
import {
  type BoxFact,
  type BoxState,
  callerOf,
  folderOf,
  type Message,
  messageOf,
  type NotListed,
  reduceBox,
  type Shelf,
  unknownBox,
} from '../../voicemail/messages.ts';

/** How long a deleted message can be had back, ms. */
export const undoFor = 8_000;

export interface Deleted {
  readonly message: Message;
  readonly until: number;
}

/** What the PBX did not do. `why` is what it said. */
export interface Undone {
  readonly what: 'delete' | 'move';
  readonly message: Message;
  readonly why: string;
}

export interface BoxOptions {
  /** box@context. */
  readonly mailbox: string;
  readonly ami: Pick<AmiClient, 'action' | 'list'>;
  readonly clock: Clock;
  readonly onChange: () => void;
}

/** One mailbox of the PBX: what lies in it, and what is wanted of it. */
export class MailboxBox implements Disposable {
  readonly #options: BoxOptions;
  readonly #open = new DisposableStore();
  readonly #deletes = new Map<string, Deleted & { readonly alarm: Disposable }>();
  #state: BoxState = unknownBox;
  #counts: MailboxCounts | null = null;
  #undone: Undone | null = null;
  #asking = false;
  #again = false;

  constructor(options: BoxOptions) {
    this.#options = options;
  }

  get state(): BoxState {
    return this.#state;
  }

  get counts(): MailboxCounts | null {
    return this.#counts;
  }

  get undone(): Undone | null {
    return this.#undone;
  }

  /** What can be had back, the last one first. */
  get deleted(): readonly Deleted[] {
    return [...this.#deletes.values()].toReversed();
  }

  /** AMI is gone: nothing of it is known to be so. */
  lost(): void {
    this.#counts = null;
    this.#apply({ kind: 'not-listed', why: 'no-ami' });
  }

  /** Asks for it anew; once more where something happened meanwhile. */
  async refresh(): Promise<void> {
    this.#again = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#again) {
      this.#again = false;
      // oxlint-disable-next-line no-await-in-loop -- one answer at a time, so that none overtakes another
      await this.#ask();
    }
    this.#asking = false;
  }

  /** It goes from the list at once. The PBX hears of it when nobody can take it back any more. */
  delete(id: string): boolean {
    const message = messageOf(this.#state, id);
    if (message === null || this.#state.wishes.has(id)) return false;
    const { clock } = this.#options;
    const alarm = this.#open.add(clock.after(undoFor, () => void this.#send(message)));
    this.#deletes.set(id, { message, until: clock.now() + undoFor, alarm });
    this.#undone = null;
    this.#apply({ kind: 'wished', id, wish: { kind: 'delete' } });
    return true;
  }

  /** The one deleted last is back. False: there is none. */
  undo(): boolean {
    const [last] = this.deleted;
    if (last === undefined) return false;
    const { id } = last.message;
    this.#deletes.get(id)?.alarm.dispose();
    this.#deletes.delete(id);
    this.#apply({ kind: 'unwished', id });
    return true;
  }

  /** Null: there is no such message. */
  async move(id: string, to: Shelf): Promise<Result<void, AmiRefusal> | null> {
    const message = messageOf(this.#state, id);
    if (message === null || this.#state.wishes.has(id)) return null;
    this.#undone = null;
    this.#apply({ kind: 'wished', id, wish: { kind: 'move', to } });
    return this.#order(message, 'move', moveMessage(this.#stored(message), folderOf(to)));
  }

  /** What was deleted and not yet told to the PBX stays there: nobody is at the desk any more who meant it. */
  dispose(): void {
    this.#open.dispose();
    this.#deletes.clear();
  }

  async #send(message: Message): Promise<void> {
    this.#deletes.delete(message.id);
    await this.#order(message, 'delete', removeMessage(this.#stored(message)));
  }

  async #order(message: Message, what: Undone['what'], order: ReturnType<typeof removeMessage>) {
    const done = await ask(this.#options.ami, order);
    if (!done.ok) {
      this.#undone = { what, message, why: wordsOf(done.failure) };
      this.#apply({ kind: 'unwished', id: message.id });
    }
    // Only a list without it shows that it was done.
    await this.refresh();
    return done;
  }

  #stored({ id, folder }: Message) {
    const [mailbox, context] = this.#place();
    return { mailbox, context, folder, id };
  }

  #place(): readonly [mailbox: string, context: string] {
    const [mailbox = '', context = 'default'] = this.#options.mailbox.split('@');
    return [mailbox, context];
  }

  async #ask(): Promise<void> {
    const { ami, mailbox } = this.#options;
    const [listed, counted] = await Promise.all([
      askList(ami, askMessages(...this.#place())),
      mailboxCount(ami, mailbox),
    ]);
    this.#counts = counted.ok ? { ...counted.value, new: counted.value.new + counted.value.urgent } : this.#counts;
    this.#apply(
      listed.ok
        ? { kind: 'listed', messages: listed.value.map(messageFrom) }
        : { kind: 'not-listed', why: notListed(listed.failure) },
    );
  }

  #apply(fact: BoxFact): void {
    this.#state = reduceBox(this.#state, fact);
    this.#options.onChange();
  }
}

function notListed(refusal: AmiRefusal): NotListed {
  switch (refusal.kind) {
    case 'unknown-action':
      return 'too-old';
    case 'denied':
      return 'no-right';
    case 'not-connected':
    case 'link-lost':
      return 'no-ami';
    case 'error':
    case 'bad-field':
    case 'timeout':
      return 'failed';
  }
}

const wordsOf = (refusal: AmiRefusal): string => (refusal.kind === 'error' ? refusal.message : refusal.kind);

/** The date is written in the PBX's own zone; the id begins with the same moment in seconds since 1970. */
function messageFrom({ id, folder, callerId, seconds }: ListedMessage): Message {
  const since1970 = /^(\d{9,11})-/.exec(id)?.[1];
  return { id, folder, ...callerOf(callerId), seconds, at: since1970 === undefined ? null : Number(since1970) * 1000 };
}
