import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallId, DeskView } from '../../../../preload/contract/views.ts';
import { DeskControl } from '../../../../renderer/desk/desk-control.ts';
import { createMemoryBridge } from '../../../../renderer/fixtures/memory-bridge.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { press } from '../keys/press.ts';

function open(view: DeskView) {
  const bridge = createMemoryBridge(view);
  const desk = new DeskControl(bridge);
  desk.painted(`live ${view.calls[0]?.id ?? ''}`, 0);
  let at = 1000;
  const key = (name: string, more: Parameters<typeof press>[1] = {}) => {
    at += 400;
    return desk.press(press(name, more), at);
  };
  const asked = () => bridge.requests.map(({ name, input }) => [name, input]);
  return { bridge, desk, key, asked, state: () => desk.store.get() };
}

/** Lets the answers of the memory bridge come in. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the desk', () => {
  it('answers the focused call', () => {
    const { key, asked } = open(views.ringing);
    expect(key('Enter')).toBe('act');
    expect(asked()).toEqual([['answer', { call: 'tomas' }]]);
  });

  it('silences at the first Esc, says what the second does, and declines at it', () => {
    const { key, asked, state } = open(views.ringing);
    key('Escape');
    expect(state().armed?.action).toBe('decline');
    key('Escape');
    expect(asked().map(([name]) => name)).toEqual(['silence', 'decline']);
    expect(state().armed).toBeNull();
  });

  it('forgets the first Esc after a second and a half', () => {
    const { key, state } = open(views.active);
    key('Escape');
    vi.advanceTimersByTime(1500);
    expect(state().armed).toBeNull();
  });

  it('forgets the first Esc when another key acts in between', () => {
    const { key, asked } = open(views.active);
    key('Escape');
    key('m');
    key('Escape');
    expect(asked().map(([name]) => name)).toEqual(['mute']);
  });

  it('does not act on a call that vanished between the drawing and the click', () => {
    const { desk, asked } = open(views.active);
    desk.act({ type: 'call', call: 'gone' as CallId, action: 'hangUp' });
    expect(asked()).toEqual([]);
  });

  it('never draws an older view over a newer one', () => {
    const { bridge, state } = open({ ...views.active, revision: 7 });
    bridge.show({ ...views.idle, revision: 6 });
    expect(state().view?.revision).toBe(7);
  });

  it('believes a main that was started anew and counts from the beginning', () => {
    const { bridge, state } = open({ ...views.active, revision: 7 });
    bridge.lose();
    bridge.show({ ...views.idle, revision: 1 });
    expect(state().view?.calls).toEqual([]);
  });

  it('opens the palette and runs the chosen command', async () => {
    const { key, desk, asked, state } = open(views.idle);
    key('k', { ctrl: true });
    desk.act({ type: 'query', text: 'queue call' });
    key('Enter', { target: 'text' });
    await settle();
    expect(asked()).toEqual([['rehearse', { kind: 'queue' }]]);
    expect([state().layer, state().toast]).toEqual(['none', 'A practice caller is in the queue']);
  });

  it('says on the card why calling again did not work', async () => {
    const party = { name: 'Nobody', number: { raw: '999', display: '999', e164: null } };
    const ended = { ...views.busy, calls: views.busy.calls.map((call) => ({ ...call, party })) };
    const { desk, state } = open(ended);
    desk.act({ type: 'call', call: 'okvist' as CallId, action: 'redial' });
    await settle();
    expect(state().cardNotice?.text).toContain('There is no connection to the PBX');
  });
});

describe('the dial line', () => {
  it('opens with the digit that was pressed and shows what it would dial', async () => {
    const { key, desk, state } = open(views.idle);
    key('2');
    expect([state().layer, state().dial.text]).toEqual(['dial', '2']);
    desk.act({ type: 'type-dial', text: '2125550142' });
    await settle();
    expect(state().dial.preview?.number?.display).toBe('(212) 555-0142');
  });

  it('dials what was typed and is empty again', async () => {
    const { desk, key, asked, state } = open(views.idle);
    desk.act({ type: 'open-dial', typed: ' 1002 ' });
    key('Enter', { target: 'text' });
    await settle();
    expect(asked()).toEqual([['dial', { target: '1002' }]]);
    expect([state().layer, state().dial.text]).toEqual(['none', '']);
  });

  it('keeps what was typed when it is refused, and says why', async () => {
    const { desk, key, state } = open(views.idle);
    desk.act({ type: 'open-dial', typed: '999' });
    key('Enter', { target: 'text' });
    await settle();
    expect(state().layer).toBe('dial');
    expect(state().dial).toMatchObject({ text: '999', busy: false });
    expect(state().dial.refused).toContain('Not dialled.');
  });

  it('does not dial twice on a double Enter', () => {
    const { desk, key, asked } = open(views.idle);
    desk.act({ type: 'open-dial', typed: '1002' });
    key('Enter', { target: 'text' });
    key('Enter', { target: 'text' });
    expect(asked()).toHaveLength(1);
  });

  it('makes one line of what is pasted, and no more than can be sent', () => {
    const { desk, state } = open(views.idle);
    desk.act({ type: 'open-dial', typed: `1\r\n${'2'.repeat(200)}` });
    expect(state().dial.text).toBe(`1 ${'2'.repeat(98)}`);
  });

  it('drops a preview that comes after more was typed', async () => {
    const bridge = createMemoryBridge(views.idle);
    const answers: ((dials: string) => void)[] = [];
    const slow = {
      ...bridge,
      request: {
        ...bridge.request,
        previewDial: () =>
          new Promise<{ ok: true; value: { dials: string; number: null } }>((resolve) => {
            answers.push((dials) => resolve({ ok: true, value: { dials, number: null } }));
          }),
      },
    };
    const desk = new DeskControl(slow);
    desk.act({ type: 'type-dial', text: '1' });
    desk.act({ type: 'type-dial', text: '12' });
    answers[1]?.('12');
    answers[0]?.('1');
    await settle();
    expect(desk.store.get().dial.preview?.dials).toBe('12');
  });
});

describe('digits mode', () => {
  it('sends digits one by one and in order', async () => {
    const { key, asked, state } = open(views.active);
    key('d');
    for (const digit of '12d#') key(digit);
    await settle();
    expect(asked().map(([, input]) => input)).toEqual(
      ['1', '2', 'D', '#'].map((digits) => ({ call: 'tomas', digits })),
    );
    expect(state().digits?.entries.map((entry) => entry.state)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('is left by Esc, which arms nothing', () => {
    const { key, state } = open(views.active);
    key('d');
    key('Escape');
    expect([state().layer, state().digits, state().armed]).toEqual(['none', null, null]);
  });

  it('ends when its call is held, so that no digit goes to the wrong caller', () => {
    const { bridge, key, state } = open(views.active);
    key('d');
    bridge.show({ ...views['two-calls'], revision: 9 });
    expect(state().layer).toBe('digits');
    const calls = views['two-calls'].calls.map((call) => ({ ...call, id: 'tomas' as CallId }));
    bridge.show({ ...views.held, calls: calls.slice(1), revision: 10 });
    expect([state().layer, state().digits]).toEqual(['none', null]);
  });

  it('ends when the person goes to another call', () => {
    const { key, state } = open(views['two-calls']);
    key('d');
    key('2', { alt: true });
    expect([state().layer, state().focus.call]).toEqual(['none', 'priya']);
  });

  it('ends with its call', () => {
    const { bridge, key, state } = open(views.active);
    key('d');
    bridge.show({ ...views.ended, revision: 9 });
    expect([state().layer, state().digits]).toEqual(['none', null]);
  });
});
