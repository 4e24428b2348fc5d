import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../../preload/contract/bridge.ts';
import type { CallId } from '../../../../preload/contract/views.ts';
import type { MemoryBridge } from '../../../../renderer/fixtures/memory-bridge.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { press } from '../keys/press.ts';
import { openDesk } from './open-desk.ts';

const settle = () => vi.advanceTimersByTimeAsync(0);
const tomas = 'tomas' as CallId;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('keystrokes', () => {
  it('blind transfer to a colleague: T, the letters, Enter', async () => {
    const { key, type, asked, keys } = openDesk(views.active);
    key('t');
    type('bea');
    await settle();
    key('Enter');
    expect([keys(), asked()]).toEqual([5, [['transfer', { call: 'tomas', dials: '1002' }]]]);
  });

  it('attended transfer: T, the letters, Shift+Enter, Enter', async () => {
    const { key, type, asked, keys } = openDesk(views.active);
    key('t');
    type('bea');
    await settle();
    key('Enter', { shift: true });
    await settle();
    key('Enter');
    expect(asked().map(([name]) => name)).toEqual(['consult', 'complete']);
    expect(keys()).toBe(6);
  });

  it('to a colleague’s voicemail: T, the letters, Ctrl+Enter', async () => {
    const { key, type, asked } = openDesk(views.active);
    key('t');
    type('bea');
    await settle();
    key('Enter', { ctrl: true });
    expect(asked()).toEqual([['toVoicemail', { call: 'tomas', dials: '1002' }]]);
  });

  it('park: one', () => {
    const { key, asked, keys } = openDesk(views.active);
    key('p');
    expect([keys(), asked()]).toEqual([1, [['park', { call: 'tomas' }]]]);
  });

  it('fetch the only parked call: two', () => {
    const { key, asked, keys } = openDesk({ ...views['parked-one'] });
    key('P', { shift: true });
    key('Enter');
    expect([keys(), asked()]).toEqual([2, [['retrieve', { slot: '702' }]]]);
  });

  it('swap: one', () => {
    const { key, asked, keys } = openDesk(views.consult);
    key('s');
    expect([keys(), asked().map(([name]) => name)]).toEqual([1, ['swap']]);
  });

  it('take back a transfer: one, from whichever call is focused', async () => {
    const { key, asked, keys } = openDesk(views['transferring-on-call']);
    key('z', { ctrl: true });
    await settle();
    expect([keys(), asked()]).toEqual([1, [['takeBack', { call: 'tomas' }]]]);
  });
});

describe('the target picker', () => {
  it('highlights nobody until something is typed or chosen', async () => {
    const { key, asked, state } = openDesk(views.active);
    key('t');
    await settle();
    key('Enter');
    expect([state().layer, asked()]).toEqual(['transfer', []]);
    key('ArrowDown');
    key('Enter');
    expect(asked()).toEqual([['transfer', { call: 'tomas', dials: '+442079460188' }]]);
  });

  it('goes one step back with Esc and touches no call', async () => {
    const { key, type, asked, state } = openDesk(views.active);
    key('t');
    type('be');
    await settle();
    key('Escape');
    expect([state().layer, state().transfer, state().armed, asked()]).toEqual(['none', null, null, []]);
  });

  it('does not transfer twice on a double Enter', async () => {
    const { key, type, asked } = openDesk(views.active);
    key('t');
    type('bea');
    await settle();
    key('Enter');
    key('Enter');
    expect(asked()).toHaveLength(1);
  });

  it('closes when its caller hangs up', async () => {
    const { bridge, key, state } = openDesk(views.active);
    key('t');
    bridge.show({ ...views.ended, revision: 9 });
    expect([state().layer, state().transfer]).toEqual(['none', null]);
  });

  it('stays for its caller when another call rings', () => {
    const { bridge, key, state } = openDesk(views.active);
    key('t');
    const ringing = views.ringing.calls.map((call) => ({ ...call, id: 'next' as CallId }));
    bridge.show({ ...views.active, calls: [...ringing, ...views.active.calls], revision: 9 });
    expect([state().layer, state().transfer?.call]).toEqual(['transfer', 'tomas']);
  });

  it('tells on the card that a request did not get through', async () => {
    const lost = (bridge: MemoryBridge): Bridge => ({
      ...bridge,
      request: {
        ...bridge.request,
        transfer: () => Promise.resolve({ ok: false, error: { code: 'gone', message: '' } }),
      },
    });
    const { key, type, state } = openDesk(views.active, lost);
    key('t');
    type('bea');
    await settle();
    key('Enter');
    await settle();
    expect(state().cardNotice?.text).toBe('Not transferred. The request did not get through. Try again.');
  });

  it('is left for the call that is chosen instead', () => {
    const { key, state } = openDesk(views['two-calls']);
    key('t');
    key('2', { alt: true });
    expect([state().layer, state().focus.call]).toEqual(['none', 'priya']);
  });
});

describe('an Enter that is quicker than the list', () => {
  /** Main answers only when told to. */
  function slow() {
    const answers: (() => void)[] = [];
    const late = async <Value>(reply: Promise<Value>): Promise<Value> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      answers.push(resolve);
      await promise;
      return reply;
    };
    const change = (bridge: MemoryBridge): Bridge => ({
      ...bridge,
      request: {
        ...bridge.request,
        places: (input) => late(bridge.request.places(input)),
        findOutside: (input) => late(bridge.request.findOutside(input)),
      },
    });
    const desk = openDesk(views.active, change);
    const answer = async () => {
      for (let next = answers.shift(); next !== undefined; next = answers.shift()) {
        next();
        await settle();
      }
    };
    return { ...desk, answer };
  }

  it('waits for the only one it can mean', async () => {
    const { key, type, asked, answer } = slow();
    key('t');
    type('bea t');
    key('Enter');
    expect(asked()).toEqual([]);
    await answer();
    expect(asked()).toEqual([['transfer', { call: 'tomas', dials: '1002' }]]);
  });

  it('sends nobody anywhere where there is a choice', async () => {
    const { key, type, asked, state, answer } = slow();
    key('t');
    type('be');
    key('Enter');
    await answer();
    expect([asked(), state().layer]).toEqual([[], 'transfer']);
  });

  it('shows a warning before anybody is sent there', async () => {
    const { key, type, asked, state, answer } = slow();
    key('t');
    type('roberta');
    key('Enter');
    await answer();
    expect([asked(), state().layer]).toEqual([[], 'transfer']);
    key('Enter');
    expect(asked()).toEqual([['transfer', { call: 'tomas', dials: '1056' }]]);
  });

  it('goes to whom it was struck at, where what was warned of is over by then', async () => {
    let isBack = false;
    const change = (bridge: MemoryBridge): Bridge => ({
      ...bridge,
      request: {
        ...bridge.request,
        places: async (input) => {
          const reply = await bridge.request.places(input);
          if (!isBack || !reply.ok) return reply;
          const places = reply.value.places.map((each) => ({ ...each, warning: null }));
          return { ...reply, value: { ...reply.value, places } };
        },
      },
    });
    const { key, type, asked, state } = openDesk(views.active, change);
    key('t');
    await settle();
    key('Escape');
    isBack = true;
    key('t');
    type('be');
    while (state().transfer?.targets?.[state().transfer?.selected ?? -1]?.name !== 'Ben Oduya') key('ArrowDown');
    key('Enter');
    expect(asked()).toEqual([]);
    await settle();
    expect(asked()).toEqual([['transfer', { call: 'tomas', dials: '1021' }]]);
  });

  it('goes to no contact that has just come under it, before that could be read', async () => {
    const { desk, key, type, asked, state, answer } = slow();
    key('t');
    await answer();
    type('b s');
    const chosen = () => state().transfer?.targets?.[state().transfer?.selected ?? -1]?.name;
    expect(chosen()).toBe('Benefits');
    await vi.advanceTimersByTimeAsync(100);
    await answer();
    expect(chosen()).toBe('Becky Stone');
    const came = performance.now();
    desk.press(press('Enter', { target: 'text' }), came + 200);
    expect([asked(), state().layer]).toEqual([[], 'transfer']);
    desk.press(press('Enter', { target: 'text' }), came + 300);
    expect(asked()).toEqual([['transfer', { call: 'tomas', dials: '+442079460155' }]]);
  });

  it('goes to whom it was struck at, once the address book has nobody better', async () => {
    const { key, type, asked, answer } = slow();
    key('t');
    await answer();
    type('be');
    key('Enter');
    expect(asked()).toEqual([]);
    await answer();
    expect(asked()).toEqual([['transfer', { call: 'tomas', dials: '1002' }]]);
  });

  it('stays with whom the arrows chose, whoever the address book adds', async () => {
    const { key, type, asked, answer } = slow();
    key('t');
    await answer();
    type('b s');
    key('ArrowDown');
    await answer();
    key('Enter');
    expect(asked()).toEqual([['transfer', { call: 'tomas', dials: '610' }]]);
  });

  it('is forgotten when more is typed, or the picker is left', async () => {
    const { key, type, asked, answer } = slow();
    key('t');
    type('bea');
    key('Enter');
    type('x');
    key('Escape');
    await answer();
    expect(asked()).toEqual([]);
  });
});

describe('a consultation', () => {
  it('is completed from either card', () => {
    const { desk, key, asked } = openDesk(views.consult);
    desk.act({ type: 'focus-call', call: tomas });
    key('Enter');
    expect(asked().map(([name]) => name)).toEqual(['complete']);
  });

  it('is cancelled by one Esc, which arms nothing', () => {
    const { key, asked, state } = openDesk(views.consult);
    key('Escape');
    expect(asked().map(([name]) => name)).toEqual(['cancelConsult']);
    expect(state().armed).toBeNull();
  });

  it('takes the focus to the colleague, and after a swap to the caller', async () => {
    const { key, type, state } = openDesk(views.active);
    key('t');
    type('bea');
    await settle();
    key('Enter', { shift: true });
    expect(state().focus.call).toBe('leg');
    key('s');
    expect(state().focus.call).toBe('tomas');
    key('s');
    expect(state().focus.call).toBe('leg');
  });
});

describe('a parked call', () => {
  it('is read out with its slot, digit by digit', async () => {
    const { key, state } = openDesk(views.active);
    key('p');
    await settle();
    expect(state().said.assertive.text).toBe('Parked in 7 0 2: Tomas Achterberg');
    expect(state().parkedAs).toEqual([{ call: 'tomas', slot: '702' }]);
  });

  it('is taken back with Ctrl+Z', async () => {
    const { key, asked } = openDesk(views.active);
    key('p');
    await settle();
    key('z', { ctrl: true });
    expect(asked().at(-1)).toEqual(['takeBack', { call: 'tomas' }]);
  });

  it('is chosen by its slot number', () => {
    const { key, asked } = openDesk(views['parked-list']);
    key('P', { shift: true });
    for (const digit of '704') key(digit);
    key('Enter');
    expect(asked()).toEqual([['retrieve', { slot: '704' }]]);
  });

  it('that a colleague fetched first leaves no other under the key, and says so', () => {
    const { bridge, key, asked, state } = openDesk(views['parked-list']);
    key('P', { shift: true });
    bridge.show({ ...views['parked-list'], parked: views['parked-list'].parked.slice(1), revision: 9 });
    key('Enter');
    expect([asked(), state().parkedList.selected, state().layer]).toEqual([[], null, 'parked']);
    expect(state().parkedList.refused).toContain('The call is no longer there.');
  });
});

describe('the dial line', () => {
  it('dials the best match of a name', async () => {
    const { key, type, asked } = openDesk(views.idle);
    key('/');
    type('bea');
    await settle();
    key('Enter');
    await settle();
    expect(asked()).toEqual([['dial', { target: '1002' }]]);
  });

  it('dials digits as they are typed, whoever else they could begin', async () => {
    const { key, type, asked } = openDesk(views.idle);
    key('/');
    type('100');
    await settle();
    key('Enter');
    await settle();
    expect(asked()).toEqual([['dial', { target: '100' }]]);
  });

  it('dials what is chosen with the arrows', async () => {
    const { key, type, asked } = openDesk(views.idle);
    key('/');
    type('be');
    await settle();
    key('ArrowDown');
    key('Enter');
    await settle();
    expect(asked()).toEqual([['dial', { target: '1033' }]]);
  });
});
