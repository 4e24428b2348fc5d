import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Contact } from '../../directory/contact.ts';
import type { ContactDirectory } from '../../directory/open-directory.ts';
import { readNumber } from '../../numbers/read-number.ts';

export interface MessagePeopleOptions {
  /** Null: there is none. */
  readonly directory: Pick<ContactDirectory, 'match' | 'onDidChange'> | null;
  readonly country: string;
  readonly onChange: () => void;
}

/** Numbers that are remembered; more messages than that lie in no mailbox (maxmsg is 9999 at most). */
const remembered = 2_000;

/** Who has left messages, by the directory. Nobody waits for it: a name comes when it is found. */
export class MessagePeople implements Disposable {
  readonly #options: MessagePeopleOptions;
  readonly #open = new DisposableStore();
  readonly #known = new Map<string, Contact | null>();

  constructor(options: MessagePeopleOptions) {
    this.#options = options;
    const { directory } = options;
    if (directory !== null) this.#open.add(directory.onDidChange(() => this.#askAgain()));
  }

  /** The one person a number belongs to; null: nobody, several, or it is not known yet. */
  of(number: string): Contact | null {
    return this.#known.get(number) ?? null;
  }

  /** Numbers that were not met before are looked for. */
  async see(numbers: readonly string[]): Promise<void> {
    const fresh = [...new Set(numbers)].filter((number) => number !== '' && !this.#known.has(number));
    for (const number of fresh) this.#known.set(number, null);
    for (const old of [...this.#known.keys()].slice(0, -remembered)) this.#known.delete(old);
    await this.#look(fresh);
  }

  dispose(): void {
    this.#open.dispose();
  }

  #askAgain(): void {
    void this.#look([...this.#known.keys()]);
  }

  async #look(numbers: readonly string[]): Promise<void> {
    const { directory, country, onChange } = this.#options;
    if (directory === null || numbers.length === 0) return;
    await Promise.all(
      numbers.map(async (number) => {
        const read = readNumber(number, country);
        const people = read === null ? [] : await directory.match(read);
        this.#known.set(number, people.length === 1 ? (people[0] ?? null) : null);
      }),
    );
    onChange();
  }
}
