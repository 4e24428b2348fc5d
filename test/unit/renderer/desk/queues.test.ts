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

  test('offer the time one is usually back from that reason', async () => {
    const view = views['queues-pause'];
    bridge.show({
      ...view,
      revision: view.revision + 1,
      queues: view.queues && { ...view.queues, plans: { Lunch: '45 min' } },
    });
    keys('q', 'a', '1');
    expect(state().queues.field).toMatchObject({ kind: 'back', reason: 'Lunch', text: '45 min' });
    keys('Enter');
    await expectAsked('pause', { queue: null, reason: 'Lunch', back: '45 min' });
    keys('a', '2');
    expect(state().queues.field).toMatchObject({ kind: 'back', reason: 'Break', text: '' });
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

describe('whoever leaves the desk', () => {
  test('is asked when nobody calls, and answers by one key', async () => {
    open('idle');
    bridge.show({ ...bridge.view, revision: 9, away: views.away.away });
    expect(state().layer).toBe('away');
    keys('s');
    await expectAsked('answerAway', { how: 'sign-out' });
    // Answered here: it is not asked again though main still has it.
    bridge.show({ ...bridge.view, revision: 10, away: views.away.away });
    expect(state().layer).toBe('none');
    bridge.show({ ...bridge.view, revision: 11, away: { ...views.away.away, since: 7 } });
    keys('Escape');
    await expectAsked('answerAway', { how: 'stay' });
  });

  test('answers a caller first, and is asked afterwards', () => {
    open('away');
    expect(state().layer).toBe('away');
    bridge.show({ ...bridge.view, revision: 9, calls: [ringing] });
    expect(state().layer).toBe('none');
    bridge.show({ ...bridge.view, revision: 10, calls: [] });
    expect(state().layer).toBe('away');
    const { away: _, ...settled } = bridge.view;
    bridge.show({ ...settled, revision: 11 });
    expect(state().layer).toBe('none');
  });

  test('goes back to work by Enter after having been signed out', async () => {
    open('away-signed-out');
    keys('p', 'Enter');
    await expectAsked('answerAway', { how: 'back' });
    expect(asked()).not.toContainEqual(['answerAway', { how: 'pause' }]);
  });
});

describe('do not disturb', () => {
  test('is switched in the queues by D, and what is missing for it is said', async () => {
    open('diverted');
    keys('q', 'd');
    await expectAsked('setDoNotDisturb', { on: false });
    await vi.waitFor(() => expect(state().queues.message).toBe('The PBX has it so now'));
    bridge.show({
      ...bridge.view,
      ...{ revision: 9, diversions: { ...views.diverted.diversions, offers: [], lack: mayNotSignIn.lack } },
    });
    keys('d');
    await vi.waitFor(() => expect(state().queues.message).toContain('Needs class agent'));
    bridge.show({ ...views.idle, revision: 10 });
    keys('d');
    await vi.waitFor(() => expect(state().queues.message).toContain('not set up'));
    expect(asked().filter(([name]) => name === 'setDoNotDisturb')).toHaveLength(1);
  });

  test('and forwarding to the number that is typed are in the palette', async () => {
    open('diverted');
    desk.act({ type: 'open', layer: 'palette' });
    desk.act({ type: 'query', text: 'forward all 1003' });
    const [row] = paletteRows(state());
    expect(row?.label).toBe('Forward all calls to 1003');
    desk.act(row?.act ?? { type: 'leave' });
    await expectAsked('setForward', { when: 'always', to: '1003' });
    desk.act({ type: 'query', text: 'no longer' });
    expect(paletteRows(state()).map(({ label }) => label)).toEqual(['No longer forward unanswered calls to 1002']);
    bridge.show({
      ...bridge.view,
      ...{ revision: 9, diversions: { ...views.diverted.diversions, offers: [], lack: mayNotSignIn.lack } },
    });
    desk.act({ type: 'query', text: 'disturb' });
    expect(paletteRows(state())).toMatchObject([{ icon: 'triangle', detail: 'Not possible: not allowed' }]);
  });
});

describe('a supervisor', () => {
  const typed = async (name: string) => {
    desk.act({ type: 'open-dial', typed: '' });
    desk.act({ type: 'type-dial', text: name });
    await vi.waitFor(() => expect(state().dial.selected).toBe(0));
  };

  test('listens to a colleague on a call, whispers and joins in, by keys of the dial line', async () => {
    open('idle');
    bridge.show({ ...bridge.view, revision: 9, listens: ['listen', 'whisper', 'barge'] });
    await typed('ben o');
    desk.press(press('Enter', { ctrl: true }), 1e6);
    await expectAsked('listenTo', { dials: '1021', how: 'whisper' });
    await typed('bea t');
    keys('Shift+Enter');
    await typed('ben o');
    keys('Shift+Enter');
    await expectAsked('listenTo', { dials: '1021', how: 'listen' });
    expect(asked().filter(([name]) => name === 'listenTo')).toHaveLength(2);
  });

  test('finds it in the palette, and a desk where it is not set up offers none', async () => {
    open('idle');
    desk.act({ type: 'open', layer: 'palette' });
    desk.act({ type: 'query', text: 'ben o' });
    await vi.waitFor(() => expect(paletteRows(state()).map(({ label }) => label)).toContain('Ben Oduya'));
    expect(paletteRows(state()).map(({ label }) => label)).not.toContain('Listen to the call of Ben Oduya');
    bridge.show({ ...bridge.view, revision: 9, listens: ['listen'] });
    const row = paletteRows(state()).find(({ label }) => label === 'Listen to the call of Ben Oduya');
    desk.act(row?.act ?? { type: 'leave' });
    await expectAsked('listenTo', { dials: '1021', how: 'listen' });
  });
});
