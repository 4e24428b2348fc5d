// @ts-check
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';

/** What @electron/fuses looks for in a program; then a version, a count and one character a fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const usualFuses = '101100011';

/**
 * A folder the packager takes for an unpacked Electron for Linux. It proves file selection, archive and fuses; it is
 * no Electron and runs nothing.
 * @param {string} folder
 * @param {string} version
 */
export const writeStubElectron = async (folder, version) => {
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'));
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, usualFuses.length]), Buffer.from(usualFuses)]);
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]), { mode: 0o755 });
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler']) {
    await writeFile(join(folder, name), '', { mode: 0o755 });
  }
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak', 'locales/de.pak', 'locales/fr.pak']) {
    await writeFile(join(folder, name), name);
  }
  await writeFile(join(folder, 'version'), version);
  const app = join(folder, 'default-app');
  await mkdir(app);
  await writeFile(join(app, 'package.json'), '{"name":"default","main":"index.js"}');
  await createPackage(app, join(folder, 'resources', 'default_app.asar'));
};
