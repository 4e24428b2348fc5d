import { describe, expect, test, vi } from 'vitest';
import { checkImports } from './import-rules.ts';
import { checkRepository } from './repository-rules.ts';
import { checkSheets } from './sheet-rules.ts';
import { checkFileSizes, checkFunctionSizes } from './size-rules.ts';
import { describeViolation, isProduct, readRepository } from './source-file.ts';
import { checkStyle } from './style-rules.ts';

const files = readRepository();

/** The whole repository is parsed: seconds alone, a minute where others want the processor too. */
vi.setConfig({ testTimeout: 180_000 });

describe('this repository', () => {
  test('is read at all', () => {
    expect(files.filter(isProduct).length).toBeGreaterThan(15);
    expect(files.some(({ path }) => path === 'preload/contract/views.ts')).toBe(true);
  });

  test('imports only in the directions of the table', () => {
    expect(checkImports(files).map(describeViolation)).toEqual([]);
  });

  test('keeps files within their budget', () => {
    expect(checkFileSizes(files).map(describeViolation)).toEqual([]);
  });

  test('keeps functions and components within their budget', () => {
    expect(checkFunctionSizes(files).map(describeViolation)).toEqual([]);
  });

  test('holds nothing that the style refuses', () => {
    expect(checkStyle(files).map(describeViolation)).toEqual([]);
  });

  test('styles nothing by whatever stands before it', () => {
    expect(checkSheets(files).map(describeViolation)).toEqual([]);
  });

  test('knows no machine', () => {
    expect(checkRepository(files).map(describeViolation)).toEqual([]);
  });
});

describe('a rule for whatever stands behind something', () => {
  const at = (text: string) => checkSheets([{ path: 'renderer/styles/x.css', text }]).map(({ line }) => line);

  test.each([
    ['.stack > * + * {}', [1]],
    ['.a {}\n.b ~\n* {}', [2]],
    ['/* `* + *` */ .a + .b {}', []],
    ['.a { width: calc(1px + 2px); }', []],
  ])('%s', (text, lines) => {
    expect(at(text)).toEqual(lines);
  });
});

describe('what does not belong is found', () => {
  const at = (path: string, text: string) => checkRepository([{ path, text }]).map(({ problem }) => problem);

  test.each([
    ['const folder = "/tmp/asterisk";', 'a path of one machine (/tmp/asterisk)'],
    ['see /home/ada/notes.md', 'a path of one machine (/home/ada)'],
  ])('%s', (text, problem) => {
    expect(at('README.md', text)).toEqual([problem]);
  });

  test('a home made up by a test is let be', () => {
    expect(checkRepository([{ path: 'test/unit/x.test.ts', text: "'/home/ines/.config'" }])).toEqual([]);
  });

  test.each(['https://pbx.example/tmp/x', 'var/home/x'])('%s is let be', (text) => {
    expect(at('README.md', text)).toEqual([]);
  });
});
