import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { inItsPlace, leaveOut, leftOut } from '../../../scripts/lib/left-out.mjs';

const root = resolve(import.meta.dirname, '../../..');
const rows = leftOut.flatMap((rule) => rule.asks.map((asked) => ({ ...rule, asked })));

/** What a module of CommonJS exports. */
const run = (code: string): unknown => {
  const module = { exports: {} as unknown };
  const body = compileFunction(code, ['module', 'exports', 'require']) as (...given: unknown[]) => void;
  body(module, module.exports, createRequire(join(root, 'package.json')));
  return module.exports;
};

describe('what is left out of the bundles', () => {
  test.each(rows)('$asked is still asked for by $of', ({ of, asked }) => {
    const files = of.endsWith('.js') ? [`node_modules${of}`] : globSync(`node_modules${of}**/*.js`, { cwd: root });
    const askers = files.filter((file) => readFileSync(join(root, file), 'utf8').match(asking(asked)) !== null);
    expect(askers).not.toEqual([]);
  });

  test.each(rows.filter(({ instead }) => instead === undefined))(
    'says so if $asked is ever used: called, made, or asked for a part of it',
    ({ asked, because, ...rule }) => {
      const stand = run(inItsPlace(asked, { because, ...rule })) as Record<string, () => void> & (new () => object);
      const words = `${asked} is left out of Offhook: ${because}`;
      expect(() => stand['valid']?.()).toThrow(words);
      expect(() => new stand()).toThrow(words);
      expect(() => stand['default']?.()).toThrow(words);
    },
  );

  test('leaves alone what others ask for by the same name', () => {
    const { resolveId } = leaveOut() as unknown as { resolveId: (asked: string, importer?: string) => string | null };
    expect(resolveId('semver', '/x/node_modules/conf/dist/source/index.js')).not.toBeNull();
    expect(resolveId('semver', '/x/node_modules/other/index.js')).toBeNull();
    expect(resolveId('conf', '/x/node_modules/conf/dist/source/index.js')).toBeNull();
    expect(resolveId('semver')).toBeNull();
  });

  test('gives the updater what it needs of each library', () => {
    const given = Object.assign(
      {},
      ...rows.filter(({ instead }) => instead?.startsWith('module') === true).map(({ instead }) => run(instead ?? '')),
    ) as Record<string, unknown>;
    const used = globSync('node_modules/electron-updater/out/**/*.js', { cwd: root }).flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\b(?:fs_extra_1|semver_1|js_yaml_1)\.(\w+)/g)].map(
        ([, name = '']) => name,
      ),
    );
    expect(used.length).toBeGreaterThan(20);
    for (const name of used) expect([name, typeof given[name]]).toEqual([name, 'function']);
  });
});

const asking = (asked: string): RegExp =>
  new RegExp(`(?:from |require\\()["']${asked.replaceAll(/[.*+?^$()[\]{}|/\\]/g, '\\$&')}["']`);
