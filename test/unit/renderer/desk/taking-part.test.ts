import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallId, DeskView, ParkedCall } from '../../../../preload/contract/views.ts';
import { paletteRows } from '../../../../renderer/desk/palette-entries.ts';
import { active, consulted, fixedNow, parkedByMe, waiting } from '../../../../renderer/fixtures/calls.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { openDesk } from './open-desk.ts';

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers({ now: fixedNow });
});
afterEach(() => {
  vi.useRealTimers();
});

const consulting: DeskView = { ...views.active, calls: [{ ...consulted }, { ...waiting }] };

describe('a conference', () => {
  it('is one key from a consultation', () => {
    const { key, asked, keys } = openDesk(consulting);
    key('c');
    expect([keys(), asked()]).toEqual([1, [['conference', { call: consulted.id }]]]);
  });

  it('takes one more with T, a name and Enter: they are called first', async () => {
    const { key, type, asked } = openDesk(views.conference);
    key('t');
    type('bea');
    await settle();
    key('Enter');
    await settle();
    expect(asked()).toEqual([['consult', { call: active.id, dials: '1002' }]]);
  });

  it('offers to mute and to remove each of the others, by name, and nobody oneself', () => {
    const { desk, state, asked } = openDesk(views.conference);
    desk.act({ type: 'open', layer: 'palette' });
    desk.act({ type: 'query', text: 'remove' });
    expect(paletteRows(state()).map(({ label }) => label)).toEqual([
      'Remove Bea Tanner from the conference',
      'Remove Tomas Achterberg from the conference',
    ]);
    desk.act({ type: 'query', text: '' });
    desk.act({ type: 'run', entry: 'unmute-3' });
    expect(asked()).toEqual([['muteMember', { call: active.id, member: '3', muted: false }]]);
  });

  it('that cannot be is told in the palette, with the reason', () => {
    const calls = consulting.calls.map((call) => ({ ...call, can: call.can.filter((each) => each !== 'conference') }));
    const view: DeskView = { ...consulting, calls, unavailable: [{ action: 'conference', why: 'not-set-up' }] };
    const { desk, state, key, asked } = openDesk(view);
    key('c');
    expect(asked()).toEqual([]);
    desk.act({ type: 'open', layer: 'palette' });
    desk.act({ type: 'query', text: 'join' });
    expect(paletteRows(state())[0]).toMatchObject({
      label: 'Join all three in a conference',
      detail: 'Not possible: it is not set up in the settings',
      caps: [],
    });
  });
});

describe('a note', () => {
  it('is opened with N, saved with every key, and left with Enter', async () => {
    const { desk, key, asked, state } = openDesk(views.active);
    key('n');
    expect(state().layer).toBe('note');
    for (const text of ['h', 'hi', 'hi\nthere']) desk.act({ type: 'type-note', text });
    await settle();
    key('Enter');
    expect(asked()).toEqual(['h', 'hi', 'hi there'].map((text) => ['setNote', { call: active.id, text }]));
    expect(state()).toMatchObject({ layer: 'none', note: null });
  });
});

describe('what is elsewhere', () => {
  it('is brought here with B from another phone of mine', () => {
    const call = { ...active, device: 'other-phone' as const, can: ['bringHere' as const, 'transfer' as const] };
    const { key, asked } = openDesk({ ...views.active, calls: [call] });
    key('b');
    expect(asked()).toEqual([['bringHere', { call: active.id }]]);
  });

  it('rings at a colleague and is picked up from the dial line with Alt+Enter, and only what rings', async () => {
    const { key, type, asked, state } = openDesk(views.idle);
    key('/');
    type('bethany');
    await settle();
    key('Enter', { alt: true });
    await settle();
    expect(asked()).toEqual([['pickUp', { dials: '1033' }]]);
    expect(state().layer).toBe('none');
    key('/');
    type('bea');
    await settle();
    key('Enter', { alt: true });
    expect(asked()).toHaveLength(1);
  });

  it('stands in the palette by the colleague’s name, and my group’s always', () => {
    const { desk, state, asked } = openDesk({ ...views.idle, ringingColleagues: [{ name: 'Bob', dials: '1002' }] });
    desk.act({ type: 'open', layer: 'palette' });
    desk.act({ type: 'query', text: 'pick up' });
    const found = paletteRows(state()).map(({ label }) => label);
    expect(found).toEqual(
      expect.arrayContaining(['Pick up the call that rings at Bob', 'Pick up a call that rings in my group']),
    );
    desk.act({ type: 'run', entry: 'pick-up-1002' });
    expect(asked()).toEqual([['pickUp', { dials: '1002' }]]);
  });
});

describe('who is parked', () => {
  it('is parked and told of in one go from the picker', async () => {
    const { key, type, asked } = openDesk(views.active);
    key('t');
    type('bea');
    await settle();
    key('Enter', { ctrl: true, shift: true });
    await settle();
    expect(asked()).toEqual([['park', { call: active.id, tell: '1002' }]]);
  });

  const withParked = (entry: Partial<ParkedCall>): DeskView => ({
    ...views.idle,
    revision: 2,
    parked: [{ ...parkedByMe, parkedAt: fixedNow, returnsAt: fixedNow + 90_000, ...entry }],
  });

  it('is announced when they wait for me, and when nobody is there to get them back', () => {
    const { bridge, state } = openDesk(views.idle);
    bridge.show(withParked({ mine: false, forMe: true }));
    expect(state().said.assertive.text).toBe('Priya Sandoval waits for you in 7 0 2');
    bridge.show({ ...withParked({ mine: false, orphaned: true }), revision: 3 });
    expect(state().said.polite.text).toBe('Nobody is left to get Priya Sandoval back from 7 0 2');
  });

  it('is warned of once, twenty seconds before they come back, and not when they were fetched', async () => {
    const { bridge, state } = openDesk(views.idle);
    bridge.show(withParked({}));
    const before = state().said.polite.count;
    await vi.advanceTimersByTimeAsync(69_000);
    expect(state().said.polite.count).toBe(before);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(state().said.polite.text).toBe('Priya Sandoval comes back from park soon');
    bridge.show({ ...withParked({}), revision: 3 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state().said.polite.count).toBe(before + 1);
    bridge.show({ ...withParked({ slot: '709' }), revision: 4 });
    bridge.show({ ...views.idle, revision: 5 });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(state().said.polite.count).toBe(before + 1);
  });
});

describe('keys of the settings', () => {
  it('do what the old ones did, and those do nothing any more', () => {
    const { key, asked, state } = openDesk({ ...views.active, keys: { park: 'K', mute: 'T' } });
    key('p');
    key('k');
    expect(asked()).toEqual([['park', { call: 'tomas' as CallId }]]);
    expect(state().keys.problems).toEqual([{ name: 'mute', chord: 'T', why: 'taken', by: 'transfer' }]);
  });
});
