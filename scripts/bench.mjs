#!/usr/bin/env node
// @ts-check
/** npm run bench -- NAME [--json]: measures one thing beside a peer or a floor. */
import { parseArgs } from 'node:util';
import { table } from './lib/figures.mjs';
import { onInstalledNode } from './lib/node-modules.mjs';
import { explainNames, loadProgram, programNames } from './lib/programs.mjs';

/** @typedef {import('./lib/figures.mjs').Figures} Figures */

await onInstalledNode(import.meta.url);
const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const [name, ...rest] = positionals;
if (name === undefined || rest.length > 0 || !programNames('bench').includes(name)) {
  console.error(explainNames('bench', rest.length > 0 ? positionals.join(' ') : name));
  process.exit(name === undefined ? 0 : 2);
}

const { run } = await loadProgram('bench', name);
if (typeof run !== 'function') throw new Error(`test/bench/${name}.ts exports no run()`);
const outcome = /** @type {() => unknown} */ (run)();
const results = /** @type {AsyncIterable<Figures> | Iterable<Figures>} */ (
  outcome instanceof Promise ? await outcome : outcome
);
/** @type {Figures[]} */
const rows = [];
for await (const row of results) {
  rows.push(row);
  if (values.json === true) console.log(JSON.stringify(row));
}
if (rows.length === 0) throw new Error(`${name} measured nothing`);
if (values.json !== true) console.log(table(rows));
