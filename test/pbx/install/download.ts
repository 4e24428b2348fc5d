import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LockedPackage } from './lock-file.ts';

/** The mirror no longer has this version: Debian keeps only the newest of a suite. */
export class VanishedError extends Error {
  override readonly name = 'VanishedError';
  readonly locked: LockedPackage;
  constructor(locked: LockedPackage) {
    super(`${locked.package} ${locked.version} is no longer on the mirror`);
    this.locked = locked;
  }
}

/** Fetches every package into `folder`, several at a time; a file whose SHA-256 differs is refused. */
export async function download(packages: readonly LockedPackage[], mirror: string, folder: string): Promise<string[]> {
  const waiting = [...packages].sort((a, b) => b.size - a.size);
  const files: string[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const file = join(folder, `${next.package}.deb`);
      // oxlint-disable-next-line no-await-in-loop -- each worker fetches one file after the other
      await writeFile(file, await fetchPackage(next, mirror));
      files.push(file);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return files;
}

async function fetchPackage(locked: LockedPackage, mirror: string): Promise<Buffer> {
  const path = locked.pool.split('/').map(encodeURIComponent).join('/');
  const response = await fetch(`${mirror}/${path}`, { signal: AbortSignal.timeout(120_000) });
  if (response.status === 404) throw new VanishedError(locked);
  if (!response.ok) throw new Error(`${mirror} answers ${response.status} for ${locked.pool}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== locked.sha256) throw new Error(`${locked.pool} has SHA-256 ${sha256}, expected ${locked.sha256}`);
  return bytes;
}
