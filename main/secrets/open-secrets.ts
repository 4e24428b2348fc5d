import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '../base/log.ts';
import { failed, type Result, success } from '../base/result.ts';
import { fileSecrets } from './file-store.ts';
import { memorySecrets } from './memory-store.ts';
import { type PrivateFile, privateFile } from './private-file.ts';
import { type Sealer, sealedSecrets } from './sealed-store.ts';
import { type SecretName, type SecretStore, secretNames } from './secret-store.ts';
import { secretService } from './secret-tool.ts';

export interface OpenSecretsOptions {
  /** The profile folder. */
  readonly folder: string;
  /** `ask`: nothing is kept. `file`: only in the profile, as a practice PBX's are. */
  readonly keep: 'keep' | 'ask' | 'file';
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The host's own keychain; null: it has none, and the desktop's keyring is looked for. */
  readonly sealer: Sealer | null;
  readonly now: () => Date;
  readonly log: Logger;
}

export interface OpenedSecrets {
  readonly store: SecretStore;
  /** Why they are not in the system's keychain, in words; null: they are, or are not to be. */
  readonly why: string | null;
  /** secrets.json was of no use and is kept under this name; null: it was not. */
  readonly brokenKeptAs: string | null;
}

/**
 * Where this computer can keep secrets best: the host's keychain, the desktop's keyring, else secrets.json. Passwords an
 * administrator or an older Offhook left in secrets.json move to the keychain, and the file goes. Fails when others can
 * read that file.
 */
export async function openSecrets(options: OpenSecretsOptions): Promise<Result<OpenedSecrets, string>> {
  const { folder, keep, log } = options;
  if (keep === 'ask') return success({ store: memorySecrets(), why: null, brokenKeptAs: null });
  const path = join(folder, 'secrets.json');
  const file = privateFile(path);
  const found = file.read();
  if (!found.ok && found.failure === 'loose') {
    return failed('can be read by other users of this computer; run `chmod 600` on it and change the passwords');
  }
  if (!found.ok && found.failure === 'unreadable') return failed('cannot be read');
  const brokenKeptAs = found.ok ? null : asideOf(path, options.now());
  const best = keep === 'file' ? failed('') : await keychainOf(options);
  if (!best.ok) return success({ store: fileSecrets(file), why: best.failure || null, brokenKeptAs });
  const moved = await moveInto(best.value, file);
  if (moved.ok) return success({ store: best.value, why: null, brokenKeptAs });
  log.warn('the keychain did not take the passwords: they stay in secrets.json', { why: moved.failure });
  return success({ store: fileSecrets(file), why: moved.failure, brokenKeptAs });
}

async function keychainOf(options: OpenSecretsOptions): Promise<Result<SecretStore, string>> {
  const { folder, env, sealer, log } = options;
  if (sealer !== null) return success(sealedSecrets(privateFile(join(folder, 'secrets.sealed.json')), sealer, log));
  if (process.platform !== 'linux') return failed('only the installed app can reach the keychain of this system');
  return secretService({ folder, env, log });
}

/** Only what can be read back from there is taken away here. */
async function moveInto(store: SecretStore, file: PrivateFile): Promise<Result<void, string>> {
  const found = file.read();
  const entries = found.ok ? Object.entries(found.value) : [];
  for (const [name, value] of entries) {
    if (!isName(name)) continue;
    const kept = await store.set(name, value);
    if (!kept.ok) return kept;
    if ((await store.get(name)) !== value) return failed('what was put into the keychain did not come out of it again');
  }
  return entries.length === 0 ? success() : file.write({});
}

const isName = (name: string): name is SecretName => name === 'journalKey' || secretNames.some((each) => each === name);

/** Only the name is told: what it holds may be a password. */
function asideOf(path: string, now: Date): string {
  const name = `secrets.json.broken-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  renameSync(path, `${path}${name.slice('secrets.json'.length)}`);
  return name;
}
