#!/usr/bin/env node
// @ts-check
/** npm run shots [-- NAME …]: pictures of every screen, in both sizes and all looks, into shots/. */
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { onInstalledNode } from './lib/node-modules.mjs';
import { root } from './lib/paths.mjs';
import { seconds } from './lib/run.mjs';

await onInstalledNode(import.meta.url);
const { views } = await import('../renderer/fixtures/views.ts');
const { shootViews } = await import('./lib/shots.mjs');

const known = Object.keys(views);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`there is no screen ${unknown.join(', ')}; there are\n  ${known.join('\n  ')}`);
  process.exit(2);
}
const chromium = await ensureChromium();
const failure = 'unavailable' in chromium ? chromium.unavailable : await build(['--mode', 'fixtures']);
if (failure !== null || 'unavailable' in chromium) {
  console.error(failure);
  process.exit(1);
}

const since = performance.now();
const folder = join(root, 'shots');
const names = wanted.length > 0 ? wanted : known;
const { count, complaints } = await shootViews({ executablePath: chromium.path, names, folder });
for (const complaint of complaints) console.error(complaint);
console.log(`${count} pictures of ${names.length} screens in shots/ (${seconds(performance.now() - since)})`);
process.exitCode = complaints.length === 0 ? 0 : 1;
