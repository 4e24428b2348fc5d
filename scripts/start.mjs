#!/usr/bin/env node
// @ts-check
/** npm start: brings up the desk against the person's own PBX, or against a demo one. */
import { onInstalledNode } from './lib/node-modules.mjs';
import { readStartOptions, startHelp } from './lib/start-options.mjs';

const request = readStartOptions(process.argv.slice(2));
if (request.kind === 'help') {
  console.log(startHelp);
} else if (request.kind === 'wrong') {
  console.error(`${request.message}\n\n${startHelp}`);
  process.exitCode = 2;
} else {
  await onInstalledNode(import.meta.url);
  const { start } = await import('./lib/start.mjs');
  process.exitCode = await start(request.options);
}
