import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appWindowArguments, hasDisplay } from '../../../scripts/lib/app-window.mjs';
import { chooseHost } from '../../../scripts/lib/choose-host.mjs';
import { readLabStart } from '../../../scripts/lib/lab.mjs';
import { defaultProfile, howToWriteSettings, writeTemporaryProfile } from '../../../scripts/lib/profile-folder.mjs';

describe('the host', () => {
  const here = () => Promise.resolve({ path: '/electron' });
  const notHere = () => Promise.resolve({ unavailable: 'its binary is not here' });
  const never = () => Promise.reject(new Error('nobody is to look for Electron'));

  test.each([
    [
      'Electron where its binary is',
      { host: null, open: true },
      true,
      here,
      { host: 'electron', because: 'its binary is here' },
    ],
    [
      'Electron as asked for',
      { host: 'electron', open: true },
      true,
      here,
      { host: 'electron', because: 'it was asked for' },
    ],
    [
      'the browser host where Electron is not',
      { host: null, open: true },
      true,
      notHere,
      { host: 'browser', because: 'Electron: its binary is not here' },
    ],
    [
      'the browser host as asked for',
      { host: 'browser', open: true },
      true,
      never,
      { host: 'browser', because: 'it was asked for' },
    ],
    [
      'the browser host when nothing is to be opened',
      { host: null, open: false },
      true,
      never,
      { host: 'browser', because: 'nothing is to be opened' },
    ],
    [
      'the browser host without a display',
      { host: null, open: true },
      false,
      never,
      { host: 'browser', because: 'there is no display' },
    ],
    [
      'none when Electron is asked for and not there',
      { host: 'electron', open: true },
      true,
      notHere,
      { host: null, because: 'Electron: its binary is not here' },
    ],
    [
      'none when Electron is asked for without a display',
      { host: 'electron', open: true },
      false,
      never,
      { host: null, because: 'there is no display' },
    ],
  ] as const)('is %s', async (_, asked, display, ensure, expected) => {
    expect(await chooseHost(asked, display, ensure)).toMatchObject(expected);
  });

  test.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('a display on %s with %j: %s', (platform, env, expected) => {
    expect(hasDisplay(platform, env)).toBe(expected);
  });
});

describe('Chromium as the window', () => {
  const args = (root: boolean) => appWindowArguments('http://127.0.0.1:1/?token=x', '/p', { root });

  test('keeps its data in the profile and asks for the microphone like any page', () => {
    expect(args(false)).toContain('--app=http://127.0.0.1:1/?token=x&pop');
    expect(args(false)).toContain(`--user-data-dir=${join('/p', 'browser')}`);
    expect(args(false).join(' ')).not.toMatch(/fake|ignore-certificate|disable-web-security|remote-debugging/);
  });

  test('gives its sandbox up for root only', () => {
    expect([args(false).includes('--no-sandbox'), args(true).includes('--no-sandbox')]).toEqual([false, true]);
  });
});

describe('the lab’s first word', () => {
  const profile = { settings: { agent: 1 }, secrets: { sipPassword: 'x' } };

  test.each([
    [
      { kind: 'ready', profile },
      { kind: 'ready', profile },
    ],
    [
      { kind: 'unavailable', reason: 'no Asterisk on macOS' },
      { kind: 'unavailable', reason: 'no Asterisk on macOS' },
    ],
    [{ kind: 'unavailable' }, { kind: 'unavailable', reason: 'the lab gave no reason' }],
    [{ kind: 'ready' }, null],
    [{ kind: 'ready', profile: { settings: {} } }, null],
    [{ kind: 'done', id: 1 }, null],
    ['ready', null],
    [null, null],
  ])('%j', (message, expected) => {
    expect(readLabStart(message)).toEqual(expected);
  });
});

describe('the profile', () => {
  test.each([
    ['linux', {}, '/home/ada/.config/offhook'],
    ['linux', { XDG_CONFIG_HOME: '/xdg' }, '/xdg/offhook'],
    ['linux', { XDG_CONFIG_HOME: '' }, '/home/ada/.config/offhook'],
    ['darwin', {}, '/home/ada/Library/Application Support/Offhook'],
  ] as const)('is in its place on %s with %j', (platform, env, expected) => {
    expect(defaultProfile(platform, env, '/home/ada')).toBe(expected);
  });

  test('of a demo can be read by this user alone, and goes without a trace', () => {
    const parent = mkdtempSync(join(tmpdir(), 'offhook-test-'));
    const { folder, remove } = writeTemporaryProfile({ settings: { a: 1 }, secrets: { b: 2 } }, parent);
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toEqual({ a: 1 });
    expect(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))).toEqual({ b: 2 });
    if (process.platform !== 'win32') {
      expect([folder, join(folder, 'secrets.json')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
    }
    remove();
    expect(existsSync(folder)).toBe(false);
    rmSync(parent, { recursive: true });
  });

  test('is explained with both files when there is none', () => {
    expect(howToWriteSettings('/p')).toContain(join('/p', 'settings.json'));
    expect(howToWriteSettings('/p')).toContain(join('/p', 'secrets.json'));
  });
});
