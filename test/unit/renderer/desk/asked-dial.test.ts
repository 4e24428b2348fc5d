import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DialAsked } from '../../../../preload/contract/shell.ts';
import { DeskControl } from '../../../../renderer/desk/desk-control.ts';
import { createMemoryBridge } from '../../../../renderer/fixtures/memory-bridge.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { press } from '../keys/press.ts';

function open() {
  const bridge = createMemoryBridge(views.idle);
  const desk = new DeskControl(bridge);
  const ask = (dialAsked: DialAsked) =>
    bridge.show({ ...bridge.view, revision: bridge.view.revision + 1, shell: { globalKeys: [], dialAsked } });
  const enter = () => desk.press(press('Enter'), performance.now());
  const dialled = () => bridge.requests.filter(({ name }) => name === 'dial').map(({ input }) => input);
  return { bridge, desk, ask, enter, dialled, dial: () => desk.store.get().dial, layer: () => desk.store.get().layer };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a number another program hands over', () => {
  it('stands in the dial line, and says where it comes from', async () => {
    const { ask, dial, layer, bridge } = open();
    ask({ id: 7, text: '+44 20 7946 0137', from: 'link' });
    await vi.advanceTimersByTimeAsync(0);
    expect(layer()).toBe('dial');
    expect(dial()).toMatchObject({ text: '+44 20 7946 0137', asked: 'link' });
    expect(bridge.requests).toContainEqual({ name: 'dialTaken', input: { id: 7 } });
  });

  it('is not dialled by an Enter that was meant for the other program, and is by the next', async () => {
    const { ask, enter, dialled } = open();
    ask({ id: 1, text: '1002', from: 'link' });
    await vi.advanceTimersByTimeAsync(200);
    expect(enter()).toBe('swallow');
    expect(dialled()).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(enter()).toBe('act');
    await vi.advanceTimersByTimeAsync(0);
    expect(dialled()).toEqual([{ target: '1002' }]);
  });

  it('is shown once, however many views still hold it', async () => {
    const { ask, desk, dial } = open();
    ask({ id: 1, text: '1002', from: 'clipboard' });
    await vi.advanceTimersByTimeAsync(0);
    desk.act({ type: 'leave' });
    ask({ id: 1, text: '1002', from: 'clipboard' });
    await vi.advanceTimersByTimeAsync(0);
    expect(dial()).toMatchObject({ text: '', asked: null });
    ask({ id: 2, text: '1003', from: 'clipboard' });
    expect(dial()).toMatchObject({ text: '1003', asked: 'clipboard' });
  });

  it('is the person’s own once they type', async () => {
    const { ask, desk, dial } = open();
    ask({ id: 1, text: '1002', from: 'link' });
    desk.act({ type: 'type-dial', text: '10021' });
    await vi.advanceTimersByTimeAsync(0);
    expect(dial()).toMatchObject({ text: '10021', asked: null });
  });
});
