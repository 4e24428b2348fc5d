#!/usr/bin/env node
// @ts-check
/** npm run offhook -- [--profile DIR] COMMAND: asks the Offhook that runs, from a terminal or a script. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build, isBuildStale } from './lib/build.mjs';
import { onInstalledNode } from './lib/node-modules.mjs';
import { root } from './lib/paths.mjs';
import { defaultProfile } from './lib/profile-folder.mjs';

const help = `npm run offhook -- [--profile DIR] COMMAND

  dial NUMBER       calls a number or an extension
  answer            answers the call that rings
  hangup            hangs up the call that is talked on
  transfer NUMBER   transfers it; the caller comes back if nobody answers there
  status [--json]   who you are, whether calls ring here, and the calls there are
  link LINK         shows the number of a tel:, sip: or callto: link in the dial line

Exit codes: 0 done, 1 not done, 2 asked wrongly, 3 Offhook is not running.`;

await onInstalledNode(import.meta.url);
const args = process.argv.slice(2);
const given = args[0] === '--profile' ? args[1] : undefined;
const words = given === undefined ? args : args.slice(2);
if (words.length === 0 || words[0] === '--help') {
  console.log(help);
  process.exit(0);
}
const failure = isBuildStale() ? await build() : null;
if (failure !== null) throw new Error(`the build failed:\n${failure}`);
const profile = given === undefined ? defaultProfile(process.platform, process.env) : resolve(given);
const program = join(root, 'out/browser/index.cjs');
const { status } = spawnSync(process.execPath, [program, '--profile', profile, ...words], { stdio: 'inherit' });
process.exit(status ?? 3);
