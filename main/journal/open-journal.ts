import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Disposable } from '../base/disposable.ts';
import type { Logger } from '../base/log.ts';
import { type SealedFile, sealedFile } from './sealed-file.ts';
import { keyFileVault, keyVault, readKey, type Vault } from './vault.ts';
import { takeWriterLock } from './writer-lock.ts';

/** What has to outlive a crash of ours. Gone when it is not needed any more. */
export interface Journal extends Disposable {
  /** The calls that are going on. */
  readonly calls: SealedFile;
  /** By what a page that survived is known again. */
  readonly pages: SealedFile;
  /** Which contacts the PBX has of this softphone. */
  readonly registered: SealedFile;
}

export interface JournalOptions {
  /** The profile folder. */
  readonly folder: string;
  readonly log: Logger;
  /**
   * The key out of a keychain, which may take over the one of an older key file; null: there is no keychain, and the key
   * stays in its file. Left out: likewise.
   */
  readonly keyFrom?: (legacy: Buffer | null) => Promise<Buffer | null>;
}

/** Null: another Offhook writes there now, and this one must not; or nothing can be written there. Both are in the log. */
export async function openJournal({ folder, log, keyFrom }: JournalOptions): Promise<Journal | null> {
  const lock = await takeWriterLock(folder);
  if (lock === null) {
    log.warn('another Offhook runs with this profile: calls of this one would not survive a crash', { folder });
    return null;
  }
  try {
    const place = join(folder, 'journal');
    mkdirSync(place, { recursive: true, mode: 0o700 });
    const key = await vaultIn(join(place, 'key'), keyFrom);
    return {
      calls: sealedFile({ path: join(place, 'calls'), vault: key, log }),
      pages: sealedFile({ path: join(place, 'pages'), vault: key, log }),
      registered: sealedFile({ path: join(place, 'registered'), vault: key, log }),
      dispose: () => lock.dispose(),
    };
  } catch (error) {
    lock.dispose();
    log.error('no journal can be kept: a crash would lose the calls', { folder, error: String(error) });
    return null;
  }
}

async function vaultIn(keyFile: string, keyFrom: JournalOptions['keyFrom']): Promise<Vault> {
  const key = (await keyFrom?.(readKey(keyFile))) ?? null;
  if (key === null) return keyFileVault(keyFile);
  rmSync(keyFile, { force: true });
  return keyVault(key);
}
