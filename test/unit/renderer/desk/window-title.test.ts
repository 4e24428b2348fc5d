import { describe, expect, it } from 'vitest';
import { windowTitle } from '../../../../renderer/desk/window-title.ts';
import { views } from '../../../../renderer/fixtures/views.ts';

describe('the window’s title', () => {
  it('tells who rings before who is spoken with', () => {
    expect(windowTitle(views['ringing-on-call'], false)).toBe('☎ Ringing: Tomas Achterberg');
    expect(windowTitle(views['two-calls'], false)).toBe('On call: Tomas Achterberg – Offhook');
    expect(windowTitle(views.held, false)).toBe('Held: Priya Sandoval – Offhook');
  });

  it('tells who is parked for me before who is spoken with', () => {
    expect(windowTitle(views['waits-for-me'], false)).toBe('702: Priya Sandoval waits for you – Offhook');
    expect(windowTitle(views['parked-list'], false)).toBe('Offhook');
  });

  it('is the name alone when nothing is on', () => {
    expect(windowTitle(views.ended, false)).toBe('Offhook');
    expect(windowTitle(null, false)).toBe('Offhook');
  });

  it('tells that the engine is gone', () => {
    expect(windowTitle(views.active, true)).toBe('Reconnecting… – Offhook');
  });
});
