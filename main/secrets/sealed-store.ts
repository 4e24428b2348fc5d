import type { Logger } from '../base/log.ts';
import { failed, success } from '../base/result.ts';
import type { PrivateFile } from './private-file.ts';
import type { SecretStore } from './secret-store.ts';

/** What seals text with a key that the system keeps for this user: Electron's safeStorage. */
export interface Sealer {
  seal(text: string): Promise<Buffer>;
  /** `renew`: the system's key has changed since, and it ought to be sealed anew. Rejects for what it did not seal. */
  open(sealed: Buffer): Promise<{ readonly text: string; readonly renew: boolean }>;
}

/** Secrets sealed by the system's keychain, each by itself, in a file of the profile. */
export function sealedSecrets(file: PrivateFile, sealer: Sealer, log: Logger): SecretStore {
  const write = (name: string, sealed: string | null) => {
    const entries = file.read();
    // A file that holds nothing usable is replaced: what it held is lost already.
    const { [name]: _before, ...others } = entries.ok ? entries.value : {};
    return file.write(sealed === null ? others : { ...others, [name]: sealed });
  };
  const store: SecretStore = {
    place: 'keychain',
    get: async (name) => {
      const entries = file.read();
      if (!entries.ok) log.warn('the sealed secrets cannot be used', { why: entries.failure });
      const sealed = entries.ok ? entries.value[name] : undefined;
      if (sealed === undefined) return null;
      try {
        const { text, renew } = await sealer.open(Buffer.from(sealed, 'base64'));
        if (renew) await store.set(name, text);
        return text;
      } catch {
        // Another user's, another computer's, or a keychain that was reset: it is asked for again.
        log.warn('a secret cannot be opened with the key of this computer', { name });
        return null;
      }
    },
    set: async (name, value) => {
      try {
        const sealed = value === null ? null : (await sealer.seal(value)).toString('base64');
        const written = write(name, sealed);
        return written.ok ? success() : written;
      } catch {
        // Its words are the system's and may be anything.
        return failed('the system’s keychain did not take it');
      }
    },
  };
  return store;
}
