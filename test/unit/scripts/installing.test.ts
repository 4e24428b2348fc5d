import { describe, expect, test } from 'vitest';
import { chromiumPlaces } from '../../../scripts/lib/chromium.mjs';
import { reasonIn } from '../../../scripts/lib/electron.mjs';
import { installedIsCurrent } from '../../../scripts/lib/lock-file.mjs';
import { isRecentEnough } from '../../../scripts/lib/node-modules.mjs';

describe('what is installed', () => {
  const file = (packages: object) => JSON.stringify({ packages: { '': { version: '0.1.0' }, ...packages } });
  const lock = file({
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-darwin': { version: '2.0.0', optional: true },
  });

  test.each([
    ['is current when it is what was locked', { 'node_modules/a': { version: '1.0.0' } }, true],
    [
      'may hold an optional package',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-darwin': { version: '2.0.0' } },
      true,
    ],
    ['lacks a package', {}, false],
    ['holds another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    [
      'holds another version of an optional one',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-darwin': { version: '1.9.0' } },
      false,
    ],
    [
      'holds a package that is locked no more',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/old': { version: '1.0.0' } },
      false,
    ],
  ])('%s', (_, packages, expected) => {
    const installed = JSON.stringify({ packages });
    expect(installedIsCurrent(lock, installed)).toBe(expected);
  });
});

test.each([
  ['20.20.2', false],
  ['22.17.9', false],
  ['22.18.0', true],
  ['24.0.0', true],
  ['26.1.0', true],
])('Node %s strips types by itself: %s', (version, expected) => {
  expect(isRecentEnough(version)).toBe(expected);
});

describe('a Chromium is looked for', () => {
  test('on the PATH of Linux, Chromium before Chrome before Edge', () => {
    const places = chromiumPlaces('linux', { PATH: '/a:/b' });
    expect(places.slice(0, 2)).toEqual(['/a/chromium', '/b/chromium']);
    expect(places.indexOf('/b/google-chrome')).toBeLessThan(places.indexOf('/a/microsoft-edge'));
  });

  test('among the applications of macOS', () => {
    const places = chromiumPlaces('darwin', { HOME: '/Users/ada', PATH: '' });
    expect(places).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(places).toContain('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium');
  });

  test('where Windows installs programs', () => {
    const places = chromiumPlaces('win32', { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Local' });
    expect(places).toContain('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe');
    expect(places).toContain('C:\\Local\\Google\\Chrome\\Application\\chrome.exe');
  });
});

describe('why Electron could not be downloaded', () => {
  test.each([
    ['TypeError: fetch failed\n    at node:internal', 'fetch failed'],
    [
      'TypeError: fetch failed\n  [cause]: Error: getaddrinfo ENOTFOUND github.com\n',
      'getaddrinfo ENOTFOUND github.com',
    ],
    ['Error: connect ECONNREFUSED 10.0.0.1:443\n', 'connect ECONNREFUSED 10.0.0.1:443'],
    ['', 'the download failed'],
  ])('%j', (errors, reason) => {
    expect(reasonIn(errors)).toBe(reason);
  });
});
