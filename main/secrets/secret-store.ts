import { passwordName } from '../../preload/contract/profile.ts';
import type { Result } from '../base/result.ts';

/** Passwords a person types: those of the account, and of the servers contacts and callers are asked of. */
export const passwordNames = passwordName.options;
/** Those and what other programs are known by, which Offhook makes. */
export const secretNames = [...passwordNames, 'apiToken'] as const;
export type SecretName = (typeof secretNames)[number] | 'journalKey';

/** Where secrets are: said to the person in these words. */
export type SecretPlace =
  /** The system's own store, reached through Electron: Keychain, DPAPI, the desktop's keyring. */
  | 'keychain'
  /** The desktop's keyring over D-Bus (org.freedesktop.secrets). */
  | 'secret-service'
  /** A file that only its owner can read; not encrypted. */
  | 'file'
  /** Nowhere: asked for at each start. */
  | 'memory';

/** Holds secrets. What it is given never leaves main: no log, no page, no export. */
export interface SecretStore {
  readonly place: SecretPlace;
  /** null: none is kept, or none can be had now (why is in the log). */
  get(name: SecretName): Promise<string | null>;
  /** null forgets it. Fails with words that hold nothing secret. */
  set(name: SecretName, value: string | null): Promise<Result<void, string>>;
}
