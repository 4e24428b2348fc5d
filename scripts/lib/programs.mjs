// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, isBuildStale } from './build.mjs';
import { root } from './paths.mjs';

/**
 * The programs of test/bench or test/soak, by name. What they share lives in folders below.
 * @param {'bench' | 'soak'} kind
 */
export const programNames = (kind) => {
  const folder = join(root, 'test', kind);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .toSorted();
};

/**
 * What is built is built anew first where something has changed: most of them start the program as it ships.
 * @param {'bench' | 'soak'} kind
 * @param {string} name
 * @returns {Promise<Readonly<Record<string, unknown>>>} what the program exports
 */
export const loadProgram = async (kind, name) => {
  const failure = isBuildStale() ? await build() : null;
  if (failure !== null) throw new Error(failure);
  /** @type {unknown} */
  const loaded = await import(pathToFileURL(join(root, 'test', kind, `${name}.ts`)).href);
  return /** @type {Readonly<Record<string, unknown>>} */ (loaded);
};

/**
 * @param {'bench' | 'soak'} kind
 * @param {string | undefined} name
 */
export const explainNames = (kind, name) => {
  const names = programNames(kind);
  const known = names.length === 0 ? `there are none in test/${kind} yet` : names.map((each) => `  ${each}`).join('\n');
  return `${name === undefined ? `npm run ${kind} -- NAME` : `there is no ${kind} "${name}"`}\n${known}`;
};
