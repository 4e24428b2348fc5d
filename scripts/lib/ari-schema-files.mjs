// @ts-check
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureAsterisk } from '../../test/pbx/install/ensure.ts';
import { readResources, schemaFiles } from './ari-schema.mjs';
import { root, toolPath } from './paths.mjs';

/** Where they are kept. */
export const schemaFolder = join(root, 'main/ari/generated');

/** @param {16 | 22} version */
const resourcesOf = async (version) => {
  const found = await ensureAsterisk(version);
  if (found.kind !== 'ready') throw new Error(found.reason);
  return readResources(join(found.root, 'usr/share/asterisk/rest-api'));
};

/** @param {string} name @param {string} text */
const formatted = (name, text) => {
  const biome = toolPath('@biomejs/biome', 'biome');
  const args = [biome, 'check', '--write', '--linter-enabled=false', `--stdin-file-path=${join(schemaFolder, name)}`];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: root, input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

/**
 * The files as they are made today from the lab's two Asterisks, formatted. Throws where those cannot be had.
 * @returns {Promise<readonly (readonly [name: string, text: string])[]>}
 */
export async function currentSchemaFiles() {
  const made = schemaFiles(await resourcesOf(16), await resourcesOf(22));
  return Object.entries(made).map(([name, text]) => [name, formatted(name, text)]);
}
