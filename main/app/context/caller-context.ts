import type { CallContext, ContactView, EarlierCall } from '../../../preload/contract/context.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import type { Contact } from '../../directory/contact.ts';
import type { ContactDirectory } from '../../directory/open-directory.ts';
import type { KeptCall } from '../../history/history-call.ts';
import type { History } from '../../history/open-history.ts';
import type { LookupAnswer } from '../../lookup/http-lookup.ts';
import { readNumber } from '../../numbers/read-number.ts';
import { whoIs } from '../../numbers/who.ts';

export interface CallerContextOptions {
  readonly directory: Pick<ContactDirectory, 'match' | 'onDidChange'> | null;
  readonly history: History | null;
  /** The row a call has in the history. */
  readonly rowOf: (call: CallKey) => string;
  readonly country: string;
  /** Mine, as it stands in the history. */
  readonly agent: string;
  /** Asks the web service of the settings; null: there is none. */
  readonly look: ((call: CallKey) => Promise<LookupAnswer>) | null;
  /** What can be opened for the call. */
  readonly linksOf: (call: Call) => string[];
}

/** Calls with the same caller that are told. */
const earlierShown = 12;

interface Known {
  readonly number: string;
  readonly people: readonly Contact[];
  readonly earlier: readonly KeptCall[];
  readonly looking: boolean;
  readonly lookup: CallContext['lookup'];
}

/**
 * What the directory and the history know of each caller on the desk. It is asked for as soon as a number is seen, and
 * told when it is there: no call waits for it.
 */
export class CallerContext implements Disposable {
  readonly #options: CallerContextOptions;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #known = new Map<CallKey, Known>();

  constructor(options: CallerContextOptions) {
    this.#options = options;
    const { directory, history } = options;
    if (directory !== null) this.#open.add(directory.onDidChange(() => this.#askAgain()));
    if (history !== null) this.#open.add(history.onDidRead(() => this.#askAgain()));
  }

  /** The calls on the desk as they are now. */
  see(calls: readonly Call[]): void {
    const keys = new Set(calls.map(({ key }) => key));
    for (const key of this.#known.keys()) if (!keys.has(key)) this.#known.delete(key);
    for (const { key, party } of calls) {
      if (this.#known.get(key)?.number !== party.number) void this.#ask(key, party.number);
    }
  }

  of(call: Call): CallContext | null {
    const known = this.#known.get(call.key);
    if (known === undefined) return null;
    const { country, agent, linksOf } = this.#options;
    return {
      looking: known.looking,
      people: known.people.map((contact) => contactView(contact, known.number, country)),
      earlier: known.earlier.map((each) => earlierCall(each, agent)),
      lookup: known.lookup,
      links: linksOf(call),
    };
  }

  /** The one person the number belongs to; null: nobody, or several. */
  personOf(key: CallKey): Contact | null {
    const people = this.#known.get(key)?.people ?? [];
    return people.length === 1 ? (people[0] ?? null) : null;
  }

  dispose(): void {
    this.#open.dispose();
  }

  #askAgain(): void {
    for (const [key, { number }] of this.#known) void this.#ask(key, number);
  }

  async #ask(key: CallKey, number: string): Promise<void> {
    const { directory, country } = this.#options;
    const read = readNumber(number, country);
    const before = this.#known.get(key);
    const found = (read === null ? null : directory?.match(read)) ?? [];
    const people = found instanceof Promise ? null : found;
    const asked: Known = {
      ...{ number, people: people ?? [], looking: people === null },
      ...(before?.number === number
        ? { people: people ?? before.people, earlier: before.earlier, lookup: before.lookup }
        : { earlier: [], lookup: null }),
    };
    this.#known.set(key, asked);
    if (before?.number === number) this.#changed.emit();
    if (read === null) return;
    if (before?.number !== number) void this.#look(key, number);
    // The name does not wait for what was said last time: the history may be writing.
    await Promise.all([found instanceof Promise && this.#learn(key, number, found), this.#askEarlier(key, number)]);
  }

  async #learn(key: CallKey, number: string, found: Promise<readonly Contact[]>): Promise<void> {
    const people = await found;
    // The far party changed meanwhile, or the call is gone.
    if (this.#known.get(key)?.number === number) this.#know(key, { people, looking: false });
  }

  async #askEarlier(key: CallKey, number: string): Promise<void> {
    const earlier = await this.#earlier(key, number);
    if (this.#known.get(key)?.number === number) this.#know(key, { earlier });
  }

  /** The web service has its own time: neither the pop nor the directory waits for it. */
  async #look(key: CallKey, number: string): Promise<void> {
    const { look } = this.#options;
    if (look === null) return;
    this.#know(key, { lookup: { state: 'looking', fields: [] } });
    const answer = await look(key);
    if (this.#known.get(key)?.number !== number) return;
    this.#know(key, {
      lookup: answer.ok ? { state: 'found', fields: [...answer.value] } : { state: 'failed', fields: [] },
    });
  }

  #know(key: CallKey, more: Partial<Known>): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#known.set(key, { ...known, ...more });
    this.#changed.emit();
  }

  async #earlier(key: CallKey, number: string): Promise<readonly KeptCall[]> {
    const { history, country, rowOf } = this.#options;
    const who = whoIs(number, country);
    if (history === null || who === null) return [];
    const found = await history.store.ask('earlier', {
      ...{ who, besides: rowOf(key), at: Number.MAX_SAFE_INTEGER, most: earlierShown },
    });
    return found.ok ? found.value : [];
  }
}

export function contactView(
  { id, name, company, role, email, note, numbers }: Contact,
  number: string,
  country: string,
): ContactView {
  const who = whoIs(number, country);
  return {
    ...{ id, name, company, role, email, note },
    numbers: numbers.flatMap(({ label, raw }) => {
      const read = readNumber(raw, country);
      return read === null ? [] : [{ label, number: read, current: whoIs(raw, country) === who }];
    }),
  };
}

const earlierCall = (
  { id, direction, startedAt, answeredAt, endedAt, agent, note, disposition }: KeptCall,
  me: string,
): EarlierCall => ({
  ...{ id, direction, startedAt, note, disposition },
  talkSeconds: answeredAt === null || endedAt === null ? null : Math.max(0, Math.round((endedAt - answeredAt) / 1000)),
  by: agent === me ? null : agent,
});
