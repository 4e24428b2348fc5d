#!/usr/bin/env node
// @ts-check
/** npm run ari-schema: writes main/ari/generated from what the lab's two Asterisks say of their own ARI. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onInstalledNode } from './lib/node-modules.mjs';

await onInstalledNode(import.meta.url);
const { currentSchemaFiles, schemaFolder } = await import('./lib/ari-schema-files.mjs');

for (const [name, text] of await currentSchemaFiles()) writeFileSync(join(schemaFolder, name), text);
