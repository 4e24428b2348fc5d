import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Bridge } from '../../../../preload/contract/bridge.ts';
import type { ProfileView } from '../../../../preload/contract/profile.ts';
import { DeskControl } from '../../../../renderer/desk/desk-control.ts';
import { type FrameSize, otherShape, type WindowWish, windowFrame } from '../../../../renderer/desk/frame.ts';
import { paletteRows } from '../../../../renderer/desk/palette-entries.ts';
import { zoomed } from '../../../../renderer/desk/zoom.ts';
import { createMemoryBridge } from '../../../../renderer/fixtures/memory-bridge.ts';
import { settledProfile } from '../../../../renderer/fixtures/profiles.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { ProfileStore } from '../../../../renderer/profile/profile-store.ts';
import { press } from '../keys/press.ts';

const screen = { availLeft: 0, availWidth: 1920 };
const compact: FrameSize = { innerWidth: 420, outerWidth: 420, screenX: 1480, screen };
const wide: FrameSize = { innerWidth: 1100, outerWidth: 1100, screenX: 100, screen };

describe('the window’s other shape', () => {
  test('of a compact one at the right edge is wide, and moved only as far as it takes', () => {
    expect(otherShape(compact)).toEqual({ width: 1100, x: 820 });
    expect(otherShape({ ...compact, screenX: 40 })).toEqual({ width: 1100, x: 40 });
  });

  test('of a wide one is compact, where it stands', () => {
    expect(otherShape(wide)).toEqual({ width: 420, x: 100 });
  });

  test('stays on its own screen, whichever that is', () => {
    expect(otherShape({ ...compact, screenX: -500, screen: { availLeft: -1280, availWidth: 1280 } })).toEqual({
      width: 1100,
      x: -1100,
    });
  });

  test('is as much larger as the page is zoomed, and not offered where no screen holds it', () => {
    const zoomedIn = { ...compact, innerWidth: 280 };
    expect(otherShape(zoomedIn)).toEqual({ width: 1650, x: 270 });
    expect(otherShape({ ...zoomedIn, screen: { availLeft: 0, availWidth: 1280 } })).toBeNull();
  });
});

test.each([
  [100, 1, 110],
  [110, -1, 100],
  [105, 1, 110],
  [300, 1, 300],
  [50, -1, 50],
  [175, 0, 100],
] as const)('zoom from %i by %i is %i', (from, by, to) => expect(zoomed(from, by)).toBe(to));

describe('the window’s keys', () => {
  let desk: DeskControl | null = null;
  afterEach(() => desk?.dispose());
  const open = (host: Bridge['host']) => {
    const wishes: WindowWish[] = [];
    const bridge = { ...createMemoryBridge(views.active), host };
    desk = new DeskControl(bridge, { do: (wish) => Promise.resolve(void wishes.push(wish)).then(() => 'Zoom 110 %') });
    return { desk, wishes };
  };

  test('W is the other shape; a W that is typed is text', () => {
    const { desk: page, wishes } = open('browser');
    page.press(press('w'), 1e6);
    expect(page.press(press('w', { target: 'text' }), 1e6)).toBe('pass');
    expect(wishes).toEqual(['reshape']);
  });

  test('zoom in Electron, from a text field too, and say how large it is', async () => {
    const { desk: page, wishes } = open('electron');
    page.press(press('=', { ctrl: true }), 1e6);
    page.press(press('+', { ctrl: true, shift: true }), 1e6);
    page.press(press('-', { ctrl: true, target: 'text' }), 1e6);
    page.press(press('0', { ctrl: true }), 1e6);
    expect(wishes).toEqual(['zoomIn', 'zoomIn', 'zoomOut', 'zoomReset']);
    await vi.waitFor(() => expect(page.store.get().toast).toBe('Zoom 110 %'));
  });

  test('leave zooming to a browser', () => {
    const { desk: page, wishes } = open('browser');
    for (const key of ['=', '-', '0']) expect(page.press(press(key, { ctrl: true }), 1e6)).toBe('pass');
    expect(wishes).toEqual([]);
    expect(paletteRows(page.store.get()).map(({ id }) => id)).not.toContain('zoomIn');
  });

  test('stand in the palette where they do something', () => {
    const { desk: page } = open('electron');
    const rows = paletteRows(page.store.get()).map(({ id, caps }) => `${id} ${caps.join()}`);
    expect(rows).toEqual(expect.arrayContaining(['reshape W', 'zoomIn Ctrl+=', 'zoomOut Ctrl+-', 'zoomReset Ctrl+0']));
  });
});

describe('the zoom that is kept', () => {
  const frameOf = (saves: boolean, zoom?: number) => {
    const document = { ...settledProfile.document, ...(zoom !== undefined && { look: { zoom } }) };
    const profile: ProfileView = { ...settledProfile, document };
    const asked: unknown[] = [];
    const changeSettings = (input: unknown) => {
      asked.push(input);
      const refused = { outcome: 'refused', problems: [{ path: 'look.zoom', words: 'locked by Callhouse IT' }] };
      return Promise.resolve({ ok: true, value: saves ? { outcome: 'saved', waits: false } : refused });
    };
    const bridge = { request: { changeSettings } } as unknown as Bridge;
    const onProfile = (listen: (profile: ProfileView) => void) => {
      listen(profile);
      return () => undefined;
    };
    return { asked, frame: windowFrame({} as Window, bridge, new ProfileStore({ onProfile })) };
  };

  test('is one setting, a step from what it was', async () => {
    const { frame, asked } = frameOf(true, 125);
    expect(await frame.do('zoomIn')).toBe('Zoom 150 %');
    expect(await frame.do('zoomReset')).toBe('Zoom 100 %');
    expect(asked).toEqual([
      { changes: [{ path: 'look.zoom', value: 150 }] },
      { changes: [{ path: 'look.zoom', value: 100 }] },
    ]);
  });

  test('that an administrator locked says so', async () => {
    expect(await frameOf(false).frame.do('zoomOut')).toBe('Not saved: locked by Callhouse IT');
  });
});
