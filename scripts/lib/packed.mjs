// @ts-check
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Electron's main, and what it reads and hands on as text, be it to a page or to a thread. */
export const packedFolders = ['electron', 'renderer', 'contact-thread', 'history-thread'];

/**
 * Writes out/packed: each file of those folders, packed, under its name and `.gz`. The archive of a package holds these
 * alone; whoever reads them takes either (main/hosts/page-files.ts, main/store/store-thread.ts). Where the archive begins is
 * packaging/program. By gzip: Brotli takes a seventh less room, and twice to three times as long to unpack, which main does
 * as it starts.
 * @param {string} root
 */
export const writePacked = async (root) => {
  const to = join(root, 'out/packed');
  await rm(to, { recursive: true, force: true });
  await Promise.all(
    packedFolders.map(async (name) => {
      const entries = await readdir(join(root, 'out', name), { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      await Promise.all(
        files.map(async (file) => {
          const target = join(to, `${relative(join(root, 'out'), file)}.gz`);
          await mkdir(dirname(target), { recursive: true });
          await writeFile(target, await compress(await readFile(file), { level: 9 }));
        }),
      );
    }),
  );
};
