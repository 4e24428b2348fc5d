// @ts-check
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, toolPath } from './paths.mjs';
import { run } from './run.mjs';

/** @typedef {{ path: string } | { unavailable: string }} Chromium */

const onPath = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** @param {string} path */
const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Where a Chromium, Chrome or Edge may be installed on this machine, best first.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export const chromiumPlaces = (platform, env) => {
  if (platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
      const base = env[name];
      return base === undefined ? [] : windowsPrograms.map((program) => `${base}\\${program}`);
    });
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const named = onPath.flatMap((name) => folders.map((folder) => join(folder, name)));
  if (platform !== 'darwin') return named;
  return [
    ...['/Applications', join(env['HOME'] ?? '/', 'Applications')].flatMap((folder) =>
      macApplications.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    ),
    ...named,
  ];
};

/** Playwright's own download, where there is one. */
const playwrightChromium = async () => {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return isProgram(path) ? path : null;
};

/** @returns {Promise<string | null>} */
export const findChromium = async () => {
  const named = process.env['OFFHOOK_CHROMIUM'];
  if (named !== undefined && named !== '') return isProgram(named) ? named : null;
  return chromiumPlaces(process.platform, process.env).find(isProgram) ?? (await playwrightChromium());
};

/** Debian packages the browser itself; Ubuntu's package of that name is a snap, which neither root nor a container can use. */
const isDebian = () => {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
};

const isRoot = process.getuid?.() === 0;

const byApt = async () => {
  console.log('installing Chromium from the distribution (apt-get install chromium)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env });
  const first = await install();
  if (first.code === 0) return null;
  await run('apt-get', ['update', '-q'], { env });
  const second = await install();
  return second.code === 0 ? null : lastLine(second.output, 'apt-get install chromium failed');
};

const byPlaywright = async () => {
  console.log("downloading Playwright's own Chromium (playwright install chromium)");
  const withLibraries = isRoot && process.platform === 'linux' ? ['--with-deps'] : [];
  const args = [toolPath('playwright'), 'install', ...withLibraries, 'chromium'];
  const { code, output } = await run(process.execPath, args, { cwd: root });
  return code === 0 ? null : lastLine(output, 'playwright install chromium failed');
};

/**
 * @param {string} output
 * @param {string} otherwise
 */
const lastLine = (output, otherwise) => {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.findLast((line) => /^(E:|Error|Failed)|ENOTFOUND|ECONNREFUSED|ETIMEDOUT/.test(line)) ?? otherwise;
};

/**
 * A Chromium that runs here, installed if need be.
 * @returns {Promise<Chromium>}
 */
export const ensureChromium = async () => {
  const found = await findChromium();
  if (found !== null) return { path: found };
  const named = process.env['OFFHOOK_CHROMIUM'];
  if (named !== undefined && named !== '')
    return { unavailable: `OFFHOOK_CHROMIUM names ${named}, which cannot be run` };
  /** @type {string[]} */
  const failures = [];
  for (const get of isRoot && isDebian() ? [byApt, byPlaywright] : [byPlaywright]) {
    const failure = await get();
    const path = failure === null ? await findChromium() : null;
    if (path !== null) return { path };
    failures.push(failure ?? 'it was installed, but is not where it was looked for');
  }
  return {
    unavailable: `no Chromium, Chrome or Edge is installed, and none could be fetched (${failures.join('; ')})`,
  };
};
