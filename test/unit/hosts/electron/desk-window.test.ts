import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openDeskWindow, showDeskWindow } from '../../../../main/hosts/electron/desk-window.ts';
import { FakeWindow, refusable } from './fake-electron.ts';

vi.mock('electron', async () => {
  const { FakeWindow: BrowserWindow } = await import('./fake-electron.ts');
  return { BrowserWindow };
});

describe('the desk’s window', () => {
  const places: unknown[] = [];
  let [hides, hidden] = [true, false];
  const open = (devTools = false): FakeWindow => {
    openDeskWindow({
      place: { width: 420, height: 760 },
      preload: '/app/out/preload/index.cjs',
      devTools,
      startsHidden: hidden,
      onDidMove: (place) => void places.push(place),
      hides: () => hides,
    });
    const window = FakeWindow.opened.at(-1);
    if (window === undefined) throw new Error('no window was opened');
    return window;
  };

  beforeEach(() => {
    FakeWindow.opened.length = 0;
    places.length = 0;
    [hides, hidden] = [true, false];
  });

  test('is locked down, setting by setting', () => {
    expect(open().options.webPreferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      disableBlinkFeatures: 'Auxclick',
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
      preload: '/app/out/preload/index.cjs',
      devTools: false,
    });
  });

  test('has developer tools only when asked for', () => {
    expect(open(true).options.webPreferences?.devTools).toBe(true);
  });

  test('opens as it was placed, not below its smallest size, and shows our page once painted', () => {
    const window = open();
    expect(window.options).toMatchObject({ width: 420, height: 760, minWidth: 360, minHeight: 480, show: false });
    expect(window.did).toEqual(['load offhook-app://desk/']);
    window.emit('ready-to-show');
    expect(window.did).toEqual(['load offhook-app://desk/', 'show']);
  });

  test('started by the system it waits in the tray', () => {
    hidden = true;
    const window = open();
    window.emit('ready-to-show');
    expect(window.did).toEqual(['load offhook-app://desk/']);
  });

  test.each(['moved', 'resized'])('tells its place when it was %s', (name) => {
    open().emit(name);
    expect(places).toEqual([{ x: 1, y: 2, width: 420, height: 760 }]);
  });

  test('closed, it hides: calls come in, and the tray brings it back', () => {
    const window = open();
    const event = refusable('');
    window.emit('close', event);
    expect([event.refused, window.did.at(-1), places.length]).toEqual([true, 'hide', 1]);
  });

  test('closes when Offhook leaves', () => {
    hides = false;
    const event = refusable('');
    const window = open();
    window.emit('close', event);
    expect([event.refused, window.did.includes('hide')]).toEqual([false, false]);
  });

  test('loads a crashed page again, three times in a row at most', () => {
    const { webContents } = open();
    for (let at = 0; at < 5; at++) webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(webContents.reloads).toBe(3);
    webContents.emit('did-finish-load');
    webContents.emit('render-process-gone', {}, { reason: 'oom' });
    expect(webContents.reloads).toBe(4);
  });

  test('does not bring back a page that ended by itself', () => {
    const { webContents } = open();
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(webContents.reloads).toBe(0);
  });

  test('comes to the front, also from the task bar', () => {
    const window = open();
    window.minimized = true;
    showDeskWindow(window as unknown as Parameters<typeof showDeskWindow>[0]);
    expect(window.did.slice(1)).toEqual(['restore', 'show', 'focus']);
  });
});
