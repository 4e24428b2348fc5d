import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/SECURITY.md'), 'utf8');

/** Rows of the tables: what, how, and by which test it is shown. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| #') && !line.includes(' shown by |'))
  .map((line) => {
    const [, file, name] = /`([\w./-]+\.test\.ts)`: (.+?) \|$/.exec(line) ?? [];
    return { line, file: file ?? 'none', name: name ?? 'none' };
  });
const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.test.ts'));

describe('the table of what Offhook is locked down by', () => {
  test('has Electron’s twenty items and the nine fuses', () => {
    expect(rows.filter(({ line }) => /^\| \d+ \|/.test(line)).map(({ line }) => Number(line.split('|')[1]))).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    const fuses = page.slice(page.indexOf('## Fuses'), page.indexOf('## Links'));
    expect(fuses.match(/^\| [A-Z]\w+ \| (?:on|off)/gm)).toHaveLength(9);
  });

  test.each(rows.map(({ line, file, name }) => [line.slice(0, 60), file, name] as const))(
    '%s… is shown by a test that is there',
    (_row, file, name) => {
      const found = tests.filter((path) => path.endsWith(`/${file}`));
      expect(found).toHaveLength(1);
      expect(readFileSync(join(root, 'test', found[0] ?? ''), 'utf8')).toContain(name);
    },
  );
});
