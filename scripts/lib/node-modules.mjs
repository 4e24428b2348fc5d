// @ts-check
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedIsCurrent } from './lock-file.mjs';
import { root } from './paths.mjs';

const stampFile = join(root, 'node_modules', '.offhook-lock');

/** What is installed must be what the lock file says; our own note of its hash makes that a quick question. */
const isCurrent = () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true;
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !installedIsCurrent(lock, readFileSync(installed, 'utf8'))) return false;
  writeFileSync(stampFile, stamp);
  return true;
};

/**
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
const passThrough = (file, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, stdio: 'inherit', ...options });
    // The child ends as it sees fit; this process stays to tell its exit code.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => void child.kill(signal));
    }
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });

const install = async () => {
  console.log('installing npm packages as locked (npm ci)');
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const code =
    npm === undefined
      ? await passThrough('npm', args, { shell: process.platform === 'win32' })
      : await passThrough(process.execPath, [npm, ...args]);
  if (code !== 0) {
    console.error(`npm ci failed (exit code ${code}); see its message above`);
    process.exit(1);
  }
};

/** Node 24 comes as an npm package where there is one; elsewhere a recent enough Node of the machine does. */
const installedNode = () => {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const path = join(root, 'node_modules', name, process.platform === 'win32' ? 'node.exe' : 'bin/node');
  const inBin = join(root, 'node_modules', name, 'bin', 'node.exe');
  if (existsSync(path)) return path;
  return existsSync(inBin) ? inBin : null;
};

/** @param {string} version */
export const isRecentEnough = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
};

/**
 * Installs what package-lock.json says if need be, then goes on under Node 24. Returns only in a process that may
 * use the packages; the calling script is started again otherwise, and this process ends with its exit code.
 * @param {string} script its import.meta.url
 */
export const onInstalledNode = async (script) => {
  if (!isCurrent()) {
    await install();
    isCurrent();
  }
  if (process.versions.node.startsWith('24.')) return;
  const node = installedNode();
  if (node !== null) process.exit(await passThrough(node, [fileURLToPath(script), ...process.argv.slice(2)]));
  if (isRecentEnough(process.versions.node)) return;
  console.error(
    `Offhook needs Node 22.18 or newer to run from a checkout; this is ${process.versions.node}. Install Node 24 from nodejs.org or your package manager.`,
  );
  process.exit(1);
};
