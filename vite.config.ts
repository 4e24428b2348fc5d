import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions } from 'vite';
import { askForWireFirst } from './scripts/lib/first-wire.mjs';
import { leaveOut } from './scripts/lib/left-out.mjs';
import { noteBundled } from './scripts/lib/notices.mjs';
import { keepSipGrammar } from './scripts/lib/sip-grammar.mjs';

/** One build of six things: the page, Electron's main, its preload, the browser host and its front door, and the stores' threads. Libraries are bundled, so a package needs no node_modules. */

const at = (path: string): string => `${import.meta.dirname}/${path}`;

const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { readonly version: string };

const external = [
  'electron',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
  'node:sqlite', // missing from Node 20's own list
  // Optional native helpers of ws, which catches their absence; never shipped.
  'bufferutil',
  'utf-8-validate',
];

/** A program for Node 24, plain or inside Electron. */
const program = (entry: string, out: string, form: keyof typeof forms): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true, conditions: ['node', 'module', 'import', 'default'] },
  build: {
    ssr: true,
    outDir: at(`out/${out}`),
    emptyOutDir: true,
    minify: form !== 'cjs',
    target: 'node24',
    rolldownOptions: {
      input: { index: at(entry) },
      external,
      platform: 'node',
      output: forms[form],
    },
  },
});

/** One letter beyond Latin, if only in a comment, and V8 keeps two bytes of each, and reads two of each at every start. */
const inLatin = { charset: 'ascii', comments: false } as const;

const forms = {
  // Electron's main. It is CommonJS, so all that must be said before Electron is ready is said by then. Names are not kept:
  // nothing of it reads its own, and errors say their kind.
  main: { ...inLatin, format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
  // What an ES module imports of Node is evaluated to the last getter: of node:http all of undici, a tenth of our start.
  cjs: { ...inLatin, format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
  // One text that a thread can be begun with. Names are kept: the library for LDAP says which of its messages had no answer.
  thread: { ...inLatin, format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false, keepNames: true },
} as const;

/** A sandboxed preload may only `require('electron')` and must be one file of CommonJS. */
const preload: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, conditions: ['module', 'import', 'default'] },
  build: {
    ssr: true,
    outDir: at('out/preload'),
    emptyOutDir: true,
    minify: true,
    target: 'chrome150',
    rolldownOptions: {
      input: at('preload/electron.ts'),
      external: ['electron'],
      platform: 'browser',
      output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
    },
  },
};

const page = (fixtures: boolean): EnvironmentOptions => ({
  build: {
    outDir: at(fixtures ? 'out/fixtures' : 'out/renderer'),
    emptyOutDir: true,
    target: 'chrome150',
    // Everything is loaded from disk or loopback: no polyfill, no inlined assets (the CSP allows only files).
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: fixtures
        ? { index: at('renderer/index.html'), fixtures: at('renderer/fixtures.html') }
        : {
            index: at('renderer/index.html'),
            talking: at('renderer/talking.html'),
            pop: at('renderer/pop.html'),
            media: at('renderer/media.html'),
          },
      // A script of its own: scripts/lib/first-wire.mjs.
      output: { codeSplitting: { groups: [{ name: 'first-wire', test: /first-wire|wire-address|base\/stacks/ }] } },
    },
  },
});

export default defineConfig(({ mode }) => {
  const fixtures = mode === 'fixtures';
  return {
    root: at('renderer'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [react(), leaveOut(), keepSipGrammar(), askForWireFirst(), noteBundled(import.meta.dirname)],
    // main/hosts/page-files.ts puts a nonce of its own in its place whenever a page is loaded.
    html: { cspNonce: 'OFFHOOK-NONCE-OF-THIS-LOAD' },
    define: { __OFFHOOK_VERSION__: JSON.stringify(version) },
    environments: {
      client: page(fixtures),
      electron: program('main/hosts/electron/index.ts', 'electron', 'main'),
      preload,
      browser: program('main/hosts/browser/index.ts', 'browser', 'cjs'),
      browserHost: program('main/hosts/browser/run-host.ts', 'browser-host', 'cjs'),
      // Where `threadFile` looks for them.
      contactThread: program('main/directory/contact-thread.ts', 'contact-thread', 'thread'),
      historyThread: program('main/history/history-thread.ts', 'history-thread', 'thread'),
    },
    builder: {
      sharedConfigBuild: true,
      buildApp: async (builder) => {
        const programs = ['electron', 'preload', 'browser', 'browserHost', 'contactThread', 'historyThread'];
        const wanted = fixtures ? ['client'] : ['client', ...programs];
        await Promise.all(
          wanted.map(async (name) => {
            const environment = builder.environments[name];
            if (!environment) throw new Error(`no build environment ${name}`);
            await builder.build(environment);
          }),
        );
      },
    },
  };
});
