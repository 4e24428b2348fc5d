import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readResources, schemaFiles } from '../../../scripts/lib/ari-schema.mjs';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const property = (type: string, required = true) => ({ type, required });

/** An Asterisk that says this of itself. */
function saying(channel: object, events: readonly string[], apis: readonly object[]) {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-ari-schema-'));
  folders.push(folder);
  const models = {
    Channel: { properties: channel },
    Event: { subTypes: events },
    ...Object.fromEntries(events.map((name) => [name, { properties: { channel: property('Channel') } }])),
  };
  writeFileSync(join(folder, 'events.json'), JSON.stringify({ apis, models }));
  writeFileSync(join(folder, 'resources.json'), '{}');
  return readResources(folder);
}

const get = (...names: readonly string[]) => ({
  path: '/channels/{id}',
  operations: [
    {
      httpMethod: 'GET',
      responseClass: 'Channel',
      parameters: names.map((name) => ({ name, paramType: name === 'id' ? 'path' : 'query', dataType: 'string' })),
    },
  ],
});

it('a schema shows what only the younger Asterisk has', () => {
  const old = saying({ id: property('string'), note: property('string') }, ['Created'], [get('id')]);
  const both = { id: property('string'), note: property('string'), tone: property('int', false) };
  const young = saying(both, ['Created', 'Detected'], [get('id', 'reason'), { ...get(), path: '/more' }]);
  const files = schemaFiles(old, young);
  // Without an id it is no channel; without a note it has an empty one.
  expect(files['models.ts']).toContain('Channel = model({ id: string, note: text, tone: in22(number) });');
  expect(files['events.ts']).toMatch(/Created: [^\n]*\n {2}\/\/ Only 22 has these\.\n {2}Detected: /);
  expect(files['operations.ts']).toContain(
    "'GET /channels/{id}': operation<{ id: string; reason?: In22<string> }>()(Channel),",
  );
  expect(files['operations.ts']).toMatch(/Only 22 has these\.\n {2}'GET \/more'/);
});
