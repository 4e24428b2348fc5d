// @ts-check
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startChild } from './child.mjs';
import { openDoor } from './door.mjs';
import { root } from './paths.mjs';

/** @typedef {import('./child.mjs').Child} Child */

/**
 * What the browser host tells of its pages (main/hosts/browser/tell-launcher.ts).
 * @typedef {{
 *   before: Promise<import('./left-over.mjs').PagesBefore | null>,
 *   opened: Promise<void>,
 *   count: () => number,
 *   address: () => string,
 *   listen: (listener: (what: 'opened' | 'lost') => void) => void,
 * }} PagesTold
 */

/**
 * The host behind a door of ours: its address holds before it has read itself, and a browser can be on its way.
 * @param {string} profile
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} [say] what it says, a line at a time
 * @returns {Promise<{ child: Child, address: string, pages: PagesTold }>}
 */
export const startBrowserHost = async (profile, env, say = console.log) => {
  const door = await openDoor(profile);
  const child = startChild(process.execPath, [join(root, 'out/browser/index.cjs'), '--profile', profile], {
    cwd: root,
    env: { ...env, OFFHOOK_DOOR_BY_PARENT: '1' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  door.handTo(child.process);
  const { stdout } = child.process;
  if (stdout === null) throw new Error('the host was started without a pipe');
  createInterface({ input: stdout }).on('line', say);
  return { child, address: door.address, pages: pagesTold(child, door.address) };
};

const pagesBefore = /** @type {const} */ (['none', 'awaited', 'unknown']);

/**
 * @param {Child} child
 * @param {string} first the address before one is used
 * @returns {PagesTold}
 */
const pagesTold = (child, first) => {
  /** @type {PromiseWithResolvers<import('./left-over.mjs').PagesBefore | null>} */
  const before = Promise.withResolvers();
  /** @type {PromiseWithResolvers<void>} */
  const opened = Promise.withResolvers();
  let address = first;
  let count = 0;
  /** @type {((what: 'opened' | 'lost') => void)[]} */
  const listeners = [];
  child.process.on('message', (message) => {
    if (message === null || typeof message !== 'object' || !('kind' in message)) return;
    if (message.kind === 'page-opened') {
      opened.resolve();
      count += 1;
      for (const listener of listeners) listener('opened');
    }
    if (message.kind === 'pages-lost') for (const listener of listeners) listener('lost');
    if (message.kind === 'address' && 'is' in message && typeof message.is === 'string') address = message.is;
    if (message.kind !== 'pages-before' || !('are' in message)) return;
    const { are } = message;
    before.resolve(pagesBefore.find((each) => each === are) ?? null);
  });
  void child.ended.then(() => before.resolve(null));
  return {
    before: before.promise,
    opened: opened.promise,
    count: () => count,
    address: () => address,
    listen: (listener) => void listeners.push(listener),
  };
};

/**
 * @param {string} program
 * @param {string} profile
 * @param {NodeJS.ProcessEnv} env
 * @returns {Child}
 */
export const startElectronHost = (program, profile, env) => {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...rest } = env;
  // As for Chromium: root has to do without the sandbox.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return startChild(program, [...asRoot, root, '--profile', profile], {
    cwd: root,
    env: rest,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
};
