import type { MailboxView, MessageView, PlayedMessage } from '../../../preload/contract/messages.ts';
import type { Outcome } from '../../../preload/contract/requests.ts';
import type { Party } from '../../../preload/contract/views.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import type { ContactDirectory } from '../../directory/open-directory.ts';
import type { Settings } from '../../settings/schema.ts';
import { type MailboxState, mailboxCounts, mailboxDoubt } from '../../voicemail/mailbox.ts';
import { type Message, messageOf, messageSights } from '../../voicemail/messages.ts';
import { onceLoaded } from '../once-loaded.ts';
import { confirmed, refused } from '../refusals.ts';
import type { RequestHandlers } from '../serve-page.ts';
import { partyOf } from '../shown-texts.ts';
import type { AmiRights } from '../transfers/ami-rights.ts';
import { MailboxBox } from './mailbox-box.ts';
import { MailboxNumbers } from './mailbox-numbers.ts';
import { MessagePeople } from './message-people.ts';

export interface MessagesOptions {
  /** Null: nobody tells of messages. */
  readonly ami: AmiClient | null;
  readonly rights: Pick<AmiRights, 'missing' | 'onDidChange'>;
  readonly settings: Settings;
  readonly directory: Pick<ContactDirectory, 'match' | 'onDidChange'> | null;
  readonly clock: Clock;
}

interface Known {
  readonly mailbox: string;
  readonly label: string | null;
  /** Null: AMI is not set up. */
  readonly box: MailboxBox | null;
  revision: number;
}

/** My mailbox as box@context. */
export const ownMailbox = ({ mailbox, agent }: Pick<Settings, 'mailbox' | 'agent'>): string =>
  mailbox ?? `${agent.extension}@default`;

/** What lies in my mailbox and in those I share; played by my own phone. */
export class Messages implements Disposable {
  readonly #options: MessagesOptions;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #numbers: MailboxNumbers;
  readonly #people: MessagePeople;
  readonly #known: readonly Known[];
  /** Calls that have heard something, and are over. */
  readonly #over = new Set<CallKey>();

  constructor(options: MessagesOptions) {
    this.#options = options;
    const { ami, settings, directory, rights } = options;
    const mine = ownMailbox(settings);
    this.#numbers = new MailboxNumbers(settings, mine);
    this.#people = this.#open.add(
      new MessagePeople({ directory, country: settings.numbers.country, onChange: () => this.#touchAll() }),
    );
    this.#known = [{ mailbox: mine, label: null }, ...settings.sharedMailboxes].map(({ mailbox, label }) =>
      this.#knownOf(mailbox, label),
    );
    this.#open.add(rights.onDidChange(() => this.#changed.emit()));
    if (ami !== null) this.#watch(ami);
  }

  /** `own`: what phone and manager say of my mailbox. */
  views(own: MailboxState): MailboxView[] {
    const { clock } = this.#options;
    const counts = this.#known.map(({ label, box }) => (label === null ? mailboxCounts(own) : (box?.counts ?? null)));
    const all = counts.flatMap((each) => each ?? []);
    return this.#known.map(({ mailbox, label, box, revision }, at) => ({
      ...{ mailbox, label, revision, counts: counts[at] ?? null },
      doubt: label === null ? mailboxDoubt(own, clock.now(), all) : null,
      listing: listingOf(box),
      changes: this.#changesOf(box),
      plays: this.#playsOf(mailbox, box),
      deleted: (box?.deleted ?? []).map(({ message, until }) => ({
        ...{ id: message.id, party: this.#partyOf(message), until },
      })),
      failed: this.#failedOf(box),
    }));
  }

  /** The call hears a message (or, null, calls a mailbox); undefined: it is with somebody. */
  heardBy(call: Pick<Call, 'direction' | 'party'>): PlayedMessage | null | undefined {
    return call.direction === 'out' ? this.#numbers.read(call.party.number)?.message : undefined;
  }

  /** Who left the message that a call plays; null: it plays none that is known. */
  callerOf(played: PlayedMessage): Party | null {
    const box = this.#boxOf(played.mailbox);
    const message = box === null ? null : messageOf(box.state, played.id);
    return message === null ? null : this.#partyOf(message);
  }

  /** Whoever has heard a message finds it among those heard: VoiceMailPlayMsg moves it, and tells no manager. */
  see(calls: readonly Call[]): void {
    for (const call of calls) {
      const heard = call.answeredAt === null || call.phase !== 'ended' ? undefined : this.heardBy(call);
      if (heard === undefined || this.#over.has(call.key)) continue;
      this.#over.add(call.key);
      if (heard === null) for (const { box } of this.#known) void box?.refresh();
      else void this.#boxOf(heard.mailbox)?.refresh();
    }
    for (const old of [...this.#over].slice(0, -100)) this.#over.delete(old);
  }

  /** `dial`: has my phone dial just that. */
  handlers(dial: (dials: string) => Promise<Outcome>) {
    return {
      messages: ({ mailbox }) => ({ messages: this.#list(mailbox) }),
      playMessage: async (wanted) => {
        const number = this.callerOf(wanted) === null ? null : this.#numbers.ofMessage(wanted);
        return number === null ? refused('not-now') : dial(number);
      },
      callMailbox: async ({ mailbox }) => {
        const number = this.#numbers.ofMailbox(mailbox);
        return number === null ? refused('not-now') : dial(number);
      },
      moveMessage: ({ mailbox, id, to }) => this.#move(mailbox, id, to),
      deleteMessage: ({ mailbox, id }) => {
        const box = this.#changeable(mailbox);
        if (box === null) return refused('not-permitted');
        return box.delete(id) ? confirmed : refused('not-now');
      },
      undoDelete: ({ mailbox }) => (this.#boxOf(mailbox)?.undo() === true ? confirmed : refused('not-now')),
    } satisfies Partial<RequestHandlers>;
  }

  dispose(): void {
    this.#open.dispose();
  }

  #knownOf(mailbox: string, label: string | null): Known {
    const { ami, clock } = this.#options;
    const known: Known = {
      ...{ mailbox, label, revision: 0 },
      box:
        ami === null
          ? null
          : this.#open.add(new MailboxBox({ mailbox, ami, clock, onChange: () => this.#touch(mailbox) })),
    };
    return known;
  }

  #watch(ami: AmiClient): void {
    const refreshAll = async (): Promise<void> => {
      await Promise.all(this.#known.flatMap(({ box }) => box?.refresh() ?? []));
    };
    this.#open.add(
      ami.onDidChangeLink((link) => {
        if (link.state === 'up') void onceLoaded(ami, refreshAll);
        else for (const { box } of this.#known) box?.lost();
      }),
    );
    this.#open.add(
      ami.onEvent((message) => {
        if (message.name === 'MessageWaiting') void this.#boxOf(message.get('Mailbox') ?? '')?.refresh();
      }),
    );
  }

  #boxOf(mailbox: string): MailboxBox | null {
    return this.#known.find((each) => each.mailbox === mailbox)?.box ?? null;
  }

  #changeable(mailbox: string): MailboxBox | null {
    const box = this.#boxOf(mailbox);
    return this.#changesOf(box) === 'yes' ? box : null;
  }

  async #move(mailbox: string, id: string, to: 'new' | 'heard'): Promise<Outcome> {
    const box = this.#changeable(mailbox);
    if (box === null) return refused('not-permitted');
    const done = await box.move(id, to);
    if (done === null) return refused('not-now');
    if (done.ok) return confirmed;
    return done.failure.kind === 'error' ? refused('rejected-by-pbx', done.failure.message) : refused('timeout');
  }

  #list(mailbox: string): MessageView[] {
    const box = this.#boxOf(mailbox);
    if (box === null) return [];
    return messageSights(box.state)
      .slice(0, 500)
      .map((sight) => ({
        ...{ id: sight.id, shelf: sight.shelf, urgent: sight.urgent, at: sight.at, seconds: sight.seconds },
        party: this.#partyOf(sight),
        company: this.#people.of(sight.number)?.company ?? '',
      }));
  }

  #partyOf({ name, number }: Message): Party {
    const party = partyOf({ name, number }, this.#options.settings.numbers.country);
    const person = this.#people.of(number);
    return person === null || person.name === '' ? party : { ...party, name: person.name };
  }

  #changesOf(box: MailboxBox | null): MailboxView['changes'] {
    if (box === null) return 'no-ami';
    const why = this.#options.rights.missing(['move a message']);
    // A PBX that lists them can move them; what it had loaded when it was asked may have been less.
    if (why === 'not-loaded') return box.state.listing.kind === 'listed' ? 'yes' : 'too-old';
    return why ?? 'yes';
  }

  #playsOf(mailbox: string, box: MailboxBox | null): MailboxView['plays'] {
    const byId = box?.state.listing.kind === 'listed' && this.#numbers.ofMessage({ mailbox, id: '1' }) !== null;
    if (byId) return 'message';
    return this.#numbers.ofMailbox(mailbox) === null ? null : 'mailbox';
  }

  #failedOf(box: MailboxBox | null): MailboxView['failed'] {
    const undone = box?.undone ?? null;
    return undone === null ? null : { what: undone.what, party: this.#partyOf(undone.message), why: undone.why };
  }

  #touch(mailbox: string): void {
    const known = this.#known.find((each) => each.mailbox === mailbox);
    if (known === undefined) return;
    known.revision += 1;
    const { listing } = known.box?.state ?? {};
    if (listing?.kind === 'listed') void this.#people.see(listing.messages.map(({ number }) => number));
    this.#changed.emit();
  }

  #touchAll(): void {
    for (const known of this.#known) known.revision += 1;
    this.#changed.emit();
  }
}

const listingOf = (box: MailboxBox | null): MailboxView['listing'] => {
  if (box === null) return 'no-ami';
  const { listing } = box.state;
  return listing.kind === 'not-listed' ? listing.why : listing.kind;
};
