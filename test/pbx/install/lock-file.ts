import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type AsteriskVersion = 22 | 16;
/** What is fetched as one: an Asterisk, or the servers an office keeps its contacts on. */
export type Bundle = AsteriskVersion | 'directories';

/** One Debian package, exactly: where it lies in a mirror and what its bytes must hash to. */
export interface LockedPackage {
  readonly package: string;
  readonly version: string;
  readonly pool: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Lock {
  readonly suite: string;
  readonly packages: readonly LockedPackage[];
}

const pathOf = (bundle: Bundle): string => join(import.meta.dirname, '..', 'lock', `${bundle}.json`);

export function readLock(bundle: Bundle): Lock | null {
  const path = pathOf(bundle);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Lock) : null;
}

export function writeLock(bundle: Bundle, lock: Lock): void {
  writeFileSync(pathOf(bundle), `${JSON.stringify(lock, null, 2)}\n`);
}

/** Changes whenever a locked package does, so that an old unpacked folder is never taken for a new one. */
export const lockDigest = (lock: Lock): string =>
  createHash('sha256').update(JSON.stringify(lock)).digest('hex').slice(0, 12);

/** `1:22.10.1+dfsg+~cs6…-1` is Asterisk 22.10.1. */
export function asteriskVersionOf(packages: readonly LockedPackage[]): string {
  const version = packages.find((each) => each.package === 'asterisk')?.version ?? '';
  return /^(?:\d+:)?([\d.]+)/.exec(version)?.[1] ?? version;
}
