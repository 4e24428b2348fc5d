// @ts-check
import { join } from 'node:path';
import { startChild } from './child.mjs';
import { root } from './paths.mjs';

/**
 * @typedef {{ settings: unknown, secrets: unknown }} DemoProfile
 * @typedef {{ kind: 'ready', profile: DemoProfile } | { kind: 'unavailable', reason: string }} LabStart
 * @typedef {import('./child.mjs').Child} Child
 */

/**
 * @param {unknown} message
 * @returns {LabStart | null}
 */
export const readLabStart = (message) => {
  if (message === null || typeof message !== 'object' || !('kind' in message)) return null;
  if (message.kind === 'unavailable') {
    return { kind: 'unavailable', reason: 'reason' in message ? String(message.reason) : 'the lab gave no reason' };
  }
  if (message.kind !== 'ready' || !('profile' in message)) return null;
  const { profile } = message;
  if (profile === null || typeof profile !== 'object' || !('settings' in profile && 'secrets' in profile)) return null;
  return { kind: 'ready', profile };
};

/**
 * Starts the Asterisk lab as a child and waits until its agent can register.
 * @returns {{ child: Child, started: Promise<LabStart> }}
 */
export const startLab = () => {
  const child = startChild(process.execPath, [join(root, 'test/pbx/cli.ts'), '--demo'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  /** @type {Promise<LabStart>} */
  const started = new Promise((resolve) => {
    const listen = (/** @type {unknown} */ message) => {
      const start = readLabStart(message);
      if (start === null) return;
      child.process.off('message', listen);
      resolve(start);
    };
    child.process.on('message', listen);
    void child.ended.then((code) => resolve({ kind: 'unavailable', reason: `the lab ended with exit code ${code}` }));
  });
  return { child, started };
};

/**
 * @param {unknown} message
 * @param {readonly string[]} kinds
 * @returns {message is import('node:child_process').Serializable}
 */
export const isOneOf = (message, kinds) =>
  message !== null && typeof message === 'object' && 'kind' in message && kinds.includes(String(message.kind));

/**
 * Practice calls: the host asks, the lab answers, each over its own channel.
 * @param {import('node:child_process').ChildProcess} host
 * @param {import('node:child_process').ChildProcess} lab
 */
export const relayRehearsals = (host, lab) => {
  host.on('message', (message) => {
    if (lab.connected && isOneOf(message, ['rehearse'])) lab.send(message);
  });
  lab.on('message', (message) => {
    if (host.connected && isOneOf(message, ['done', 'failed'])) host.send(message);
  });
};
