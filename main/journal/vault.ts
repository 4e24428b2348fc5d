import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Makes what is written unreadable to others. */
export interface Vault {
  seal(plain: Buffer): Buffer;
  /** Null: not sealed by this vault, or damaged. */
  open(sealed: Buffer): Buffer | null;
}

const [keyBytes, ivBytes, tagBytes] = [32, 12, 16];

/**
 * AES-256-GCM with a random key in a file that only its owner can read (0600). It keeps a copied or backed-up journal
 * unreadable; whoever can read this user's files can read both. A key that is missing or damaged is made anew, and what
 * it sealed is lost.
 */
export const keyFileVault = (keyFile: string): Vault => keyVault(readKey(keyFile) ?? makeKey(keyFile));

/** AES-256-GCM with a key of 32 bytes that somebody else keeps. */
export function keyVault(key: Buffer): Vault {
  return {
    seal: (plain) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    open: (sealed) => {
      if (sealed.length < ivBytes + tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes));
      decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
      } catch {
        // The tag does not fit: torn, changed, or another key's.
        return null;
      }
    },
  };
}

/** The key in a key file; null: there is none. */
export function readKey(file: string): Buffer | null {
  try {
    const key = readFileSync(file);
    return key.length === keyBytes ? key : null;
  } catch {
    // Missing at the first start; unreadable is as good as missing, since only its owner may read it.
    return null;
  }
}

function makeKey(file: string): Buffer {
  const key = randomBytes(keyBytes);
  const handle = openSync(file, 'w', 0o600);
  writeSync(handle, key);
  closeSync(handle);
  // A file that was there keeps its mode otherwise.
  chmodSync(file, 0o600);
  return key;
}
