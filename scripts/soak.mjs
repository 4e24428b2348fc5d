#!/usr/bin/env node
// @ts-check
/** npm run soak -- NAME [--minutes M] [--seed S] [--asterisk 22|16] [--only PART;PART]: runs one of the long proofs. */
import { parseArgs } from 'node:util';
import { table } from './lib/figures.mjs';
import { onInstalledNode } from './lib/node-modules.mjs';
import { explainNames, loadProgram, programNames } from './lib/programs.mjs';

/**
 * @param {string | undefined} text
 * @param {number} otherwise
 * @param {string} option
 */
const positive = (text, otherwise, option) => {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  console.error(`--${option} expects a number above 0, not "${text}"`);
  return process.exit(2);
};

await onInstalledNode(import.meta.url);
const { values, positionals } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    asterisk: { type: 'string' },
    only: { type: 'string' },
  },
  allowPositionals: true,
});
const [name, ...rest] = positionals;
if (name === undefined || rest.length > 0 || !programNames('soak').includes(name)) {
  console.error(explainNames('soak', rest.length > 0 ? positionals.join(' ') : name));
  process.exit(name === undefined ? 0 : 2);
}

const minutes = positive(values.minutes, 10, 'minutes');
const seed = positive(values.seed, Date.now() % 1_000_000, 'seed');
const asterisk = Number(values.asterisk ?? 22);
if (asterisk !== 22 && asterisk !== 16) {
  console.error(`--asterisk expects 22 or 16, not "${values.asterisk}"`);
  process.exit(2);
}
const only = values.only?.split(';').map((part) => part.trim()) ?? null;
const { soak } = await loadProgram('soak', name);
if (typeof soak !== 'function') throw new Error(`test/soak/${name}.ts exports no soak()`);
console.log(`${name}: ${minutes} minutes, --seed ${seed} repeats it`);
const log = (/** @type {string} */ line) => console.log(line);
const figures = await /** @type {(ground: object) => unknown} */ (soak)({ minutes, seed, asterisk, only, log });
if (figures === null || typeof figures !== 'object') throw new Error(`${name} returned no figures`);
console.log(table([/** @type {import('./lib/figures.mjs').Figures} */ (figures)]));
process.exit(0);
