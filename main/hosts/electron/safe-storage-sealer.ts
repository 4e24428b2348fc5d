import type { SafeStorage } from 'electron';
import type { Sealer } from '../../secrets/sealed-store.ts';

type Storage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/**
 * Electron's safeStorage by its asynchronous side (the other goes with Electron 46). null: the system has no keychain, or
 * only one whose key everybody knows (`basic_text`), which protects nothing and is not to look as if it did.
 */
export async function safeStorageSealer(storage: Storage, platform: NodeJS.Platform): Promise<Sealer | null> {
  if (!(await storage.isAsyncEncryptionAvailable())) return null;
  if (platform === 'linux' && storage.getSelectedStorageBackend() === 'basic_text') return null;
  return {
    seal: (text) => storage.encryptStringAsync(text),
    open: async (sealed) => {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(sealed);
      return { text: result, renew: shouldReEncrypt };
    },
  };
}
