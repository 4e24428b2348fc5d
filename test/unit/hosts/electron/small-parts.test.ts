import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../../../main/base/log.ts';
import { applicationMenu } from '../../../../main/hosts/electron/application-menu.ts';
import { commandWords, profileFolder } from '../../../../main/hosts/electron/profile-argument.ts';
import { quitCleanly, quitWhenAsked } from '../../../../main/hosts/electron/quit-cleanly.ts';
import { placeOn, readPlaces, reshaped, shapes, withPlace } from '../../../../main/hosts/electron/window-place.ts';
import { refusable } from './fake-electron.ts';

describe('the window’s place', () => {
  const left = { id: 1, workArea: { x: 0, y: 25, width: 1440, height: 875 } };
  const right = { id: 2, workArea: { x: 1440, y: 0, width: 1920, height: 1080 } };
  const onLeft = { x: 900, y: 100, width: 420, height: 700 };
  const onRight = { x: 2000, y: 100, width: 1100, height: 800 };
  const both = withPlace(withPlace(readPlaces(undefined), left, onLeft), right, onRight);

  test('is where it was left, on the screen it was on last', () => {
    expect(placeOn([left, right], both)).toEqual(onRight);
    expect(placeOn([left, right], withPlace(both, left, onLeft))).toEqual(onLeft);
  });

  test('is remembered for each screen: without the one it was on last, it is as it was on the other', () => {
    expect(placeOn([left], both)).toEqual(onLeft);
    expect(placeOn([{ ...left, id: 7 }], both)).toEqual(shapes.compact);
  });

  test('is never smaller than the desk can be', () => {
    const tiny = withPlace(readPlaces(null), left, { x: 10, y: 50, width: 10, height: 10 });
    expect(placeOn([left], tiny)).toEqual({ x: 10, y: 50, width: 360, height: 480 });
  });

  test.each([
    ['a resolution that no longer reaches there', { x: 3000, y: 100, width: 420, height: 700 }],
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
    expect(placeOn([left], readPlaces({ last: '1', byScreen: { 1: stored } }))).toEqual(shapes.compact);
  });

  test('outlives a file that holds something else', () => {
    for (const stored of [undefined, null, 'x', [], { byScreen: 7 }, { last: {}, byScreen: null }]) {
      expect(readPlaces(stored)).toEqual({ last: null, byScreen: {} });
    }
  });

  test('is forgotten for the screen not seen longest, once there are many', () => {
    const many = Array.from({ length: 30 }, (_, id) => ({ ...left, id }));
    const kept = many.reduce((places, screen) => withPlace(places, screen, onLeft), readPlaces(null));
    expect(Object.keys(kept.byScreen)).toHaveLength(20);
    expect(kept.last).toBe('29');
  });

  test('in the other shape stays on the screen', () => {
    expect(reshaped(onLeft, 'wide', left)).toEqual({ x: 340, y: 100, width: 1100, height: 700 });
    expect(reshaped({ x: 340, y: 100, width: 1100, height: 700 }, 'compact', left)).toMatchObject({
      x: 340,
      width: 420,
    });
    const small = { id: 3, workArea: { x: 0, y: 0, width: 1024, height: 600 } };
    expect(reshaped({ x: 0, y: 0, width: 420, height: 760 }, 'wide', small)).toEqual({
      x: 0,
      y: 0,
      width: 1024,
      height: 600,
    });
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

  test('is no part of a command', () => {
    expect(commandWords(['--no-sandbox', '--profile', '/p', 'status', '--json'])).toEqual(['status', '--json']);
    expect(commandWords(['--profile=/p', 'dial', '1002'])).toEqual(['dial', '1002']);
  });

  test.each([[['--profile']], [['--profile=']], [['--profile', '--demo']]])('%j is refused', (args) => {
    expect(of(args)).toEqual({ problem: '--profile expects a folder' });
  });
});

describe('leaving', () => {
  const setUp = (stop: () => Promise<void>, mayLeave = () => Promise.resolve(true)) => {
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
    const asApp = app as unknown as Parameters<typeof quitCleanly>[0]['app'];
    const leaveNow = quitCleanly({ app: asApp, offhook, log, mayLeave, onWillLeave: () => void did.push('close') });
    const quit = () => {
      const event = refusable('');
      app.emit('before-quit', event);
      return event.refused;
    };
    return { app, did, quit, leaveNow };
  };

  test('waits for the PBX to know, once, however often it is asked for', async () => {
    const gone = Promise.withResolvers<void>();
    const { app, did, quit } = setUp(() => gone.promise);
    expect([quit(), quit()]).toEqual([true, true]);
    await expect.poll(() => did).toEqual(['close', 'stop 3000']);
    expect(app.exits).toEqual([]);
    gone.resolve();
    await expect.poll(() => app.exits).toEqual([0]);
    expect(did).toEqual(['close', 'stop 3000', 'dispose']);
  });

  test('leaves also when stopping fails', async () => {
    const { app, did, quit } = setUp(() => Promise.reject(new Error('socket')));
    quit();
    await expect.poll(() => app.exits).toEqual([0]);
    expect(did).toEqual(['close', 'stop 3000', 'stopping failed']);
  });

  test('stays when the person wants to stay on the call, and can be asked again', async () => {
    let asked = 0;
    const { app, did, quit } = setUp(
      () => Promise.resolve(),
      () => Promise.resolve((asked += 1) > 1),
    );
    quit();
    await expect.poll(() => asked).toBe(1);
    expect([did, app.exits]).toEqual([[], []]);
    quit();
    await expect.poll(() => app.exits).toEqual([0]);
  });

  test('does not ask when the system shuts down, though the question stands there', async () => {
    const { app, quit, leaveNow } = setUp(
      () => Promise.resolve(),
      () => new Promise(() => undefined),
    );
    quit();
    leaveNow();
    await expect.poll(() => app.exits).toEqual([0]);
  });

  const asked = () => {
    const [self, power] = [Object.assign(new EventEmitter(), { send: () => true }), new EventEmitter()];
    let leaves = 0;
    const leave = () => void leaves++;
    quitWhenAsked(
      leave,
      self as unknown as Parameters<typeof quitWhenAsked>[1],
      power as unknown as Parameters<typeof quitWhenAsked>[2],
    );
    return { self, power, leaves: () => leaves };
  };

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])('%s asks to leave', (name) => {
    const { self, leaves } = asked();
    self.emit(name);
    expect(leaves()).toBe(1);
  });

  test('so does the system that shuts down', () => {
    const { power, leaves } = asked();
    power.emit('shutdown');
    expect(leaves()).toBe(1);
  });

  test('a signal that comes twice finds us still listening', () => {
    const { self, leaves } = asked();
    self.emit('SIGTERM');
    self.emit('SIGTERM');
    expect([leaves(), self.listenerCount('SIGTERM')]).toEqual([2, 1]);
  });
});

test('only macOS keeps a menu: copy, paste and quit live there', () => {
  expect(applicationMenu('darwin')?.map(({ role }) => role)).toEqual(['appMenu', 'editMenu', 'windowMenu']);
  expect([applicationMenu('linux'), applicationMenu('win32')]).toEqual([null, null]);
});
