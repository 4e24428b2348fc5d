import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../../../main/base/log.ts';
import { applicationMenu } from '../../../../main/hosts/electron/application-menu.ts';
import { profileFolder } from '../../../../main/hosts/electron/profile-argument.ts';
import { quitCleanly, quitWhenAsked } from '../../../../main/hosts/electron/quit-cleanly.ts';
import { readPlace } from '../../../../main/hosts/electron/window-place.ts';
import { refusable } from './fake-electron.ts';

describe('the window’s place', () => {
  const screen = [{ x: 0, y: 25, width: 1440, height: 875 }];
  const usual = { width: 420, height: 760 };

  test('is where it was left', () => {
    const place = { x: 900, y: 100, width: 420, height: 700 };
    expect(readPlace(place, screen)).toEqual(place);
    expect(readPlace({ ...place, x: 2000 }, [...screen, { x: 1440, y: 0, width: 1920, height: 1080 }])).toEqual({
      ...place,
      x: 2000,
    });
  });

  test('is never smaller than the desk can be', () => {
    expect(readPlace({ x: 10, y: 50, width: 10, height: 10 }, screen)).toEqual({
      x: 10,
      y: 50,
      width: 360,
      height: 480,
    });
  });

  test.each([
    ['a screen that is gone', { x: 3000, y: 100, width: 420, height: 700 }],
    ['above the screen', { x: 100, y: -50, width: 420, height: 700 }],
    ['below the screen', { x: 100, y: 890, width: 420, height: 700 }],
    ['all but a sliver outside', { x: 1400, y: 100, width: 420, height: 700 }],
    ['nothing', undefined],
    ['a text', 'left'],
    ['a part', { x: 1, y: 2 }],
    ['no numbers', { x: '1', y: 2, width: 3, height: 4 }],
    ['fractions', { x: 1.5, y: 2, width: 420, height: 760 }],
    ['infinity', { x: Infinity, y: 2, width: 420, height: 760 }],
  ])('is the usual one after %s', (_, stored) => {
    expect(readPlace(stored, screen)).toEqual(usual);
  });
});

describe('the profile folder', () => {
  const of = (args: readonly string[], platform: NodeJS.Platform = 'linux') => profileFolder(args, '/data', platform);

  test('is the argument, wherever Electron puts it', () => {
    expect(of(['--no-sandbox', '/checkout', '--profile', '/my/profile'])).toEqual({ folder: '/my/profile' });
    expect(of(['--profile=/my/profile'])).toEqual({ folder: '/my/profile' });
  });

  test('is the system’s own place otherwise', () => {
    expect(of(['/checkout'])).toEqual({ folder: '/data/offhook' });
    expect(of([], 'darwin')).toEqual({ folder: '/data/Offhook' });
  });

  test.each([[['--profile']], [['--profile=']], [['--profile', '--demo']]])('%j is refused', (args) => {
    expect(of(args)).toEqual({ problem: '--profile expects a folder' });
  });
});

describe('leaving', () => {
  const setUp = (stop: () => Promise<void>) => {
    const app = Object.assign(new EventEmitter(), {
      exits: [] as number[],
      exit: (code = 0) => void app.exits.push(code),
    });
    const did: string[] = [];
    const offhook = {
      stop: (within: number) => {
        did.push(`stop ${within}`);
        return stop();
      },
      dispose: () => void did.push('dispose'),
    };
    const log = createLogger(
      ({ message }) => void did.push(message),
      () => 0,
    );
    quitCleanly(app as unknown as Parameters<typeof quitCleanly>[0], offhook, log);
    const quit = () => {
      const event = refusable('');
      app.emit('before-quit', event);
      return event.refused;
    };
    return { app, did, quit };
  };

  test('waits for the PBX to know, once, however often it is asked for', async () => {
    const gone = Promise.withResolvers<void>();
    const { app, did, quit } = setUp(() => gone.promise);
    expect([quit(), quit()]).toEqual([true, true]);
    expect([did, app.exits]).toEqual([['stop 3000'], []]);
    gone.resolve();
    await expect.poll(() => app.exits).toEqual([0]);
    expect(did).toEqual(['stop 3000', 'dispose']);
  });

  test('leaves also when stopping fails', async () => {
    const { app, did, quit } = setUp(() => Promise.reject(new Error('socket')));
    quit();
    await expect.poll(() => app.exits).toEqual([0]);
    expect(did).toEqual(['stop 3000', 'stopping failed']);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])('%s asks to leave', (name) => {
    const self = Object.assign(new EventEmitter(), { send: () => true });
    let quits = 0;
    quitWhenAsked({ quit: () => void quits++ }, self as unknown as Parameters<typeof quitWhenAsked>[1]);
    self.emit(name);
    expect(quits).toBe(1);
  });

  test('a signal that comes twice finds us still listening', () => {
    const self = new EventEmitter();
    let quits = 0;
    quitWhenAsked({ quit: () => void quits++ }, self as unknown as Parameters<typeof quitWhenAsked>[1]);
    self.emit('SIGTERM');
    self.emit('SIGTERM');
    expect([quits, self.listenerCount('SIGTERM')]).toEqual([2, 1]);
  });

  test('without a launcher there is none to go away', () => {
    const self = new EventEmitter();
    quitWhenAsked({ quit: () => undefined }, self as unknown as Parameters<typeof quitWhenAsked>[1]);
    expect(self.listenerCount('disconnect')).toBe(0);
  });
});

test('only macOS keeps a menu: copy, paste and quit live there', () => {
  expect(applicationMenu('darwin')?.map(({ role }) => role)).toEqual(['appMenu', 'editMenu', 'windowMenu']);
  expect([applicationMenu('linux'), applicationMenu('win32')]).toEqual([null, null]);
});
