// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** @typedef {{ path: string } | { unavailable: string }} Electron */

const folder = join(root, 'node_modules', 'electron');
/** Without a byte more for this long a download counts as failed: a start must not hang on a firewall. */
const patience = 8_000;

/** @param {NodeJS.Platform} platform */
const programName = (platform) =>
  platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : platform === 'win32' ? 'electron.exe' : 'electron';

/** The Electron program, if its binary is there: its npm package holds none until it is downloaded. */
export const findElectron = () => {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist');
  const path = join(dist, programName(process.platform));
  return existsSync(path) && existsSync(join(dist, 'version')) ? path : null;
};

/**
 * @param {string} path
 * @returns {number}
 */
const sizeOf = (path) => {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) return 0;
  return info.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : info.size;
};

/**
 * Runs Electron's own download, given up after a while without progress.
 * @returns {Promise<string | null>} why it failed
 */
const download = () =>
  new Promise((resolve) => {
    const temporary = mkdtempSync(join(tmpdir(), 'offhook-electron-'));
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const child = spawn(process.execPath, [join(folder, 'install.js')], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      errors += text;
    });
    let size = 0;
    let since = Date.now();
    let gaveUp = false;
    const watch = setInterval(() => {
      const now = sizeOf(temporary) + sizeOf(join(folder, 'dist'));
      if (now !== size) since = Date.now();
      size = now;
      if (Date.now() - since < patience) return;
      gaveUp = true;
      child.kill('SIGKILL');
    }, 500);
    const end = (/** @type {string | null} */ failure) => {
      clearInterval(watch);
      rmSync(temporary, { recursive: true, force: true });
      resolve(failure);
    };
    child.on('error', (error) => end(error.message));
    child.on('close', (code) => {
      if (code === 0) end(null);
      else end(gaveUp ? `no progress for ${patience / 1000} s` : reasonIn(errors));
    });
  });

/**
 * The line of a stack that says why: the cause at the bottom of it rather than "fetch failed".
 * @param {string} errors
 */
export const reasonIn = (errors) => {
  const cause = /\b(getaddrinfo [A-Z_]+ \S+|connect [A-Z]+ \S+|E[A-Z]{4,})\b/.exec(errors)?.[0];
  const first = errors.split('\n').find((line) => /Error/.test(line));
  return cause ?? first?.replace(/^\s*\w*Error: /, '') ?? 'the download failed';
};

/**
 * Electron's program, downloaded if need be.
 * @returns {Promise<Electron>}
 */
export const ensureElectron = async () => {
  const found = findElectron();
  if (found !== null) return { path: found };
  const version = /** @type {{ version: string }} */ (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
    .version;
  console.log(`downloading Electron ${version}`);
  const failure = await download();
  const path = findElectron();
  if (path !== null) return { path };
  return { unavailable: `its binary is not here and could not be downloaded (${failure ?? 'nothing came'})` };
};
