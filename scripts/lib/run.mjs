// @ts-check
import { spawn } from 'node:child_process';

/**
 * @typedef {{ code: number, output: string, ms: number }} Ran
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, echo?: boolean }} RunOptions
 */

/** The program writes into our pipe and cannot see whether a person reads it; we can. */
export const colors = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };

/**
 * Runs a program to its end and keeps what it said. With `echo` a person sees it as it comes.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ran>}
 */
export const run = (file, args, options = {}) =>
  new Promise((resolve) => {
    const since = performance.now();
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (/** @type {string} */ text) => {
        output += text;
        if (options.echo === true) process.stdout.write(text);
      });
    }
    const end = (/** @type {number} */ code) => resolve({ code, output, ms: performance.now() - since });
    child.on('error', (error) => {
      output += error.message;
      end(127);
    });
    child.on('close', (code) => end(code ?? 1));
  });

/** @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
