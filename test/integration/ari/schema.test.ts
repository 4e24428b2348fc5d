import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { currentSchemaFiles, schemaFolder } from '../../../scripts/lib/ari-schema-files.mjs';

it('main/ari/generated is what the two Asterisks of the lab say of their own ARI (npm run ari-schema)', async () => {
  const made = await currentSchemaFiles();
  const kept = readdirSync(schemaFolder).map((name) => [name, readFileSync(join(schemaFolder, name), 'utf8')]);
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(made));
});
