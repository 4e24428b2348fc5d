#!/usr/bin/env node
// @ts-check
/** npm run pack [-- --installers]: builds and packs Offhook into dist/, unpacked or as this system's installers. */
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { findElectron } from './lib/electron.mjs';
import { onInstalledNode } from './lib/node-modules.mjs';
import { pack } from './lib/pack.mjs';

await onInstalledNode(import.meta.url);
const { values } = parseArgs({ options: { installers: { type: 'boolean', default: false } } });
if (values.installers && findElectron() === null) {
  console.error('installers need Electron’s binary: run `npx install-electron` where GitHub can be reached');
  process.exit(2);
}
const failure = await build();
if (failure !== null) throw new Error(`the build failed:\n${failure}`);
const system = process.platform === 'darwin' ? '--mac' : process.platform === 'win32' ? '--win' : '--linux';
const { code, output, stub } = await pack({ targets: values.installers ? [system] : [system, 'dir'] });
if (code !== 0) console.error(output);
else
  console.log(
    stub
      ? 'packed into dist/ around a STUB of Electron: it shows what is packed and runs nothing'
      : 'packed into dist/',
  );
process.exit(code);
