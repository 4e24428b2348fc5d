#!/usr/bin/env node
// @ts-check
/** npm run replay -- FILE.ami [FILE.ari.jsonl] --me PJSIP/1001: what the agent would have seen of a recording, and why. */
import { parseArgs } from 'node:util';
import { onInstalledNode } from './lib/node-modules.mjs';

await onInstalledNode(import.meta.url);
const { loadReplay } = await import('../main/replay/load.ts');
const { replay } = await import('./lib/replay.mjs');
const { reportText } = await import('./lib/replay-report.mjs');

const help = `npm run replay -- FILE [FILE.ari.jsonl] [options]

Plays a recording through Offhook's own decoder and call model, and prints what the agent would have seen, how it stood
in the end, and why (the ledger). FILE is a recording saved by Offhook (Ctrl+K, Save a recording), or a manager session
as it was received; FILE.ari.jsonl holds the frames of an ARI event socket. Packed with gzip or not.
  --me ENDPOINT   the agent's phone, as PJSIP/1001; may be repeated, the softphone first (a recording knows it)
  --permute N     N interleavings of the streams, and N deliveries with events moved, doubled and lost: all must agree
  --seed S        of the first of them (default 1)
  --country CC    how numbers are read (default US)
  --json          one object
Exits with 0 when all agree, 1 when a run ends otherwise, 2 when it cannot be played.`;

/** @param {string} message @returns {never} */
const refuse = (message) => {
  console.error(`${message}\n\n${help}`);
  return process.exit(2);
};

const parsed = () => {
  try {
    return parseArgs({
      options: {
        ...{ me: { type: 'string', multiple: true, default: [] }, permute: { type: 'string', default: '0' } },
        ...{ seed: { type: 'string', default: '1' }, country: { type: 'string', default: 'US' } },
        ...{ json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
      },
      allowPositionals: true,
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
};

const { values, positionals } = parsed();
if (values.help) {
  console.log(help);
  process.exit(0);
}
const [permute, seed] = [Number(values.permute), Number(values.seed)];
if (positionals.length === 0) refuse('which recording?');
if (!Number.isSafeInteger(permute) || permute < 0) refuse(`--permute expects a whole number, not "${values.permute}"`);
if (!Number.isSafeInteger(seed) || seed < 0) refuse(`--seed expects a whole number, not "${values.seed}"`);

const loaded = loadReplay(
  positionals,
  values.me.flatMap((each) => each.split(',')),
);
if (!loaded.ok) {
  console.error(loaded.failure);
  process.exit(2);
}
const report = replay(loaded.value, { permute, seed, country: values.country });
console.log(values.json ? JSON.stringify(report) : reportText(report));
process.exitCode = (report.laws?.diverged ?? 0) === 0 ? 0 : 1;
