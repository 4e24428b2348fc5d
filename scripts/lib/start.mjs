// @ts-check
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasDisplay } from './app-window.mjs';
import { build, isBuildStale } from './build.mjs';
import { chooseHost } from './choose-host.mjs';
import { haveWindow } from './desk-window.mjs';
import { ensureElectron } from './electron.mjs';
import { startBrowserHost, startElectronHost } from './host.mjs';
import { isOneOf, relayRehearsals, startLab } from './lab.mjs';
import { defaultProfile, howToWriteSettings, writeTemporaryProfile } from './profile-folder.mjs';
import { createStopper } from './stopper.mjs';

/**
 * @typedef {import('./start-options.mjs').StartOptions} StartOptions
 * @typedef {import('./stopper.mjs').Stopper} Stopper
 * @typedef {{ folder: string, env: NodeJS.ProcessEnv, lab: import('./child.mjs').Child | null }} Place
 */

/** What may be spent on a clean end: the host unregisters and logs off, then the lab stops its PBX. */
const hostStops = 3_000;
const labStops = 8_000;

/** The environment without Offhook's own settings: a demo is not to log in to somebody's real PBX. */
const demoEnvironment = async () => {
  const { environmentVariables } = await import('../../main/settings/environment.ts');
  const env = Object.entries(process.env).filter(([name]) => !environmentVariables.includes(name));
  return { ...Object.fromEntries(env), OFFHOOK_DEMO: '1' };
};

/**
 * @param {Stopper} stopper
 * @returns {Promise<Place | { unavailable: string }>}
 */
const demoPlace = async (stopper) => {
  console.log('starting an Asterisk of our own for the demo');
  const { child, started } = startLab();
  stopper.add('lab', () => child.stop(labStops));
  const start = await Promise.race([started, stopper.asked]);
  if (start === null) return { unavailable: 'it was stopped' };
  if (start.kind === 'unavailable') return { unavailable: start.reason };
  const { folder, remove } = writeTemporaryProfile(start.profile);
  stopper.add('files', remove);
  void child.ended.then(() => stopper.stop(1, 'the demo PBX has stopped'));
  return { folder, env: await demoEnvironment(), lab: child };
};

/**
 * @param {StartOptions} options
 * @param {Stopper} stopper
 * @returns {Promise<Place | { unavailable: string }>}
 */
const findPlace = async (options, stopper) => {
  const folder = options.profile === null ? defaultProfile(process.platform, process.env) : resolve(options.profile);
  const { environmentVariables } = await import('../../main/settings/environment.ts');
  const fromEnvironment = environmentVariables.some((name) => (process.env[name] ?? '') !== '');
  if (!options.demo && (fromEnvironment || existsSync(join(folder, 'settings.json')))) {
    return { folder, env: process.env, lab: null };
  }
  // The screen of the first run asks for a PBX; a demo is one of its answers.
  if (options.setup) return { folder, env: { ...process.env, OFFHOOK_CAN_DEMO: '1' }, lab: null };
  if (!options.demo) console.log(`no settings.json in ${folder}: this will be a demo (--setup asks for your own PBX)`);
  const place = await demoPlace(stopper);
  if (!('unavailable' in place)) return place;
  return { unavailable: `the demo cannot be had here: ${place.unavailable}\n\n${howToWriteSettings(folder)}` };
};

/**
 * A demo asked for from the first run's screen: answers with the folder of a profile for it, or why there is none.
 * @param {import('node:child_process').ChildProcess} host
 * @param {Stopper} stopper
 */
const answerDemo = async (host, stopper) => {
  const place = await demoPlace(stopper).catch((error) => ({ unavailable: String(error) }));
  if (!host.connected) return;
  if ('unavailable' in place) {
    host.send({ kind: 'no-demo', reason: place.unavailable });
    return;
  }
  if (place.lab !== null) relayRehearsals(host, place.lab.process);
  host.send({ kind: 'demo', folder: place.folder });
};

/**
 * @param {import('./choose-host.mjs').HostChoice & { host: string }} choice
 * @param {Place} place
 * @param {StartOptions} options
 * @param {Stopper} stopper
 */
const runHost = async (choice, place, options, stopper) => {
  const browser = choice.host === 'browser' ? await startBrowserHost(place.folder, place.env) : null;
  const child =
    choice.host === 'electron' ? startElectronHost(choice.program, place.folder, place.env) : browser?.child;
  if (child === undefined) return;
  stopper.add('desk', () => child.stop(hostStops));
  if (place.lab !== null) relayRehearsals(child.process, place.lab.process);
  else {
    child.process.on('message', (message) => {
      if (isOneOf(message, ['demo'])) void answerDemo(child.process, stopper);
    });
  }
  void child.ended.then((code) => stopper.stop(code, code === 0 ? 'Offhook has ended' : `Offhook ended with ${code}`));
  if (browser === null || !options.open || stopper.stopping) return;
  if (!hasDisplay(process.platform, process.env)) return;
  await haveWindow({ pages: browser.pages, profile: place.folder, stopper });
};

/**
 * Runs until the desk is closed, something ends by itself, or Ctrl+C; answers with the exit code.
 * @param {StartOptions} options
 * @returns {Promise<number>}
 */
export const start = async (options) => {
  const stopper = createStopper();
  // When the terminal is closed its streams fail before everything has stopped; nobody is left to read them.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const failure = isBuildStale() ? await build() : null;
    if (failure !== null) return await stopper.fail(`the build failed:\n${failure}`);
    const choice = await chooseHost(options, hasDisplay(process.platform, process.env), ensureElectron);
    if (choice.host === null) {
      return await stopper.fail(
        `--host electron cannot be had: ${choice.because}. Without --host the browser host runs.`,
      );
    }
    const place = await findPlace(options, stopper);
    if (stopper.stopping) return await stopper.done;
    if ('unavailable' in place) return await stopper.fail(place.unavailable);
    console.log(`host: ${choice.host}, because ${choice.because}`);
    await runHost(choice, place, options, stopper);
  } catch (error) {
    return await stopper.fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return await stopper.done;
};
