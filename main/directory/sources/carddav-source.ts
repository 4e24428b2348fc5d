import { addressBookQuery, createAccount, type DAVAddressBook, fetchAddressBooks, fetchVCards } from 'tsdav';
import { success } from '../../base/result.ts';
import type { TlsTrust } from '../../net/tls-trust.ts';
import { readVcard } from '../read-vcard.ts';
import { type ContactServer, type ContactSource, mostPeople } from './contact-source.ts';
import { serverFetch } from './server-fetch.ts';
import { failedSync, SyncError } from './sync-error.ts';

interface Access {
  readonly server: ContactServer & { readonly kind: 'carddav' };
  readonly password: string;
  readonly trust: TlsTrust;
}

/** Cards asked for at once: an answer that neither side chokes on. */
const atOnce = 200;

/** RFC 6352: every address book of an account, found as RFC 6764 says. */
export function cardDavSource({ server, password, trust }: Access): ContactSource {
  return {
    read: async (known, signal) => {
      const http = serverFetch(server.url, { trust, signal });
      // RFC 7617: in UTF-8.
      const login = Buffer.from(`${server.username}:${password}`, 'utf8').toString('base64');
      const session = new Session(http.fetch, { authorization: `Basic ${login}` });
      try {
        const books = await session.books(server.url);
        const stamp = stampOf(books);
        if (stamp !== null && stamp === known) return success({ stamp, people: null });
        const cards = await session.cards(books);
        const people = readVcard(Buffer.from(cards.join('\r\n'), 'utf8'));
        if (people.drafts.length === 0) throw new SyncError('nobody', `${cards.length} cards, none with a number`);
        return success({ stamp: stamp ?? '', people });
      } catch (error) {
        return failedSync(session.refusal ?? named(error), signal);
      } finally {
        http.close();
      }
    },
  };
}

/** By the collections' own tags (RFC 6578, and CalendarServer's getctag); null: the server has none. */
function stampOf(books: readonly DAVAddressBook[]): string | null {
  const tags = books.map(({ url, ctag, syncToken }) => ({ url, tag: syncToken ?? ctag ?? null }));
  return tags.some(({ tag }) => tag === null) ? null : JSON.stringify(tags);
}

/** The library has no codes for what it misses in an answer: no principal, no home, no multistatus. */
const named = (error: unknown): unknown =>
  error instanceof Error && error.name === 'Error' && !('code' in error) && error.cause === undefined
    ? new SyncError('not-there', error.message)
    : error;

class Session {
  readonly #access: { readonly fetch: typeof fetch; readonly headers: Record<string, string> };
  /** The first refusal that explains the others: the library has words of its own for what follows from it. */
  refusal: SyncError | null = null;

  constructor(fetch: typeof globalThis.fetch, headers: Record<string, string>) {
    this.#access = { headers, fetch: (input, init) => this.#watched(fetch, input, init) };
  }

  async books(serverUrl: string): Promise<readonly DAVAddressBook[]> {
    const account = await createAccount({ account: { serverUrl, accountType: 'carddav' }, ...this.#access });
    // It was found in the end, whatever was refused on the way.
    this.refusal = null;
    const books = await fetchAddressBooks({ account, ...this.#access });
    if (books.length === 0) throw this.refusal ?? new SyncError('not-there', 'the account has no address book');
    this.refusal = null;
    return books;
  }

  async cards(books: readonly DAVAddressBook[]): Promise<readonly string[]> {
    const cards: string[] = [];
    for (const addressBook of books) {
      // oxlint-disable-next-line no-await-in-loop -- one book after the other: nobody is in a hurry
      const urls = await this.#urls(addressBook);
      if (cards.length + urls.length > mostPeople) throw new SyncError('too-large', `more than ${mostPeople} cards`);
      for (let at = 0; at < urls.length; at += atOnce) {
        const objectUrls = urls.slice(at, at + atOnce);
        // oxlint-disable-next-line no-await-in-loop -- as above
        const found = await fetchVCards({ addressBook, objectUrls, ...this.#access });
        cards.push(...found.map(({ data }): unknown => data).filter((data) => typeof data === 'string'));
        if (this.refusal !== null) throw this.refusal;
      }
    }
    return cards;
  }

  async #urls({ url }: DAVAddressBook): Promise<readonly string[]> {
    const found = await addressBookQuery({ url, props: { 'd:getetag': {} }, depth: '1', ...this.#access });
    if (this.refusal !== null) throw this.refusal;
    return found
      .map(({ href }) => href ?? '')
      .filter((href) => href !== '' && new URL(href, url).pathname !== new URL(url).pathname);
  }

  async #watched(ask: typeof fetch, ...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    try {
      const response = await ask(input, init);
      const refusal = refusalOf(response.status);
      // That there is nothing at the well-known address is no refusal: the one that was typed is tried then.
      if (refusal !== null && (response.status !== 404 || init?.method === 'REPORT')) this.refusal ??= refusal;
      return response;
    } catch (error) {
      if (error instanceof SyncError) this.refusal ??= error;
      throw error;
    }
  }
}

function refusalOf(status: number): SyncError | null {
  if (status < 400) return null;
  const detail = `HTTP ${status}`;
  if (status === 401) return new SyncError('login', detail);
  if (status === 403) return new SyncError('forbidden', detail);
  if (status === 404 || status === 405 || status === 410) return new SyncError('not-there', detail);
  return new SyncError(status === 507 || status === 413 ? 'too-large' : 'bad-answer', detail);
}
