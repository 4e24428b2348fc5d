import { createHash } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Client, type Entry, type Filter, FilterParser, ResultCodeError } from 'ldapts';
import { type Result, success } from '../../base/result.ts';
import { tlsOptions } from '../../net/tls-options.ts';
import type { TlsTrust } from '../../net/tls-trust.ts';
import { judgeDraft, type NumberedDraft, type ReadFile, type Rejected, rejected } from '../draft.ts';
import {
  type ContactServer,
  type ContactSource,
  mostBytes,
  mostPeople,
  type SourceRead,
  type SyncFailure,
} from './contact-source.ts';
import { asked, ldapDraft, usualFilter } from './ldap-entry.ts';
import { failedSync, SyncError } from './sync-error.ts';

interface Access {
  readonly server: ContactServer & { readonly kind: 'ldap' };
  readonly password: string;
  readonly trust: TlsTrust;
}

/** ms. */
const [connectWithin, answerWithin] = [10_000, 30_000];
/** Active Directory gives no more than 1,000 at a time. */
const pageSize = 500;

/** RFC 4511, page by page (RFC 2696); TLS before anything is said (RFC 4513 section 3). */
export function ldapSource(access: Access): ContactSource {
  return {
    read: async (known, signal) => {
      const line: Line = { opened: false, over: null };
      const client = clientOf(access, line);
      const stop = (): void => void client.unbind().catch(() => undefined);
      signal.addEventListener('abort', stop, { once: true });
      try {
        return await readAll(client, access, known, signal);
      } catch (error) {
        return failedSync(line.over ?? named(error), signal);
      } finally {
        signal.removeEventListener('abort', stop);
        stop();
      }
    },
  };
}

async function readAll(
  client: Client,
  { server, password, trust }: Access,
  known: string | null,
  signal: AbortSignal,
): Promise<Result<SourceRead, SyncFailure>> {
  const filter = filterOf(server.filter);
  const { hostname, protocol } = new URL(server.url);
  if (protocol === 'ldap:') await client.startTLS(tlsOptions(trust, hostname));
  if (server.username !== '') await client.bind(server.username, password);
  const entries: Entry[] = [];
  const pages = client.searchPaginated(server.base, { scope: 'sub', filter, attributes: asked, paged: { pageSize } });
  for await (const { searchEntries } of pages) {
    signal.throwIfAborted();
    entries.push(...searchEntries);
    if (entries.length > mostPeople) throw new SyncError('too-large', `more than ${mostPeople} entries`);
  }
  const people = peopleOf(entries);
  if (people.drafts.length === 0) throw new SyncError('nobody', `${entries.length} entries, none with a number`);
  // LDAP has no tag for all of a tree: what was read tells whether anything has changed.
  const stamp = createHash('sha256').update(JSON.stringify(people.drafts)).digest('hex');
  return success({ stamp, people: stamp === known ? null : people });
}

/** Looked at before anybody is asked. */
function filterOf(text: string): Filter {
  try {
    return FilterParser.parseString(text === '' ? usualFilter : text);
  } catch (error) {
    throw new SyncError('bad-filter', error instanceof Error ? error.message : '');
  }
}

/** By their names, so that the same people come in the same order. */
function peopleOf(entries: readonly Entry[]): ReadFile {
  const drafts: NumberedDraft[] = [];
  const faults: Rejected[] = [];
  for (const [at, entry] of entries.toSorted((a, b) => (a.dn < b.dn ? -1 : 1)).entries()) {
    const draft = ldapDraft(entry);
    const judged = judgeDraft(draft);
    if (judged.ok) drafts.push({ line: at + 1, draft: judged.draft });
    else faults.push(rejected(at + 1, judged.reason, draft.name));
  }
  return { drafts, rejected: faults };
}

/** What is known of the one connection. */
interface Line {
  opened: boolean;
  /** Too much came over it. */
  over: SyncError | null;
}

/** One connection and no other: the library would open a new one by itself, without TLS on ldap://, and bind on that. */
function clientOf({ server, trust }: Access, line: Line): Client {
  const { hostname } = new URL(server.url);
  const once = (): void => {
    if (line.opened) throw new SyncError('unreachable', 'the server ended the connection');
    line.opened = true;
  };
  return new Client({
    ...{ url: server.url, connectTimeout: connectWithin, timeout: answerWithin, strictDN: false },
    ...(server.url.startsWith('ldaps:') && { tlsOptions: tlsOptions(trust, hostname) }),
    createConnection: ((port: number, host: string) => {
      once();
      return bounded(connectTcp(port, host), line);
    }) as typeof connectTcp,
    createSecureConnection: ((...args: Parameters<typeof connectTls>) => {
      // StartTLS goes over the connection there is.
      if (typeof args[0] === 'number') once();
      return bounded(connectTls(...args), line);
    }) as typeof connectTls,
  });
}

/** Ends a connection over which too much comes. */
function bounded<Connection extends Socket>(socket: Connection, line: Line): Connection {
  let left = mostBytes;
  socket.prependListener('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left >= 0) return;
    line.over = new SyncError('too-large', `more than ${mostBytes / 1024 / 1024} MB`);
    socket.destroy(line.over);
  });
  return socket;
}

/** RFC 4511 appendix A: what the server's result codes mean for somebody who set this up. */
const kinds: ReadonlyMap<number, SyncFailure['kind']> = new Map([
  [1, 'bad-answer'],
  [2, 'no-encryption'],
  [3, 'slow'],
  [4, 'too-large'],
  [8, 'login'],
  [11, 'too-large'],
  [13, 'no-encryption'],
  [32, 'not-there'],
  [34, 'not-there'],
  [48, 'login'],
  [49, 'login'],
  [50, 'forbidden'],
  [51, 'unreachable'],
  [52, 'unreachable'],
]);

function named(error: unknown): unknown {
  if (error instanceof ResultCodeError) return new SyncError(kinds.get(error.code) ?? 'bad-answer', error.message);
  if (!(error instanceof Error)) return error;
  // The library has no code for what it finds itself.
  if (/timeout/i.test(error.message)) return new SyncError('slow', error.message);
  return error;
}
