// @ts-check
import { parseArgs } from 'node:util';

/**
 * @typedef {{ host: 'electron' | 'browser' | null, profile: string | null, demo: boolean, setup: boolean, open: boolean }} StartOptions
 * @typedef {{ kind: 'start', options: StartOptions } | { kind: 'help' } | { kind: 'wrong', message: string }} StartRequest
 */

export const startHelp = `npm start [-- --host electron|browser] [--profile DIR] [--demo | --setup] [--no-open]

  --host HOST     electron or browser; without it Electron where it can be had, else the browser host
  --profile DIR   the folder of settings.json and secrets.json
  --demo          start an Asterisk of our own and connect to it as agent 1001
  --setup         connect to a PBX of yours: without settings, the screen that asks for it
  --no-open       browser host: print the one-time address and open nothing
  --help          this text`;

const known = /** @type {const} */ ({
  host: { type: 'string' },
  profile: { type: 'string' },
  demo: { type: 'boolean' },
  setup: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
});

/**
 * @param {string} message
 * @returns {StartRequest}
 */
const wrong = (message) => ({ kind: 'wrong', message });

/**
 * @param {readonly string[]} args
 * @returns {StartRequest}
 */
export const readStartOptions = (args) => {
  const names = Object.keys(known);
  const { tokens } = parseArgs({
    args: [...args],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  /** @type {Map<string, string>} */
  const given = new Map();
  for (const token of tokens) {
    if (token.kind === 'positional') return wrong(`"${token.value}" was not expected; options start with --`);
    if (token.kind !== 'option') continue;
    if (!names.includes(token.name))
      return wrong(`there is no ${token.rawName}; expected one of --${names.join(', --')}`);
    const wantsValue = token.name === 'host' || token.name === 'profile';
    // `--host --demo` reads as a value for --host; it is a forgotten one.
    const value = token.value === undefined || token.value.startsWith('--') ? '' : token.value;
    if (wantsValue && value === '') {
      return wrong(token.name === 'host' ? '--host expects electron or browser' : '--profile expects a folder');
    }
    if (!wantsValue && token.value !== undefined) return wrong(`--${token.name} takes no value`);
    given.set(token.name, value);
  }
  if (given.has('help')) return { kind: 'help' };
  const host = given.get('host') ?? null;
  if (host !== null && host !== 'electron' && host !== 'browser') {
    return wrong(`--host expects electron or browser, not "${host}"`);
  }
  const demo = given.has('demo');
  const setup = given.has('setup');
  if (demo && setup) return wrong('--demo has its own PBX and --setup asks for yours: expected one of them');
  const open = !given.has('no-open');
  if (host === 'electron' && !open) return wrong('--no-open is for the browser host; Electron opens its own window');
  return { kind: 'start', options: { host, profile: given.get('profile') ?? null, demo, setup, open } };
};
