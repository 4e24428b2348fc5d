#!/usr/bin/env node
// @ts-check
/** npm run icons: draws the icons in packaging/ anew, after a change to scripts/lib/icons.mjs. */
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { drawIcons } from './lib/icons.mjs';
import { onInstalledNode } from './lib/node-modules.mjs';
import { root } from './lib/paths.mjs';

await onInstalledNode(import.meta.url);
const chromium = await ensureChromium();
if ('unavailable' in chromium) throw new Error(`no icons without Chromium: ${chromium.unavailable}`);
await drawIcons(chromium.path, join(root, 'packaging'));
