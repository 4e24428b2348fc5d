// @ts-check
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

/** What main reads and hands on as text, be it to a page or to a thread: it need not be in the archive as it is. */
export const packedFolders = ['renderer', 'contact-thread', 'history-thread'];

/**
 * Writes out/packed: each file of those folders, packed, under its name and `.br`. The archive of a package holds these
 * alone; whoever reads them takes either (main/hosts/page-files.ts, main/store/store-thread.ts).
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
          const target = join(to, `${relative(join(root, 'out'), file)}.br`);
          const text = await readFile(file);
          const params = {
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
          };
          await mkdir(dirname(target), { recursive: true });
          await writeFile(target, await compress(text, { params }));
        }),
      );
    }),
  );
};
