import { describe, expect, test } from 'vitest';
import type { Area } from './areas.ts';
import { checkImports } from './import-rules.ts';
import { importsOf } from './imports.ts';

const seen = (text: string, path = 'main/app/x.ts') => importsOf({ path, text }).map(({ specifier }) => specifier);

describe('the scanner sees', () => {
  test.each([
    ['a plain import', "import './a.ts';", ['./a.ts']],
    ['a type import', "import type { A } from './a.ts';", ['./a.ts']],
    ['an inline type import', "import { type A } from './a.ts';", ['./a.ts']],
    ['several lines', "import {\n  a,\n  b,\n} from\n  './a.ts';", ['./a.ts']],
    ['a re-export', "export * from './a.ts'; export { b } from './b.ts';", ['./a.ts', './b.ts']],
    ['a dynamic import', "await import('./a.ts');", ['./a.ts']],
    ['a dynamic import in a template', 'await import(`./a.ts`);', ['./a.ts']],
    ['an import inside a type', "let a: import('./a.ts').A;", ['./a.ts']],
    ['require', "const fs = require('fs');", ['fs']],
    ['a reference comment', '/// <reference types="node" />', ['node']],
    ['a computed target, as unknown', 'await import(name);', [null]],
    ['an import behind a regular expression', "const quote = /['\"]/; import './a.ts';", ['./a.ts']],
  ])('%s', (_, text, expected) => {
    expect(seen(text)).toEqual(expected);
  });

  test.each([
    ['a comment', "// import './a.ts';\n/* import './b.ts' */"],
    ['a string', `const text = "import './a.ts'";`],
    ['a template', "const text = `import './a.ts'; ${1} require('b')`;"],
    ['a property of that name', "loader.require('x'); it.import;"],
  ])('no import in %s', (_, text) => {
    expect(seen(text)).toEqual([]);
  });

  test('no import in the text of a page', () => {
    expect(seen("const page = <p>import x from './a.ts'</p>;", 'renderer/x.tsx')).toEqual([]);
  });
});

const problems = (path: string, text: string, areas?: readonly Area[]) =>
  checkImports([{ path, text }], areas).map(({ line, problem }) => `${line}: ${problem}`);

describe('an import against the direction is refused', () => {
  test.each([
    ['main/base/x.ts', '../app/offhook.ts', 'main/base may not import main/app'],
    ['main/calls/x.ts', '../sip/phone.ts', 'main/calls may not import main/sip'],
    ['main/calls/x.ts', '../voicemail/count.ts', 'main/calls may not import main/voicemail'],
    ['main/facts/x.ts', '../calls/call.ts', 'main/facts may not import main/calls'],
    ['main/ami/x.ts', '../ari/client.ts', 'main/ami may not import main/ari'],
    ['main/ari/x.ts', '../sip/phone.ts', 'main/ari may not import main/sip'],
    ['main/sip/x.ts', '../facts/fact.ts', 'main/sip may not import main/facts'],
    ['main/sip/x.ts', '../../preload/contract/media.ts', 'main/sip may not import preload/contract'],
    ['main/app/x.ts', '../hosts/system-clock.ts', 'main/app may not import main/hosts'],
    ['main/app/x.ts', '../../preload/bridge/create-bridge.ts', 'main/app may not import preload/bridge'],
    ['main/hosts/browser/x.ts', '../electron/window.ts', 'main/hosts/browser may not import main/hosts/electron'],
    ['main/hosts/x.ts', './electron/window.ts', 'main/hosts may not import main/hosts/electron'],
    ['renderer/desk/x.tsx', '../../main/base/clock.ts', 'renderer may not import main/base'],
    ['renderer/desk/x.tsx', '../../preload/electron.ts', 'renderer may not import preload/electron.ts'],
    ['preload/contract/x.ts', '../../main/base/brand.ts', 'preload/contract may not import main/base'],
    ['preload/contract/x.ts', '../bridge/create-bridge.ts', 'preload/contract may not import preload/bridge'],
    ['main/app/x.ts', '../../test/pbx/pbx.ts', 'main/app may not import test/pbx'],
  ])('%s → %s', (path, specifier, problem) => {
    expect(problems(path, `\nimport type { A } from '${specifier}';`)).toEqual([`2: ${problem} (${specifier})`]);
  });

  test.each([
    ['main/sip/x.ts', "import { a } from '../net/tls-trust.ts'; import { b } from '../base/clock.ts';"],
    ['main/app/translate/x.ts', "import { a } from '../../ami/client.ts'; import { b } from '../../calls/call.ts';"],
    ['main/calls/deep/x.ts', "import { a } from '../call.ts'; import { b } from '../../facts/fact.ts';"],
    ['main/hosts/electron/x.ts', "import { a } from '../system-clock.ts'; import { app } from 'electron';"],
    ['renderer/desk/x.tsx', "import './desk.css'; import { useState } from 'react';"],
    [
      'test/unit/x.test.ts',
      "import { a } from '../../main/sip/phone.ts'; import { b } from '../support/fake-clock.ts';",
    ],
  ])('%s may do as the table says', (path, text) => {
    expect(problems(path, text)).toEqual([]);
  });
});

describe('a package outside its folder is refused', () => {
  test.each([
    ['main/app/x.ts', 'sip.js/lib/api', 'main/app may not use the package sip.js; it belongs to main/sip, test'],
    [
      'main/app/x.ts',
      'electron',
      'main/app may not use the package electron; it belongs to main/hosts/electron, preload/electron.ts, test',
    ],
    [
      'main/hosts/browser/x.ts',
      'electron-store',
      'main/hosts/browser may not use the package electron-store; it belongs to main/hosts/electron',
    ],
    ['main/app/x.ts', 'react', 'main/app may not use the package react; it belongs to renderer, test'],
    [
      'renderer/x.ts',
      'zod',
      'renderer may not use the package zod; it belongs to main/ari, main/sip, main/settings, main/secrets, main/provisioning, main/api, preload/contract, test, test/pbx',
    ],
    ['main/app/x.ts', 'left-pad', 'the package left-pad is not classified in test/architecture/areas.ts'],
    ['main/app/x.ts', '@scope/thing/deep', 'the package @scope/thing is not classified in test/architecture/areas.ts'],
    ['main/net/x.ts', 'fs', 'the package fs is not classified in test/architecture/areas.ts'],
  ])('%s: %s', (path, specifier, problem) => {
    expect(problems(path, `import x from '${specifier}';`)).toEqual([`1: ${problem}`]);
  });

  test.each([
    'main/base',
    'main/facts',
    'main/calls',
    'main/voicemail',
    'main/numbers',
    'preload/contract',
    'renderer',
  ])('%s does without Node', (area) => {
    expect(problems(`${area}/x.ts`, "import { readFile } from 'node:fs';")).toEqual([`1: ${area} may not use node:fs`]);
  });
});

describe('what has no place is refused', () => {
  test('a folder nobody classified', () => {
    expect(problems('main/shiny/x.ts', '')).toEqual([
      '1: lies in a folder that is not classified in test/architecture/areas.ts',
    ]);
    expect(problems('main/app/x.ts', "import '../shiny/x.ts';")).toEqual([
      '1: main/shiny/x.ts lies in a folder that is not classified in test/architecture/areas.ts',
    ]);
  });

  test('an import that leaves the repository, hides its extension or computes its target', () => {
    expect(problems('main/app/x.ts', "import '../../../y.ts';\nimport './y';\nvoid import(name);")).toEqual([
      '1: ../../../y.ts leaves the repository',
      '2: ./y carries no file extension',
      '3: an import whose target is computed',
    ]);
  });

  test('the longest path decides which area a file is in', () => {
    const areas: readonly Area[] = [
      { path: 'main', imports: [] },
      { path: 'main/inner', imports: ['main'] },
    ];
    expect(problems('main/inner/x.ts', "import '../y.ts';", areas)).toEqual([]);
    expect(problems('main/y.ts', "import './inner/x.ts';", areas)).toEqual([
      '1: main may not import main/inner (./inner/x.ts)',
    ]);
  });
});
