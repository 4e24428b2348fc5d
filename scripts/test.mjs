#!/usr/bin/env node
// @ts-check
/** npm test: builds, then unit and architecture tests, the real Asterisk, and the real Chromium. */
import { onInstalledNode } from './lib/node-modules.mjs';
import { readTestOptions } from './lib/test-options.mjs';

const options = readTestOptions(process.argv.slice(2));
if ('wrong' in options) {
  console.error(options.wrong);
  process.exitCode = 2;
} else {
  await onInstalledNode(import.meta.url);
  const { runTests } = await import('./lib/run-tests.mjs');
  process.exitCode = await runTests(options.stages);
}
