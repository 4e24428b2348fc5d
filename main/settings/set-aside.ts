import { chmodSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Renames a file that cannot be used, so that a whole one can be written and nothing is lost. Resolves to the new name;
 * null: it could not be renamed. For its owner alone, since it may hold a password.
 */
export function setAside(path: string, now: Date): string | null {
  const name = `${basename(path)}.broken-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  const aside = join(dirname(path), name);
  try {
    renameSync(path, aside);
    chmodSync(aside, 0o600);
    return name;
  } catch {
    // The caller tells that the file is still where it was.
    return null;
  }
}
