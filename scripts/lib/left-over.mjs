// @ts-check
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { windowData } from './app-window.mjs';
import { run } from './run.mjs';

/**
 * A Chromium on the window's data folder that we did not start.
 * @typedef {{ pid: number, stopped: boolean }} LeftOver
 */

/**
 * What the host says of the pages of a run before: none can come back to it, one may, or it is not known whose they are,
 * since it has no journal: that is another Offhook's, which runs with this profile.
 * @typedef {'none' | 'awaited' | 'unknown'} PagesBefore
 */

/**
 * What becomes of the window that was left over. One that may come back holds its calls' audio, and closing it would
 * interrupt them: it is waited for, and stays. One that cannot come back, or does not, is of no use to anybody, and is
 * closed before there is another, which takes its calls up by INVITE with Replaces. One that may be that of an
 * Offhook that runs is not ours to close.
 * @param {Pick<LeftOver, 'stopped'>} leftOver
 * @param {PagesBefore} before
 * @param {boolean | null} cameBack null: it still may
 * @returns {'keep' | 'close' | 'leave' | 'wait'}
 */
export const fateOf = ({ stopped }, before, cameBack) => {
  if (before === 'unknown') return 'leave';
  // Its process is halted: no page of it comes back before somebody lets it go on.
  if (stopped || before === 'none') return 'close';
  if (cameBack === null) return 'wait';
  return cameBack ? 'keep' : 'close';
};

/**
 * Whether a command line, its words joined by spaces, is that of the Chromium itself (not of one of its helpers) on this
 * data folder.
 * @param {string} command
 * @param {string} data
 */
export const isWindowOn = (command, data) =>
  `${command} `.includes(` --user-data-dir=${data} `) && !command.includes(' --type=');

/**
 * The process that Chromium itself notes as the owner of a data folder: a symbolic link to HOST-PID
 * (chrome/browser/process_singleton_posix.cc). It outlives a crash, so the process it names may be gone, or another.
 * @param {string} data
 */
const notedOwner = (data) => {
  try {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(readlinkSync(join(data, 'SingletonLock'))) ?? [];
    return host === hostname() && pid !== undefined ? Number(pid) : null;
  } catch {
    // No Chromium has it; on Windows it is a window instead, and one left over is not found.
    return null;
  }
};

/**
 * A process as the system lists it; null: there is none, or it has ended and nobody has looked yet.
 * @param {number} pid
 * @returns {Promise<{ command: string, stopped: boolean } | null>}
 */
const lookAt = async (pid) => {
  const [state = 'Z', command = ''] = process.platform === 'linux' ? inProc(pid) : await byPs(pid);
  return state.startsWith('Z') ? null : { command, stopped: /^[Tt]/.test(state) };
};

/**
 * @param {number} pid
 * @returns {string[]} state and command line
 */
const inProc = (pid) => {
  try {
    // The name before the state is in parentheses and may hold anything, parentheses too (man 5 proc).
    const [state = 'Z'] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return [state, readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trimEnd()];
  } catch {
    // It is gone.
    return [];
  }
};

/** @param {number} pid */
const byPs = async (pid) => {
  const { code, output } = await run('ps', ['-ww', '-o', 'stat=,command=', '-p', String(pid)]);
  return code === 0 ? (/^(\S+)\s+(.*)$/s.exec(output.trim())?.slice(1) ?? []) : [];
};

/**
 * @param {string} profile
 * @returns {Promise<LeftOver | null>}
 */
export const findLeftOver = async (profile) => {
  const data = windowData(profile);
  const pid = notedOwner(data);
  const found = pid === null ? null : await lookAt(pid);
  return pid !== null && found !== null && isWindowOn(found.command, data) ? { pid, stopped: found.stopped } : null;
};

/** How often is looked whether it is gone, ms. */
const [closingLook, openLook] = [20, 1_000];

/**
 * Resolves true when the window is gone; false when it is still there after `within` ms.
 * @param {string} profile
 * @param {LeftOver} leftOver
 * @param {number} [within] left out: for as long as it takes
 */
export const untilGone = async (profile, { pid }, within = Number.POSITIVE_INFINITY) => {
  const until = performance.now() + within;
  const pause = within === Number.POSITIVE_INFINITY ? openLook : closingLook;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    if ((await findLeftOver(profile))?.pid !== pid) return true;
    if (performance.now() > until) return false;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await delay(pause);
  }
};

/** A Chromium that is well ends at once when it is asked to; one that was killed is gone with its helpers soon after, ms. */
const [askedEnds, killedEnds] = [1_000, 5_000];

/**
 * Closes it by its process id: it is asked to where it can listen, and made to where it cannot or does not.
 * @param {string} profile
 * @param {LeftOver} leftOver
 * @param {number} [asked] how long it may take to end by itself, ms
 * @returns {Promise<boolean>} whether it is gone
 */
export const closeLeftOver = async (profile, leftOver, asked = askedEnds) => {
  const { pid } = leftOver;
  // Looked at anew: what was found a while ago may have ended, and its number may be another's by now.
  const now = await findLeftOver(profile);
  if (now?.pid !== pid) return true;
  if (!now.stopped) {
    signal(pid, 'SIGTERM');
    if (await untilGone(profile, leftOver, asked)) return true;
  }
  // It leads a group of its own, as startChild has it: helpers that are halted as well do not notice that it is gone.
  if (!signal(-pid, 'SIGKILL')) signal(pid, 'SIGKILL');
  return await untilGone(profile, leftOver, killedEnds);
};

/**
 * @param {number} to
 * @param {NodeJS.Signals} name
 * @returns {boolean} false: there is no such process or group
 */
const signal = (to, name) => {
  try {
    return process.kill(to, name);
  } catch (error) {
    // ESRCH: it is gone, or leads no group. EPERM: somebody else's, which stays and is told of as still there.
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ESRCH' || code === 'EPERM') return false;
    throw error;
  }
};
