import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Logger } from '../base/log.ts';
import type { Vault } from './vault.ts';

/** One JSON value on disk, sealed, of which there is always either the old state or the new one. */
export interface SealedFile {
  /** What stands in it; null: nothing, or what stood there could not be used and was set aside. */
  read(): unknown;
  /** Whether something was set aside since this was opened. */
  readonly isSpoilt: boolean;
  /** Null: nothing stands in it any more. */
  write(value: unknown): void;
  /** What was read is of no use to its reader: it is kept under another name, and the log says so. */
  setAside(why: string): void;
}

export interface SealedFileOptions {
  readonly path: string;
  readonly vault: Vault;
  readonly log: Logger;
}

/** What is written is of this form; another one is set aside. */
const form = 1;

/**
 * Writes are synchronous, so that what follows on a change happens after it is noted: a few hundred microseconds for
 * the few kilobytes of a desk. They are not forced to the platter: they outlive the death of the process, which is what
 * they are for; after a power cut the call is over before the computer is back.
 */
export function sealedFile({ path, vault, log }: SealedFileOptions): SealedFile {
  let isSpoilt = false;
  const setAside = (why: string): void => {
    isSpoilt = true;
    const aside = `${path}.set-aside`;
    log.warn('what was noted there cannot be used and was set aside', { why, aside });
    attempt(log, 'it could not be set aside', () => renameSync(path, aside));
  };
  return {
    get isSpoilt() {
      return isSpoilt;
    },
    read: () => {
      const sealed = readIfThere(path, log);
      if (sealed === null) return null;
      const plain = vault.open(sealed);
      const value = plain === null ? null : parse(plain.toString('utf8'));
      if (isOurs(value)) return value.value;
      setAside(plain === null ? 'torn, or sealed with another key' : 'written by another version');
      return null;
    },
    write: (value) =>
      attempt(log, 'what must outlive a crash could not be noted: a crash now may lose calls', () => {
        if (value === null) return rmSync(path, { force: true });
        const next = `${path}.next`;
        const handle = openSync(next, 'w', 0o600);
        writeSync(handle, vault.seal(Buffer.from(JSON.stringify({ form, value }))));
        closeSync(handle);
        renameSync(next, path);
      }),
    setAside,
  };
}

/** A disk that is full or gone must not stop a call. */
function attempt(log: Logger, failure: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    log.error(failure, { error: String(error) });
  }
}

function readIfThere(path: string, log: Logger): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!missing) log.warn('what was noted cannot be read', { error: String(error) });
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The seal fits and the text does not: another version's.
    return null;
  }
}

const isOurs = (value: unknown): value is { readonly value: unknown } =>
  typeof value === 'object' && value !== null && 'value' in value && 'form' in value && value.form === form;
