import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeskControl } from '../../../../renderer/desk/desk-control.ts';
import { ringing } from '../../../../renderer/fixtures/calls.ts';
import { createMemoryBridge, type MemoryBridge } from '../../../../renderer/fixtures/memory-bridge.ts';
import { views } from '../../../../renderer/fixtures/views.ts';

let bridge: MemoryBridge;
let desk: DeskControl;
beforeEach(() => {
  bridge = createMemoryBridge({ ...views.history, calls: [] });
  desk = new DeskControl(bridge);
});
afterEach(() => desk.dispose());

const key = (name: string, target: 'other' | 'text' = 'other') => {
  const [shift, plain] = name.startsWith('Shift+') ? [true, name.slice(6)] : [false, name];
  return desk.press(
    {
      key: plain,
      code: '',
      ctrl: false,
      alt: false,
      shift,
      meta: false,
      repeat: false,
      target,
      composing: false,
    } as never,
    1e6,
  );
};
const state = () => desk.store.get();
const asked = () => bridge.requests.map(({ name, input }) => [name, input] as const);
const listed = async () => vi.waitFor(() => expect(state().history.rows).not.toBeNull());

describe('the view of past calls', () => {
  beforeEach(async () => {
    key('y');
    await listed();
  });

  test('opens by its key, moves by arrows, and Enter calls the chosen one', async () => {
    expect(state().layer).toBe('history');
    key('ArrowDown');
    key('Enter');
    await vi.waitFor(() => expect(asked()).toContainEqual(['dial', { target: '+442079460871' }]));
    await vi.waitFor(() => expect(state().layer).toBe('none'));
  });

  test('goes from list to list by arrows', async () => {
    key('ArrowRight');
    await listed();
    expect(state().history).toMatchObject({ show: 'missed' });
    expect(state().history.rows).toHaveLength(3);
    key('ArrowRight');
    expect(state().history.show).toBe('callBacks');
    key('ArrowRight');
    expect(state().history.show).toBe('all');
  });

  test('saves a note and a mark for the chosen call', async () => {
    key('n');
    expect(state().history.field).toMatchObject({ kind: 'note', text: 'Wants the March price list.' });
    desk.act({ type: 'history', what: 'type', text: 'Sent it.' });
    key('Enter', 'text');
    await vi.waitFor(() => expect(asked()).toContainEqual(['historyNote', { row: '1', text: 'Sent it.' }]));
    await vi.waitFor(() => expect(state().layer).toBe('history'));
    key('m');
    key('2');
    await vi.waitFor(() => expect(asked()).toContainEqual(['setDisposition', { row: '1', code: 'Complaint' }]));
  });

  test('plans a call-back, and says what is no time', async () => {
    key('b');
    desk.act({ type: 'history', what: 'type', text: '20 min' });
    key('Enter', 'text');
    await vi.waitFor(() => expect(state().history.message).toMatch(/Marek Dunmore is to be called back/));
    expect(asked()).toContainEqual([
      'planCallBack',
      expect.objectContaining({ number: '+442079460871', when: '20 min' }),
    ]);
  });

  test('is searched as one types; Esc goes back to the list, then closes', async () => {
    key('/');
    desk.act({ type: 'history', what: 'type', text: 'sunniva' });
    await vi.waitFor(() => expect(state().history.rows?.map(({ id }) => id)).toEqual(['4']));
    expect(key('n', 'text')).toBe('pass');
    key('Escape', 'text');
    expect(state().layer).toBe('history');
    key('Escape');
    expect(state().layer).toBe('none');
  });

  test('makes way for a call that rings: Enter answers, and calls nobody', () => {
    bridge.show({ ...bridge.view, revision: bridge.view.revision + 1, calls: [ringing] });
    expect(state().layer).toBe('none');
  });

  test('says where an export is', async () => {
    key('e');
    await vi.waitFor(() => expect(state().history.message).toMatch(/Saved: .*history-2026/));
  });
});

describe('somebody who is to be called back now', () => {
  test('is called from the notice, and off the list then; done takes them off without a call', async () => {
    desk.act({ type: 'call-back', id: 1, done: false });
    await vi.waitFor(() => expect(asked()).toContainEqual(['callBackDone', { id: 1 }]));
    expect(asked()).toContainEqual(['dial', { target: '+44 20 7946 0871' }]);
    desk.act({ type: 'call-back', id: 2, done: true });
    await vi.waitFor(() => expect(asked()).toContainEqual(['callBackDone', { id: 2 }]));
    expect(asked().filter(([name]) => name === 'dial')).toHaveLength(1);
  });
});

describe('a call that is over', () => {
  const over = views['wrap-up'];
  beforeEach(() => bridge.show({ ...over, revision: 7 }));
  const call = over.calls[0]?.id;

  test('is marked by its key and one digit, into its row of the history', async () => {
    desk.act({ type: 'focus-call', call: call as never });
    key('m');
    expect(state()).toMatchObject({ layer: 'mark', marking: call });
    key('2');
    await vi.waitFor(() => expect(asked()).toContainEqual(['setDisposition', { row: '1', code: 'Complaint' }]));
    expect(state().layer).toBe('none');
    key('m');
    key('0');
    await vi.waitFor(() => expect(asked()).toContainEqual(['setDisposition', { row: '1', code: null }]));
  });

  test('takes a note by its key, and gives the keys back when its card has gone', () => {
    desk.act({ type: 'focus-call', call: call as never });
    key('n');
    expect(state()).toMatchObject({ layer: 'note', note: { call } });
    bridge.show({ ...over, revision: 8, calls: [] });
    expect(state()).toMatchObject({ layer: 'none', note: null });
  });
});
