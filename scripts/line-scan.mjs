#!/usr/bin/env node
// @ts-check
/** npm run line-scan: assembles main/ami/codec/line-scan.wat into line-scan-code.ts beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onInstalledNode } from './lib/node-modules.mjs';
import { root } from './lib/paths.mjs';

await onInstalledNode(import.meta.url);
const { assemble } = await import('./lib/assemble.mjs');

const folder = join(root, 'main', 'ami', 'codec');
const code = await assemble('line-scan.wat', readFileSync(join(folder, 'line-scan.wat'), 'utf8'));
const lines = `/** line-scan.wat, assembled: \`npm run line-scan\` writes it. */
export const lineScanCode =
  '${code}';
`;
writeFileSync(join(folder, 'line-scan-code.ts'), lines);
