// @ts-check
import { join } from 'node:path';
import { root } from './paths.mjs';

/** @typedef {{ of: string, asks: readonly string[], because: string, instead?: string }} LeftOut */

/**
 * What the packages we bundle ask for and nothing of ours can reach; a fifth of what would be packed. `of`: the file that
 * asks, or its folder. `instead`: what it is given where it needs something to begin with; else whatever is used of it throws.
 * @type {readonly LeftOut[]}
 */
export const leftOut = [
  {
    of: '/conf/dist/source/index.js',
    asks: ['ajv/dist/2020.js', 'ajv-formats', 'semver'],
    because: 'it is given no JSON schema and no migrations: main/settings decodes and migrates',
  },
  {
    of: '/electron-updater/out/providerFactory.js',
    asks: ['Bitbucket', 'GitHub', 'GitLab', 'Keygen', 'PrivateGitHub'].map((name) => `./providers/${name}Provider`),
    because: 'updates come from the folder of a server: main/hosts/electron/updates.ts',
  },
  {
    of: '/builder-util-runtime/out/index.js',
    asks: ['./xml'],
    because: 'only the providers that are left out read XML',
  },
  {
    of: '/electron-updater/out/AppUpdater.js',
    asks: ['semver'],
    because: 'versions are compared, and no ranges',
    instead: `module.exports = { ${['parse', 'lt', 'gt', 'eq', 'prerelease']
      .map((name) => `${name}: require('semver/functions/${name}')`)
      .join(', ')} };`,
  },
  {
    of: '/electron-updater/out/',
    asks: ['fs-extra'],
    because: 'nothing is copied by folders, moved or linked',
    instead: `module.exports = { ${['fs', 'empty', 'json', 'output-file', 'path-exists', 'remove']
      .map((part) => `...require('fs-extra/lib/${part}')`)
      .join(', ')} };`,
  },
  ...['/fs-extra/lib/', '/jsonfile/index.js'].map((of) => ({
    of,
    asks: ['graceful-fs'],
    because: 'it is for programs that open files by the thousand',
    instead: "module.exports = require('node:fs');",
  })),
  {
    of: '/electron-updater/out/DownloadedUpdateHelper.js',
    asks: ['lodash.isequal'],
    because: 'Node compares two such descriptions as well',
    instead: "module.exports = require('node:util').isDeepStrictEqual;",
  },
  ...['AppUpdater', 'providers/Provider'].map((name) => ({
    of: `/electron-updater/out/${name}.js`,
    asks: ['js-yaml'],
    because: 'YAML is read and not written',
    instead: `module.exports = require(${JSON.stringify(join(root, 'node_modules/js-yaml/lib/loader.js'))});`,
  })),
  {
    of: '/builder-util-runtime/out/httpExecutor.js',
    asks: ['debug'],
    because: 'Node logs by NODE_DEBUG',
    instead: "exports.default = require('node:util').debuglog;",
  },
  {
    of: '/sip.js/lib/api/user-agent.js',
    asks: ['../platform/web/session-description-handler/session-description-handler-factory-default.js'],
    because: 'the page holds the audio: main/sip/session-description-handler.ts',
    instead: 'export const defaultSessionDescriptionHandlerFactory = () => undefined;',
  },
  {
    of: '/sip.js/lib/api/user-agent.js',
    asks: ['../platform/web/transport/transport.js'],
    because: 'it is given its transport: main/sip/ws-transport.ts',
    instead: 'export const Transport = undefined;',
  },
];

/**
 * The module that stands where something is left out.
 * @param {string} asked
 * @param {LeftOut} rule
 */
export const inItsPlace = (asked, { because, instead }) =>
  instead ??
  `const leftOut = function () { throw new Error(${JSON.stringify(`${asked} is left out of Offhook: ${because}`)}); };
module.exports = new Proxy(leftOut, { get: (_all, name) => (typeof name === 'symbol' || name === '__esModule' ? undefined : leftOut) });`;

const mark = '\0left-out:';

/**
 * Leaves it out of every bundle.
 * @returns {import('vite').Plugin}
 */
export const leaveOut = () => ({
  name: 'offhook:leave-out',
  enforce: 'pre',
  resolveId(asked, importer) {
    const index = leftOut.findIndex(({ of, asks }) => importer?.includes(of) === true && asks.includes(asked));
    return index < 0 ? null : `${mark}${index}:${asked}`;
  },
  load(id) {
    if (!id.startsWith(mark)) return null;
    const [index = '', ...asked] = id.slice(mark.length).split(':');
    const rule = leftOut[Number(index)];
    return rule === undefined ? null : { code: inItsPlace(asked.join(':'), rule), moduleSideEffects: false };
  },
});
