#!/usr/bin/env node
// @ts-check
/** npm run pbx: the Asterisk lab for a person; see test/pbx/cli.ts. */
import { onInstalledNode } from './lib/node-modules.mjs';

await onInstalledNode(import.meta.url);
await import('../test/pbx/cli.ts');
