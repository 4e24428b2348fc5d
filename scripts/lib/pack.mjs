// @ts-check
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findElectron } from './electron.mjs';
import { writeNotices } from './notices.mjs';
import { writePacked } from './packed.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { writeStubElectron } from './stub-electron.mjs';

/** @typedef {{ code: number, output: string, stub: boolean }} Packed */

/**
 * Packs what is built. Without Electron's binary, around a stub of it: that shows what is packed and how, and the
 * package runs nothing.
 * @param {{ targets: readonly string[], folder?: string, electron?: string | null }} options `folder`: a checkout
 * @returns {Promise<Packed>}
 */
export const pack = async ({ targets, folder = root, electron = findElectron() }) => {
  writeNotices(folder);
  await writePacked(folder);
  const manifest = await readFile(join(root, 'node_modules/electron/package.json'), 'utf8');
  const { version } = /** @type {{ version: string }} */ (JSON.parse(manifest));
  const stub = electron === null ? await mkdtemp(join(tmpdir(), 'offhook-stub-')) : null;
  try {
    if (stub !== null) await writeStubElectron(join(stub, 'electron'), version);
    const command = [join(root, 'node_modules/electron-builder/cli.js'), ...targets, '--publish', 'never'];
    const around = stub === null ? [] : [`-c.electronDist=${join(stub, 'electron')}`, `-c.electronVersion=${version}`];
    const { code, output } = await run(process.execPath, [...command, ...around], { cwd: folder });
    return { code, output, stub: stub !== null };
  } finally {
    if (stub !== null) await rm(stub, { recursive: true, force: true });
  }
};
