import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { describe, expect, test } from 'vitest';
import { guardNavigation } from '../../../../main/hosts/electron/navigation.ts';
import { openOutside } from '../../../../main/hosts/electron/open-outside.ts';
import { isOwnPage } from '../../../../main/hosts/electron/own-page.ts';
import { guardPermissions } from '../../../../main/hosts/electron/permissions.ts';
import { FakeContents, refusable } from './fake-electron.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;

const own = 'offhook-app://desk/';
const foreign = 'https://evil.example/';

describe('our own page', () => {
  test.each(['offhook-app://desk/', 'offhook-app://desk', 'offhook-app://desk/assets/x.js'])('is %s', (address) => {
    expect(isOwnPage(address)).toBe(true);
  });

  test.each([
    'offhook-app://other/',
    'offhook-app:desk',
    'offhook-app://a@desk/',
    'https://desk/',
    'null',
    '',
    'file:///desk',
  ])('is not %s', (address) => {
    expect(isOwnPage(address)).toBe(false);
  });
});

describe('permissions', () => {
  let request: RequestHandler | null = null;
  let check: CheckHandler | null = null;
  let device: ((details: never) => boolean) | null = null;
  const fake: Parameters<typeof guardPermissions>[0] = {
    setPermissionRequestHandler: (handler) => void (request = handler),
    setPermissionCheckHandler: (handler) => void (check = handler),
    setDevicePermissionHandler: (handler) => void (device = handler),
    setDisplayMediaRequestHandler: () => undefined,
  };
  guardPermissions(fake);
  const contents = new FakeContents().asContents();

  const asks = (permission: string, details: object): boolean => {
    let granted: boolean | null = null;
    const callback = (answer: boolean) => void (granted = answer);
    const all = { isMainFrame: true, requestingUrl: own, ...details };
    request?.(contents, permission as Parameters<RequestHandler>[1], callback, all);
    if (granted === null) throw new Error('the request was not answered');
    return granted;
  };
  const has = (permission: string, origin: string, mediaType: string): boolean | undefined =>
    check?.(contents, permission as Parameters<CheckHandler>[1], origin, { mediaType } as Parameters<CheckHandler>[3]);

  test('the microphone and the choice of a loudspeaker are granted to our page', () => {
    expect(asks('media', { mediaTypes: ['audio'] })).toBe(true);
    expect(asks('speaker-selection', {})).toBe(true);
    expect(has('media', own, 'audio')).toBe(true);
    expect(has('speaker-selection', own, 'unknown')).toBe(true);
  });

  test.each([
    ['the camera', 'media', { mediaTypes: ['video'] }],
    ['camera and microphone together', 'media', { mediaTypes: ['audio', 'video'] }],
    ['media of no kind', 'media', { mediaTypes: [] }],
    ['media of an unknown kind', 'media', {}],
    ['the microphone for a foreign page', 'media', { mediaTypes: ['audio'], requestingUrl: foreign }],
    ['the microphone for an inner frame', 'media', { mediaTypes: ['audio'], isMainFrame: false }],
    ['the screen', 'display-capture', { mediaTypes: ['video'] }],
    ['the place', 'geolocation', {}],
    ['notifications', 'notifications', {}],
    ['other programs', 'openExternal', {}],
    ['the clipboard', 'clipboard-read', {}],
    ['a headset’s buttons, as yet', 'hid', {}],
  ])('%s is not granted', (_, permission, details) => {
    expect(asks(permission, details)).toBe(false);
  });

  test.each([
    ['media', own, 'video'],
    ['media', own, 'unknown'],
    ['media', foreign, 'audio'],
    ['media', 'null', 'audio'],
    ['usb', own, 'audio'],
  ])('a check of %s for %s (%s) says no', (permission, origin, mediaType) => {
    expect(has(permission, origin, mediaType)).toBe(false);
  });

  test('no device is handed out', () => {
    expect(device?.({} as never)).toBe(false);
  });
});

describe('navigation', () => {
  const guarded = (): FakeContents => {
    const app = new EventEmitter();
    guardNavigation(app as unknown as Parameters<typeof guardNavigation>[0]);
    const contents = new FakeContents();
    app.emit('web-contents-created', {}, contents);
    return contents;
  };

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s stays on our page', (name) => {
    const contents = guarded();
    const away = refusable(foreign);
    const home = refusable(own);
    contents.emit(name, away);
    contents.emit(name, home);
    expect([away.refused, home.refused]).toEqual([true, false]);
  });

  test('no other window and no embedded browser opens', () => {
    const contents = guarded();
    const webview = refusable(own);
    contents.emit('will-attach-webview', webview);
    expect(webview.refused).toBe(true);
    expect(contents.openHandler?.({ url: own })).toEqual({ action: 'deny' });
  });

  test('what a page wanted in a new window goes to the system’s browser, if it goes anywhere', () => {
    const app = new EventEmitter();
    const handed: string[] = [];
    guardNavigation(app as unknown as Parameters<typeof guardNavigation>[0], (address) => void handed.push(address));
    const contents = new FakeContents();
    app.emit('web-contents-created', {}, contents);
    expect(contents.openHandler?.({ url: 'https://crm.example/48213' })).toEqual({ action: 'deny' });
    expect(handed).toEqual(['https://crm.example/48213']);
  });
});

describe('an address handed to the system', () => {
  const open = (address: string) => {
    const opened: string[] = [];
    const shell = { openExternal: async (url: string) => void opened.push(url) };
    return [openOutside(shell, address, ['crm.example']), ...opened];
  };

  test.each(['https://crm.example/tickets/48213?q=%22', 'https://CRM.example/', 'mailto:ada@example.com'])(
    '%s is opened',
    (address) => {
      expect(open(address)).toEqual([true, new URL(address).href]);
    },
  );

  test.each([
    'http://crm.example/',
    'https://evil.example/',
    'https://crm.example.evil.example/',
    'https://crm.example@evil.example/',
    'https://user:pass@crm.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://crm.example/share',
    'ms-msdt:/id',
    'vscode://x',
    'tel:1002',
    'not an address',
    '',
  ])('%s is not', (address) => {
    expect(open(address)).toEqual([false]);
  });
});
