import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const renderer = resolve(import.meta.dirname, '../../../renderer');

/** Builds the fixture page into a folder of its own, so that workers and `npm run shots` do not get in each other's way. */
export async function buildFixtures(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'offhook-fixtures-'));
  await build({
    configFile: false,
    root: renderer,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome150',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: join(renderer, 'fixtures.html') },
    },
  });
  await copyFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), join(outDir, 'axe.min.js'));
  return outDir;
}
