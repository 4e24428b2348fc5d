// @ts-check
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const require = createRequire(join(root, 'package.json'));

/**
 * The script behind an installed package's command, so that it can be run by any Node without a shell.
 * @param {string} name
 * @param {string} [command]
 */
export const toolPath = (name, command = name) => {
  const manifest = join(root, 'node_modules', name, 'package.json');
  const { bin } = /** @type {{ bin?: string | Record<string, string> }} */ (require(manifest));
  const relative = typeof bin === 'string' ? bin : bin?.[command];
  if (relative === undefined) throw new Error(`${name} has no command ${command}`);
  return join(dirname(manifest), relative);
};
