import type { IncomingResponseMessage } from 'sip.js/lib/core/index.js';

/** Where it is noted which contacts of ours the PBX has, so that a crash leaves none behind. */
export interface ContactNote {
  /** What an Offhook before this one left there. */
  readonly left: readonly string[];
  /** Takes the place of what stood there. */
  write(contacts: readonly string[]): void;
}

/**
 * Which contacts of ours the PBX has, one a connection, as it calls them: Asterisk puts the address it saw in the place of ours
 * (res_pjsip_transport_websocket.c, `websocket_on_rx_msg`), and the Via of its answer names that (RFC 3581).
 *
 * One that outlives its connection is called for up to two minutes in our place, where a queue or an Originate rings the first
 * there is, and nobody hears it. That is so where the PBX does not see the connection end (another network, a computer that
 * slept), and at times on Asterisk 16 after it dropped our contact with somebody else's and was told it again. Asterisk rewrites
 * the first Contact of a request alone, so that a second one takes back just that one.
 */
export class OwnContacts {
  readonly #user: string;
  readonly #note: ContactNote;
  #now: string | null = null;
  /** All there were when ours was last among them. */
  #listed: readonly string[] = [];
  #left: readonly string[];

  constructor(user: string, note: ContactNote = noContactNote) {
    this.#user = user;
    this.#note = note;
    this.#left = note.left.filter((each) => contactForm.test(each));
  }

  /** How the PBX calls the one of this connection, where it has others too. */
  get amongOthers(): string | null {
    return this.isAlone ? null : this.#now;
  }

  /** No other phone is registered on the account. */
  get isAlone(): boolean {
    return this.#listed.length <= 1;
  }

  /** Those of connections that are gone: taken back with the next REGISTER. */
  get left(): readonly string[] {
    return this.#left;
  }

  /** The connection that was is gone. */
  forget(): void {
    if (this.#now === null) return;
    this.#left = [...this.#left, this.#now];
    this.#now = null;
  }

  /** They are not taken back after all. Whether there were any. */
  giveUpLeft(): boolean {
    const were = this.#left.length > 0;
    this.#left = [];
    return were;
  }

  /** The PBX has said yes to a REGISTER that took back what was left. */
  registered(answer: IncomingResponseMessage): void {
    this.#listed = answer.getHeaders('contact').map(uriOf);
    const now = seenAt(answer, this.#user);
    if (now === this.#now && this.#left.length === 0) return;
    this.#now = now;
    this.#left = [];
    this.#note.write(now === null ? [] : [now]);
  }

  /**
   * Whether somebody new is among `contacts`, which ours is not: they took our place. Where there are those alone who were
   * beside us, nobody did: Asterisk 16 has dropped ours.
   */
  isDisplacedBy(contacts: readonly string[]): boolean {
    return contacts.some((each) => !this.#listed.includes(uriOf(each)));
  }

  /** The PBX has nothing of ours any more. */
  unregistered(): void {
    this.#now = null;
    this.#left = [];
    this.#note.write([]);
  }
}

/** What is noted goes into a header again. */
const contactForm = /^sip:\w+@(?:[\d.]+|\[[\da-fA-F:.]+\]):\d{1,5};transport=ws$/;

const uriOf = (contact: string): string => /<([^>]*)>/.exec(contact)?.[1] ?? contact;

function seenAt(answer: IncomingResponseMessage, user: string): string | null {
  const via = answer.getHeader('via') ?? '';
  const host = /;\s*received=\[?([\da-fA-F:.]+)/i.exec(via)?.[1];
  const port = /;\s*rport=(\d{1,5})/i.exec(via)?.[1];
  if (host === undefined || port === undefined) return null;
  return `sip:${user}@${host.includes(':') ? `[${host}]` : host}:${port};transport=ws`;
}

const noContactNote: ContactNote = { left: [], write: () => undefined };
