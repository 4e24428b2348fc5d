import { readFile } from 'node:fs/promises';
import { failed, type Result, success } from '../../base/result.ts';
import type { TlsTrust } from '../../net/tls-trust.ts';
import { cardDavSource } from './carddav-source.ts';
import type { ContactServer, ContactSource, SyncFailure } from './contact-source.ts';
import { ldapSource } from './ldap-source.ts';

/** The source a server is read by. */
export async function openSource(server: ContactServer, password: string): Promise<Result<ContactSource, SyncFailure>> {
  const trust = await trustOf(server.caFile);
  if (!trust.ok) return trust;
  const access = { password, trust: trust.value };
  return success(server.kind === 'carddav' ? cardDavSource({ ...access, server }) : ldapSource({ ...access, server }));
}

async function trustOf(caFile: string): Promise<Result<TlsTrust, SyncFailure>> {
  if (caFile === '') return success({ kind: 'system' });
  try {
    const pem = await readFile(caFile, 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) return failed({ kind: 'ca-file', detail: 'no PEM certificate' });
    return success({ kind: 'ca', pem });
  } catch (error) {
    return failed({ kind: 'ca-file', detail: error instanceof Error ? error.message : String(error) });
  }
}
