import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const neverUsed = ['doc', 'man', 'locale', 'lintian', 'bug'].map((name) => `usr/share/${name}`);

/** Unpacks the files of the packages into `root`. No maintainer script runs, so what those would do is done here. */
export async function unpack(files: readonly string[], root: string): Promise<void> {
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop -- two at once would race for the same folders
    await run('dpkg-deb', ['-x', file, root]);
  }
  await Promise.all(neverUsed.map((part) => rm(join(root, part), { recursive: true, force: true })));
  await linkEnglish(join(root, 'usr/share/asterisk/sounds'));
}

/** The sounds package leaves the language folder `en` to update-alternatives; without it every prompt is missing. */
async function linkEnglish(sounds: string): Promise<void> {
  if (!existsSync(sounds)) return;
  await access(join(sounds, 'en')).catch(() => symlink('en_US_f_Allison', join(sounds, 'en')));
}
