import type { SafeStorage } from 'electron';
import { describe, expect, test } from 'vitest';
import { safeStorageSealer } from '../../../../main/hosts/electron/safe-storage-sealer.ts';

type Storage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

const storage = (change: Partial<Storage> = {}): Storage => ({
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text) => Promise.resolve(Buffer.from(`sealed ${text}`)),
  decryptStringAsync: (sealed) =>
    Promise.resolve({ result: sealed.toString().replace('sealed ', ''), shouldReEncrypt: true }),
  getSelectedStorageBackend: () => 'gnome_libsecret',
  ...change,
});

describe('Electron’s safeStorage', () => {
  test('seals and opens by its asynchronous side, and says when to seal anew', async () => {
    const sealer = await safeStorageSealer(storage(), 'linux');
    expect((await sealer?.seal('hush'))?.toString()).toBe('sealed hush');
    expect(await sealer?.open(Buffer.from('sealed hush'))).toEqual({ text: 'hush', renew: true });
  });

  test('is no keychain where the system has none', async () => {
    const none = storage({ isAsyncEncryptionAvailable: () => Promise.resolve(false) });
    expect(await safeStorageSealer(none, 'darwin')).toBeNull();
  });

  test('whose key everybody knows is not taken for one', async () => {
    const known = storage({ getSelectedStorageBackend: () => 'basic_text' });
    expect(await safeStorageSealer(known, 'linux')).toBeNull();
    // Elsewhere there is no such backend to ask about.
    expect(await safeStorageSealer(known, 'win32')).not.toBeNull();
  });
});
