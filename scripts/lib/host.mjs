// @ts-check
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startChild } from './child.mjs';
import { root } from './paths.mjs';

/** @typedef {import('./child.mjs').Child} Child */

/**
 * What the browser host tells of its pages (main/hosts/browser/tell-launcher.ts).
 * @typedef {{ before: Promise<import('./left-over.mjs').PagesBefore | null>, opened: Promise<void> }} PagesTold
 */

/** @param {string} line */
export const readAddress = (line) => /^Offhook is at (http:\/\/127\.0\.0\.1:\d+\/\S*)$/.exec(line)?.[1] ?? null;

/**
 * @param {string} profile
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ child: Child, address: Promise<string | null>, pages: PagesTold }} null: the host ended before it said so
 */
export const startBrowserHost = (profile, env) => {
  const child = startChild(process.execPath, [join(root, 'out/browser/index.cjs'), '--profile', profile], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  /** @type {Promise<string | null>} */
  const address = new Promise((resolve) => {
    const { stdout } = child.process;
    if (stdout === null) throw new Error('the host was started without a pipe');
    createInterface({ input: stdout }).on('line', (line) => {
      console.log(line);
      const found = readAddress(line);
      if (found !== null) resolve(found);
    });
    void child.ended.then(() => resolve(null));
  });
  return { child, address, pages: pagesTold(child) };
};

const pagesBefore = /** @type {const} */ (['none', 'awaited', 'unknown']);

/**
 * @param {Child} child
 * @returns {PagesTold}
 */
const pagesTold = (child) => {
  /** @type {PromiseWithResolvers<import('./left-over.mjs').PagesBefore | null>} */
  const before = Promise.withResolvers();
  /** @type {PromiseWithResolvers<void>} */
  const opened = Promise.withResolvers();
  child.process.on('message', (message) => {
    if (message === null || typeof message !== 'object' || !('kind' in message)) return;
    if (message.kind === 'page-opened') opened.resolve();
    if (message.kind !== 'pages-before' || !('are' in message)) return;
    const { are } = message;
    before.resolve(pagesBefore.find((each) => each === are) ?? null);
  });
  void child.ended.then(() => before.resolve(null));
  return { before: before.promise, opened: opened.promise };
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
