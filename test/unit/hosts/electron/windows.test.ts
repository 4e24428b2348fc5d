import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Emitter } from '../../../../main/base/emitter.ts';
import { createLogger } from '../../../../main/base/log.ts';
import { openMediaWindow } from '../../../../main/hosts/electron/media-window.ts';
import { notificationPops } from '../../../../main/hosts/electron/notification-pops.ts';
import { pageForParked } from '../../../../main/hosts/electron/park-pages.ts';
import { openPopWindow, popPlace } from '../../../../main/hosts/electron/pop-window.ts';
import { followZoom } from '../../../../main/hosts/electron/zoom.ts';
import type { PopSettings } from '../../../../preload/contract/desk-settings.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { FakeWindow } from './fake-electron.ts';

const notifications = vi.hoisted(
  () => [] as { options: Record<string, unknown>; on: Map<string, (details: never) => void>; did: string[] }[],
);

vi.mock('electron', async () => {
  const { FakeWindow: BrowserWindow } = await import('./fake-electron.ts');
  class Notification {
    readonly did: string[] = [];
    readonly listeners = new Map<string, (details: never) => void>();
    static isSupported = () => true;
    constructor(options: Record<string, unknown>) {
      notifications.push({ options, on: this.listeners, did: this.did });
    }
    on = (name: string, run: (details: never) => void) => void this.listeners.set(name, run);
    show = () => void this.did.push('show');
    close = () => void this.did.push('close');
  }
  return { BrowserWindow, Notification };
});

const zoomed = (factor: number) => {
  const told = new Emitter<void>();
  const zoom = { factor, onDidChange: told.event };
  return { zoom, become: (next: number) => told.emit(void (zoom.factor = next)) };
};
const page = { preload: '/app/out/preload/index.cjs', devTools: false };
const log = createLogger(
  () => undefined,
  () => 0,
);
const opened = (at = -1): FakeWindow => {
  const window = FakeWindow.opened.at(at);
  if (window === undefined) throw new Error('no window was opened');
  return window;
};
beforeEach(() => {
  FakeWindow.opened.length = 0;
  notifications.length = 0;
});

describe('the pop’s window', () => {
  const right = { x: 1440, y: 0, width: 1920, height: 1040 };
  const open = (zoom = zoomed(1).zoom, corner: () => PopSettings['corner'] = () => 'bottom-right') =>
    openPopWindow({ ...page, platform: 'win32', workArea: () => right, zoom, corner });

  test('is frameless, above everything, also above another program’s full screen, and out of the task bar', () => {
    open();
    expect(opened().options).toMatchObject({ frame: false, show: false, skipTaskbar: true, resizable: false });
    expect(opened().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      backgroundThrottling: false,
    });
    expect(opened().did).toEqual([
      'on top true screen-saver',
      'everywhere true {"visibleOnFullScreen":true,"skipTransformProcessType":true}',
      'load offhook-app://desk/pop.html',
    ]);
  });

  test('is shown without taking the keyboard, lower right on the screen the person is at', () => {
    const pops = open();
    pops.show();
    pops.show();
    expect(opened().did.slice(3)).toEqual([`bounds ${JSON.stringify(popPlace(right, 1))}`, 'showInactive']);
    expect(popPlace(right, 1)).toEqual({ x: 2964, y: 836, width: 380, height: 188 });
    pops.hide();
    expect(opened().did.at(-1)).toBe('hide');
  });

  test('is in the corner the settings name now', () => {
    let corner: PopSettings['corner'] = 'top-left';
    const pops = open(zoomed(1).zoom, () => corner);
    pops.show();
    expect(opened().did.at(-2)).toBe(`bounds ${JSON.stringify({ x: 1456, y: 16, width: 380, height: 188 })}`);
    pops.hide();
    corner = 'bottom-left';
    pops.show();
    expect(opened().did.at(-2)).toBe(`bounds ${JSON.stringify({ x: 1456, y: 836, width: 380, height: 188 })}`);
  });

  test('is as large as its page is drawn, still lower right', () => {
    const { zoom, become } = zoomed(1.5);
    const pops = open(zoom);
    opened().webContents.emit('did-finish-load');
    expect(opened().webContents.zoom).toBe(1.5);
    become(2);
    pops.show();
    expect(opened().webContents.zoom).toBe(2);
    expect(opened().did.slice(3)).toEqual([
      `bounds ${JSON.stringify({ x: 2584, y: 648, width: 760, height: 376 })}`,
      'showInactive',
    ]);
  });
});

describe('the zoom of the settings', () => {
  test('is the window’s from its first page on, after a crash too, and follows the keys', () => {
    const window = new FakeWindow({});
    const { zoom, become } = zoomed(1.25);
    const following = followZoom(window as never, zoom);
    window.webContents.emit('did-finish-load');
    expect(window.webContents.zoom).toBe(1.25);
    become(1.5);
    expect(window.webContents.zoom).toBe(1.5);
    // A page that was loaded again begins at 100 %.
    window.webContents.zoom = 1;
    window.webContents.emit('did-finish-load');
    expect(window.webContents.zoom).toBe(1.5);
    following.dispose();
    become(2);
    expect(window.webContents.zoom).toBe(1.5);
  });

  test('touches no window that is gone', () => {
    const window = new FakeWindow({});
    const { zoom, become } = zoomed(1);
    followZoom(window as never, zoom);
    window.destroyed = true;
    become(2);
    expect(window.webContents.zoom).toBe(1);
  });
});

describe('where no window can be placed', () => {
  test('a notification tells who calls, with what can be done', () => {
    const did: string[] = [];
    const act = (name: string) => () => void did.push(name);
    const pops = notificationPops({
      view: () => views.ringing,
      answer: act('answer'),
      silence: act('silence'),
      show: act('desk'),
    });
    pops.show();
    pops.show();
    const [shown] = notifications;
    expect(notifications).toHaveLength(1);
    expect(shown?.options).toMatchObject({
      title: 'Tomas Achterberg is calling',
      body: '+44 20 7946 0137',
      urgency: 'critical',
      actions: [{ text: 'Answer' }, { text: 'Silence' }],
    });
    shown?.on.get('action')?.({ actionIndex: 0 } as never);
    shown?.on.get('action')?.({ actionIndex: 1 } as never);
    shown?.on.get('click')?.({} as never);
    expect(did).toEqual(['answer', 'silence', 'desk']);
    pops.hide();
    expect(shown?.did).toEqual(['show', 'close']);
  });
});

describe('the window that holds the audio', () => {
  const open = () => {
    const clock = new FakeClock();
    return { clock, media: openMediaWindow({ ...page, clock, log }) };
  };

  test('is never seen and never slowed down', () => {
    open();
    expect(opened().options).toMatchObject({
      show: false,
      webPreferences: { backgroundThrottling: false, sandbox: true },
    });
    expect(opened().did).toEqual(['load offhook-app://desk/media.html']);
  });

  test('is there again at once when it died, and a little later each time it dies again', async () => {
    const { clock } = open();
    const die = () => opened().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    die();
    await clock.advance(0);
    expect(FakeWindow.opened).toHaveLength(2);
    expect(opened(0).destroyed).toBe(true);
    die();
    await clock.advance(200);
    expect(FakeWindow.opened).toHaveLength(2);
    await clock.advance(100);
    expect(FakeWindow.opened).toHaveLength(3);
    opened().webContents.emit('did-finish-load');
    die();
    await clock.advance(0);
    expect(FakeWindow.opened).toHaveLength(4);
  });

  test('stays closed when Offhook leaves', async () => {
    const { clock, media } = open();
    media.close();
    await clock.advance(10_000);
    expect(FakeWindow.opened).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});

describe('a caller whom a colleague parks for me', () => {
  const desk = { isFocused: () => false, isDestroyed: () => false };

  test('is told once by the system while I look at something else; a press brings the desk', () => {
    const did: string[] = [];
    const tell = pageForParked(desk, () => void did.push('desk'));
    tell(views.idle);
    tell(views['waits-for-me']);
    tell({ ...views['waits-for-me'], parked: null });
    tell(views['waits-for-me']);
    expect(notifications).toHaveLength(1);
    expect(notifications[0]?.options).toMatchObject({
      title: 'Priya Sandoval waits for you in 702',
      body: 'Bea Tanner: wants to know about her invoice',
    });
    notifications[0]?.on.get('click')?.(undefined as never);
    expect(did).toEqual(['desk']);
  });

  test('is not told over the desk that shows it', () => {
    pageForParked({ ...desk, isFocused: () => true }, () => undefined)(views['waits-for-me']);
    expect(notifications).toEqual([]);
  });
});
