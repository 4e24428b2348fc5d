// @ts-check
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, toolPath } from './paths.mjs';
import { colors, run } from './run.mjs';
import { nothing, tallyOfPlaywright, withExitCode } from './tally.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {import('./tally.mjs').PlaywrightReport} PlaywrightReport
 */

/**
 * Runs a test program that leaves its results in a file.
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @param {string} variable names the file to the program
 * @returns {Promise<{ code: number, report: unknown }>} null when it left none
 */
const runReporting = async (command, env, variable) => {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-tests-'));
  const file = join(folder, 'report.json');
  const { code } = await run(process.execPath, command, { cwd: root, env: { ...env, [variable]: file }, echo: true });
  /** @type {unknown} */
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  rmSync(folder, { recursive: true, force: true });
  return { code, report };
};

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Tally>}
 */
export const runVitest = async (args, env) => {
  const reporter = join(root, 'scripts/lib/vitest-tally.mjs');
  const { code, report } = await runReporting(
    [toolPath('vitest'), 'run', ...args, '--reporter=default', `--reporter=${reporter}`],
    { ...env, ...colors },
    'OFFHOOK_TALLY',
  );
  return withExitCode(report === null ? nothing : /** @type {Tally} */ (report), code);
};

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Tally>}
 */
export const runPlaywright = async (env) => {
  const { code, report } = await runReporting(
    [toolPath('playwright'), 'test', '--reporter=list,json'],
    env,
    'PLAYWRIGHT_JSON_OUTPUT_NAME',
  );
  return withExitCode(report === null ? nothing : tallyOfPlaywright(/** @type {PlaywrightReport} */ (report)), code);
};

/**
 * Test files under a folder of test/.
 * @param {string} area
 */
export const testFiles = (area) => {
  const folder = join(root, 'test', area);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(test|spec)\.tsx?$/.test(name));
};

/**
 * How many tests stand in files that cannot be run here: they are counted as skipped one by one.
 * @param {string} area
 */
export const countTests = (area) =>
  testFiles(area).reduce((total, name) => {
    const text = readFileSync(join(root, 'test', area, name), 'utf8');
    return total + (text.match(/^\s*(test|it)(\.(only|each|for)\b.*)?\(/gm)?.length ?? 0);
  }, 0);
