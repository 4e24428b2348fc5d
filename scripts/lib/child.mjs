// @ts-check
import { spawn } from 'node:child_process';

/**
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @typedef {{ process: ChildProcess, ended: Promise<number>, stop: (within: number) => Promise<void> }} Child
 */

/**
 * A program that runs beside this one. It leads a process group of its own: Ctrl+C in the terminal comes to us alone,
 * we stop things in order, and what it started goes with it.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Child}
 */
export const startChild = (file, args, options) => {
  const child = spawn(file, args, { ...options, detached: process.platform !== 'win32' });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  const signal = (/** @type {NodeJS.Signals} */ name, group = false) => {
    if (child.pid === undefined) return;
    try {
      process.kill(group && process.platform !== 'win32' ? -child.pid : child.pid, name);
    } catch (error) {
      // ESRCH: it is gone already, which is what was wanted.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  };
  const stop = async (/** @type {number} */ within) => {
    if (child.exitCode === null && child.signalCode === null) signal('SIGTERM');
    const late = setTimeout(() => signal('SIGKILL', true), within);
    await ended;
    clearTimeout(late);
    signal('SIGKILL', true);
  };
  return { process: child, ended, stop };
};
