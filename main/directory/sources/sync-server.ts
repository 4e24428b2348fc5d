import { failed, type Result, success } from '../../base/result.ts';
import type { ImportReport } from '../contact.ts';
import type { ContactWriter } from '../contact-writer.ts';
import { type ContactServer, type SyncFailure, sourceName } from './contact-source.ts';
import { openSource } from './open-source.ts';

export interface ServerToSync {
  readonly server: ContactServer;
  readonly password: string;
  readonly country: string;
}

/** Longer than this nobody waits for a server to tell of everybody, ms. */
const readWithin = 300_000;

/**
 * Reads everybody a server tells of, and then, in one transaction, puts them in the place of those it told of before.
 * Whatever fails on the way leaves those as they are. Null: nothing has changed.
 */
export async function syncServer(
  { server, password, country }: ServerToSync,
  writer: () => ContactWriter,
): Promise<Result<ImportReport | null, SyncFailure>> {
  const file = sourceName(server);
  const source = await openSource(server, password);
  if (!source.ok) return source;
  // Numbers are read otherwise in another country, and other settings ask for others.
  const terms = JSON.stringify([country, server]);
  const before = writer().stampOf(file);
  const known = before?.startsWith(terms) === true ? before.slice(terms.length) : null;
  const read = await source.value.read(known, AbortSignal.timeout(readWithin));
  if (!read.ok) return read;
  const { people, stamp } = read.value;
  if (people === null) return success(null);
  try {
    return success(writer().replace({ file, stamp: `${terms}${stamp}`, ...people }));
  } catch (error) {
    return failed({ kind: 'store', detail: error instanceof Error ? error.message : String(error) });
  }
}
