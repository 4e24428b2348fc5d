#!/usr/bin/env node
// @ts-check
/** npm run check: format, types, lint and the quick tests; only what fails is printed in full. */
import { onInstalledNode } from './lib/node-modules.mjs';
import { root, toolPath } from './lib/paths.mjs';
import { colors, run, seconds } from './lib/run.mjs';

await onInstalledNode(import.meta.url);

const node = (/** @type {string[]} */ ...args) => [process.execPath, ...args];
const types = ['pure', 'main', 'renderer', 'electron', 'test'].map((area) => ({
  name: `types (${area})`,
  command: node(toolPath('typescript', 'tsc'), '-p', `tsconfig.${area}.json`),
}));

/** Two at a time: more only fight over the cores. */
const lanes = [
  [
    { name: 'format', command: node(toolPath('@biomejs/biome', 'biome'), 'check', '--linter-enabled=false', '.') },
    ...types,
    { name: 'lint', command: node(toolPath('oxlint'), '--type-aware', '--deny-warnings', '.') },
  ],
  [
    {
      name: 'unit tests',
      command: node(toolPath('vitest'), 'run', '--project', 'unit', '--project', 'alone', '--reporter=minimal'),
    },
  ],
];

const since = performance.now();
/** @type {string[]} */
const broken = [];
await Promise.all(
  lanes.map(async (lane) => {
    for (const { name, command } of lane) {
      const [file = '', ...args] = command;
      const { code, output, ms } = await run(file, args, { cwd: root, env: { ...process.env, ...colors } });
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds(ms)})`);
      if (code === 0) continue;
      broken.push(name);
      console.log(`${output.trim()}\n`);
    }
  }),
);
console.log(
  broken.length === 0
    ? `all is well (${seconds(performance.now() - since)})`
    : `${broken.join(', ')}: not well (${seconds(performance.now() - since)})`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
