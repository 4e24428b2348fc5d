import type { Result } from '../../base/result.ts';
import type { ReadFile } from '../draft.ts';

/** A server whose people are read into the directory, and never written to. */
export type ContactServer =
  | {
      readonly kind: 'carddav';
      /** https only: the password goes with every request. */
      readonly url: string;
      readonly username: string;
      /** A file with the authority that signed its certificate; empty: this computer's own. */
      readonly caFile: string;
    }
  | {
      readonly kind: 'ldap';
      /** ldaps://, or ldap:// with StartTLS before anything is said. */
      readonly url: string;
      /** Where the people are, as in ou=people,dc=acme,dc=example */
      readonly base: string;
      /** RFC 4515; empty: everybody with a number. */
      readonly filter: string;
      /** Who asks; empty: nobody in particular. */
      readonly username: string;
      readonly caFile: string;
    };

/** Why nobody was read. `detail` is a library's or a server's own text, and holds no secret. */
export interface SyncFailure {
  readonly kind:
    | 'unreachable' // no host, no route, nothing listens, or it hung up
    | 'slow'
    | 'untrusted' // its certificate
    | 'no-encryption' // LDAP without StartTLS
    | 'ca-file' // the file of the authority cannot be read
    | 'login' // user or password
    | 'forbidden'
    | 'not-there' // no address book, or no such base
    | 'elsewhere' // it sends us to another server, which would get the password
    | 'bad-filter'
    | 'too-large'
    | 'bad-answer'
    | 'nobody' // it told of no one, which is more likely a missing right than an empty office
    | 'store'; // read, but not to be written
  readonly detail: string;
}

export interface SourceRead {
  /** By which it is known that nothing has changed. */
  readonly stamp: string;
  /** Null: nothing has, since `known`. */
  readonly people: ReadFile | null;
}

/** One way of reading people from a server; CardDAV and LDAP are two of them. All of them, or nobody. */
export interface ContactSource {
  /** `known`: the stamp of what is there; null: nothing is. */
  read(known: string | null, signal: AbortSignal): Promise<Result<SourceRead, SyncFailure>>;
}

/** By what the directory knows where somebody comes from: the server's address, without who asks. */
export const sourceName = (server: ContactServer): string => {
  const url = new URL(server.url);
  url.username = '';
  url.password = '';
  return server.kind === 'carddav' ? url.href : `${url.protocol}//${url.host}/${server.base}`;
};

/** Whether people of the directory come from a server, and not from a file. */
export const isServer = (source: string): boolean => /^(https|ldaps?):\/\//.test(source);

/** More people than any office knows, and more than a desk should take from a server that is mistaken. */
export const mostPeople = 200_000;
/** What a server may say altogether, bytes. */
export const mostBytes = 256 * 1024 * 1024;
