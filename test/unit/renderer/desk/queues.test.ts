import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeskControl } from '../../../../renderer/desk/desk-control.ts';
import { paletteRows } from '../../../../renderer/desk/palette-entries.ts';
import { ringing } from '../../../../renderer/fixtures/calls.ts';
import { createMemoryBridge, type MemoryBridge } from '../../../../renderer/fixtures/memory-bridge.ts';
import { atLunch, mayNotSignIn } from '../../../../renderer/fixtures/queues.ts';
import { type FixtureName, views } from '../../../../renderer/fixtures/views.ts';
import { press } from '../keys/press.ts';

let bridge: MemoryBridge;
let desk: DeskControl;
const open = (name: FixtureName) => {
  desk?.dispose();
  bridge = createMemoryBridge(views[name]);
  desk = new DeskControl(bridge);
};
beforeEach(() => open('queues-pause'));
afterEach(() => desk.dispose());

const keys = (...names: readonly string[]) => {
  for (const name of names) {
    const shift = name.startsWith('Shift+');
    desk.press(press(shift ? name.slice('Shift+'.length) : name, { shift }), 1e6);
  }
};
const state = () => desk.store.get();
const asked = () => bridge.requests.map(({ name, input }) => [name, input] as const);
const expectAsked = (...request: readonly [string, object]) =>
  vi.waitFor(() => expect(asked()).toContainEqual(request));
const settled = () => vi.waitFor(() => expect(state().queues.message).not.toBe('Asking the PBX…'));

describe('the queues', () => {
  test('open by their key at the first one I work in, with who is in them', async () => {
    keys('q');
    expect(state()).toMatchObject({ layer: 'queues', queues: { selected: 'Deliveries' } });
    await vi.waitFor(() => expect(state().queues.everybody).toHaveLength(1));
    keys('ArrowDown');
    expect(state().queues.selected).toBe('Support');
    keys('q');
    expect(state().layer).toBe('none');
  });

  test('are signed in to and out of; not where the PBX itself put me', async () => {
    keys('q', 'ArrowUp', 's');
    await expectAsked('signIn', { queue: 'Accounts' });
    await settled();
    expect(state().queues.message).toBe('Signed in to Accounts');
    keys('ArrowDown', 's');
    expect(state().queues.message).toContain('by the PBX’s configuration');
    keys('ArrowDown', 's');
    await expectAsked('signOut', { queue: 'Support' });
    await settled();
    keys('Shift+S');
    await expectAsked('signOut', { queue: null });
  });

  test('are paused with a reason and a time to be back: three keys and a time', async () => {
    keys('q', 'a', '1');
    expect(state().queues.field).toMatchObject({ kind: 'back', reason: 'Lunch' });
    desk.act({ type: 'queues', what: 'type', text: '30 min' });
    keys('Enter');
    await expectAsked('pause', { queue: null, reason: 'Lunch', back: '30 min' });
    await vi.waitFor(() => expect(state().layer).toBe('queues'));
    expect(state().queues).toMatchObject({ field: null, message: 'Paused everywhere' });
  });

  test('take a reason nobody listed, and Esc leaves the question, not the list', async () => {
    keys('q', 'ArrowDown', 'p', '0');
    desk.act({ type: 'queues', what: 'type', text: 'Fire drill' });
    keys('Escape');
    expect(state()).toMatchObject({ layer: 'queues', queues: { field: null } });
    keys('p', '0');
    desk.act({ type: 'queues', what: 'type', text: 'Fire drill' });
    keys('Enter', 'Enter');
    await expectAsked('pause', { queue: 'Support', reason: 'Fire drill', back: '' });
  });

  test('take a penalty, and no word for a number', async () => {
    keys('q', 'n');
    desk.act({ type: 'queues', what: 'type', text: 'two' });
    keys('Enter');
    expect(state().queues.message).toBe('“two” is no whole number.');
    desk.act({ type: 'queues', what: 'type', text: '5' });
    keys('Enter');
    await expectAsked('setPenalty', { queue: 'Deliveries', penalty: 5 });
  });

  test('end the pause by the same key', async () => {
    bridge.show({ ...bridge.view, revision: 9, queues: atLunch });
    keys('q', 'p');
    await expectAsked('endPause', { queue: 'Deliveries' });
    keys('a');
    await expectAsked('endPause', { queue: null });
  });

  test('say which right is missing instead of asking in vain', () => {
    bridge.show({ ...bridge.view, revision: 9, queues: mayNotSignIn });
    keys('q', 's');
    expect(state().queues.message).toContain('Needs class agent');
    expect(asked().filter(([name]) => name === 'signOut')).toEqual([]);
  });

  test('give way to a caller, so that Enter answers', () => {
    keys('q');
    bridge.show({ ...bridge.view, revision: 9, calls: [ringing] });
    expect(state().layer).toBe('none');
  });
});

describe('the palette', () => {
  const labels = () => paletteRows(state()).map(({ label }) => label);

  test('pauses, signs in and out without the list, and says what came of it', async () => {
    expect(labels()).toEqual(
      expect.arrayContaining(['Pause everywhere: Lunch', 'Sign in to Accounts', 'Sign out of Support']),
    );
    expect(labels()).not.toContain('Sign out of Deliveries');
    const row = paletteRows(state()).find(({ label }) => label === 'Pause everywhere: Break');
    desk.act(row?.act ?? { type: 'leave' });
    await expectAsked('pause', { queue: null, reason: 'Break', back: '' });
    await vi.waitFor(() => expect(state().toast).toBe('Paused everywhere'));
  });

  test('ends the pause where there is one', () => {
    bridge.show({ ...bridge.view, revision: 9, queues: atLunch });
    expect(labels()).toContain('End every pause');
    expect(labels()).not.toContain('Pause everywhere: Lunch');
  });
});
