import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const table = readFileSync(join(root, 'docs/OUTCOMES.md'), 'utf8').replaceAll(/\s+/g, ' ');
const folder = join(root, 'test/integration/app');
const tests = readdirSync(folder)
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
/** Titles of tests, in quotation marks: sentences, where what a table quotes else is a word. */
const named = [...table.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title).filter((title) => title.includes(' '));

test('docs/OUTCOMES.md names tests, each of which there is', () => {
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((title) => !tests.includes(`'${title}'`))).toEqual([]);
});
