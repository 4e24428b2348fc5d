import { describe, expect, test, vi } from 'vitest';
import { chosenPops } from '../../../../main/hosts/electron/chosen-pops.ts';
import { windowsCanPop } from '../../../../main/hosts/electron/notification-pops.ts';
import { showPops } from '../../../../main/hosts/electron/show-pops.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

vi.mock('electron', () => ({ Notification: null }));

describe('the pop', () => {
  const setUp = () => {
    const did: string[] = [];
    const desk = { focused: false, isFocused: () => desk.focused, isDestroyed: () => false };
    const pops = { show: () => void did.push('show'), hide: () => void did.push('hide') };
    const wishes = { overDesk: false, seconds: 0 };
    const clock = new FakeClock();
    return { did, desk, wishes, clock, update: showPops({ pops, desk, wishes: () => wishes, clock }) };
  };

  test('is shown while a call rings that the person does not see, and goes with it', () => {
    const { did, update } = setUp();
    update(views.ringing);
    update(views.active);
    expect(did).toEqual(['show', 'hide']);
  });

  test('is not shown over the desk that has the keyboard, and is once it has not', () => {
    const { did, desk, update } = setUp();
    desk.focused = true;
    update(views.ringing);
    expect(did).toEqual([]);
    desk.focused = false;
    update(views.ringing);
    expect(did).toEqual(['show']);
  });

  test('is shown over the desk too where the settings want it', () => {
    const { did, desk, wishes, update } = setUp();
    desk.focused = true;
    wishes.overDesk = true;
    update(views.ringing);
    expect(did).toEqual(['show']);
  });

  test('goes after the seconds of the settings though it rings on, and is back for the next caller', async () => {
    const { did, wishes, clock, update } = setUp();
    wishes.seconds = 10;
    update(views.ringing);
    await clock.advance(9_000);
    update(views.ringing);
    expect(did).not.toContain('hide');
    await clock.advance(1_000);
    expect(did.at(-1)).toBe('hide');
    did.length = 0;
    update(views.ringing);
    expect(did).toEqual([]);
    const [first] = views.ringing.calls;
    update({
      ...views.ringing,
      calls: first === undefined ? [] : [first, { ...first, id: 'another' as typeof first.id }],
    });
    expect(did).toEqual(['show']);
    update(views.idle);
    expect([did.at(-1), clock.pending]).toEqual(['hide', 0]);
    update(views.ringing);
    expect(did.at(-1)).toBe('show');
  });

  test('is where the settings want it, by notification where no window can place itself, and stays there while it rings', () => {
    const did: string[] = [];
    const way = (name: string) => ({
      show: () => void did.push(`${name} shows`),
      hide: () => void did.push(`${name} hides`),
    });
    let where: 'window' | 'notification' | 'desk' = 'window';
    const pops = chosenPops({ window: way('window'), notification: way('notification') }, () => where);
    pops.show();
    where = 'notification';
    pops.show();
    pops.hide();
    pops.show();
    pops.hide();
    where = 'desk';
    pops.show();
    pops.hide();
    expect(did).toEqual(['window shows', 'window shows', 'window hides', 'notification shows', 'notification hides']);
    did.length = 0;
    chosenPops({ window: null, notification: way('notification') }, () => 'window').show();
    expect(did).toEqual(['notification shows']);
  });

  test('is a window unless the system forbids windows to place themselves', () => {
    expect(windowsCanPop('win32', {}, [])).toBe(true);
    expect(windowsCanPop('linux', { DISPLAY: ':0' }, [])).toBe(true);
    expect(windowsCanPop('linux', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, [])).toBe(false);
    expect(windowsCanPop('linux', { XDG_SESSION_TYPE: 'wayland' }, [])).toBe(false);
    expect(windowsCanPop('linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['--ozone-platform=x11'])).toBe(true);
  });
});
