import { describe, expect, test } from 'vitest';
import { checkFileSizes, checkFunctionSizes } from './size-rules.ts';
import { describeViolation } from './source-file.ts';
import { checkStyle } from './style-rules.ts';

const lines = (count: number, line = '1;') => `${line}\n`.repeat(count);

describe('a file over its budget is found', () => {
  const sizes = (files: Readonly<Record<string, number>>) =>
    checkFileSizes(Object.entries(files).map(([path, count]) => ({ path, text: lines(count) }))).map(describeViolation);

  test('401 lines are one too many, in tests too', () => {
    expect(sizes({ 'test/a.test.ts': 401, 'test/b.test.ts': 400 })).toEqual([
      'test/a.test.ts:1: 401 lines; a file has 400 at most',
    ]);
  });

  test('more than one product file in ten above 250 lines is too many', () => {
    const small = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`main/app/s${at}.ts`, 100]));
    expect(sizes({ ...small, 'main/app/a.ts': 90, 'main/app/b.ts': 300 })).toEqual([]);
    expect(sizes({ ...small, 'main/app/a.ts': 260, 'main/app/b.ts': 300 })).toEqual([
      'main/app/a.ts:1: one product file in ten is longer than 250 lines (this one: 260)',
    ]);
  });
});

describe('a function over its budget is found', () => {
  const at = (path: string, text: string) => checkFunctionSizes([{ path, text }]).map(describeViolation);
  const body = (count: number) => `{\n${lines(count - 2)}}`;

  test.each([
    ['a declaration', `function long() ${body(61)}`],
    ['an arrow', `const long = () => ${body(61)};`],
    ['an expression', `const long = function () ${body(61)};`],
    ['a method', `class A {\n  long() ${body(61)}\n}`],
    ['a private method', `class A {\n  #x = 1;\n  async #long() ${body(61)}\n}`],
  ])('%s of 61 lines', (_, text) => {
    expect(at('main/app/x.ts', text)).toEqual([expect.stringMatching(/:\d: long has 61 lines; 60 at most$/)]);
  });

  test('a function of 60 lines is let be', () => {
    expect(at('main/app/x.ts', `function fits() ${body(60)}`)).toEqual([]);
  });

  test('a component may have 120 lines, a hook beside it 60', () => {
    expect(at('renderer/x.tsx', `function Card() ${body(120)}\nfunction useCard() ${body(61)}`)).toEqual([
      'renderer/x.tsx:121: useCard has 61 lines; 60 at most',
    ]);
    expect(at('renderer/x.tsx', `const Card = () => ${body(121)};`)).toEqual([
      'renderer/x.tsx:1: Card has 121 lines; 120 at most',
    ]);
  });
});

describe('what the style refuses is found', () => {
  const at = (text: string, path = 'main/app/x.ts') => checkStyle([{ path, text }]).map(({ problem }) => problem);

  test.each([
    ['let x: any;', 'any'],
    ['const x = y as unknown as Map<string, any>;', 'any'],
    ['const x = y!;', 'a non-null assertion (!)'],
    ['y!.z();', 'a non-null assertion (!)'],
    ['enum A { b }', 'an enum; use a union of strings'],
    ['export default 1;', 'a default export'],
    ['try { a(); } catch {}', 'an empty catch'],
    ['try { a(); } catch (error) { /* never mind */ }', 'an empty catch'],
    ["console.log('x');", 'console; use the Logger'],
    ["console['log']('x');", 'console; use the Logger'],
    ['// @ts-ignore\na();', 'a comment that silences the compiler'],
    ['/* @ts-expect-error */ a();', 'a comment that silences the compiler'],
    [
      '// oxlint-disable-next-line no-console',
      'a comment that silences a tool without saying why (-- reason, or a comment above)',
    ],
    ['// fallow-ignore-file', 'a comment that silences a tool'],
    ['// TODO later', 'unfinished work; open an issue instead'],
  ])('%s', (text, problem) => {
    expect(at(text)).toEqual([problem]);
  });

  test.each([
    "const any = 'any'; const text = 'console.log(x!) // TODO';",
    'if (!x) y(); const z = !!x;',
    'try { a(); } catch { b(); }',
    '// The order never changes.\n// oxlint-disable-next-line react/no-array-index-key',
    '// oxlint-disable-next-line no-await-in-loop -- one at a time is the point',
    "// any caller's console",
  ])('%s is let be', (text) => {
    expect(at(text)).toEqual([]);
  });

  test('tests and scripts may write to the console', () => {
    expect(at('console.log(1);', 'scripts/x.mjs')).toEqual([]);
  });

  test('a name is kebab-case', () => {
    expect(at('', 'renderer/desk/callCard.tsx')).toEqual(['a name that is not kebab-case']);
    expect(at('', 'renderer/desk/call-card.tsx')).toEqual([]);
    expect(at('', 'renderer/vite-env.d.ts')).toEqual([]);
  });
});
