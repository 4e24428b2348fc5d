import { randomBytes } from 'node:crypto';
import type { SecretStore } from './secret-store.ts';

const keyBytes = 32;

/**
 * The key calls are noted under, out of the keychain; made at the first start, or taken over (`legacy`) from the file it
 * was kept in before. null: no keychain holds it, and whoever asks keeps it in a file.
 */
export async function journalKey(store: SecretStore, legacy: Buffer | null): Promise<Buffer | null> {
  if (store.place === 'file' || store.place === 'memory') return null;
  const kept = Buffer.from((await store.get('journalKey')) ?? '', 'base64');
  if (kept.length === keyBytes) return kept;
  const key = legacy ?? randomBytes(keyBytes);
  const written = await store.set('journalKey', key.toString('base64'));
  return written.ok ? key : null;
}
