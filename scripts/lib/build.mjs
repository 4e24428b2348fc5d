// @ts-check
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, toolPath } from './paths.mjs';
import { run, seconds } from './run.mjs';

const sources = ['main', 'preload', 'renderer', 'vite.config.ts', 'package.json', 'package-lock.json'];
const products = [
  'renderer/index.html',
  'electron/index.cjs',
  'preload/index.cjs',
  'browser/index.cjs',
  'browser-host/index.cjs',
];

/**
 * The newest change in a folder. A deleted file shows in its folder's own time.
 * @param {string} path
 * @returns {number}
 */
const newest = (path) => {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), info.mtimeMs);
};

/** Whether something that is built from has changed since the last build. */
export const isBuildStale = (folder = root) => {
  const built = Math.min(
    ...products.map((name) => statSync(join(folder, 'out', name), { throwIfNoEntry: false })?.mtimeMs ?? 0),
  );
  return built === 0 || sources.some((name) => newest(join(folder, name)) > built);
};

/**
 * Builds out/; the failure in the builder's own words, or null.
 * @param {readonly string[]} [args]
 * @returns {Promise<string | null>}
 */
export const build = async (args = []) => {
  const { code, output, ms } = await run(process.execPath, [toolPath('vite'), 'build', ...args], { cwd: root });
  if (code !== 0) return output.trim();
  console.log(`built in ${seconds(ms)}`);
  return null;
};
