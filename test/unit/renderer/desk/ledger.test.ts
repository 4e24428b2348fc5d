import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerLineView } from '../../../../preload/contract/ledger.ts';
import { ledgerText } from '../../../../renderer/desk/ledger-text.ts';
import { paletteRows } from '../../../../renderer/desk/palette-entries.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { openDesk } from './open-desk.ts';

const settle = () => vi.advanceTimersByTimeAsync(0);
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the ledger', () => {
  it('opens for the focused call with L, and closes with it', async () => {
    const { key, state } = openDesk(views.ledger);
    key('l');
    expect(state()).toMatchObject({ layer: 'ledger', ledger: { call: 'tomas', lines: null } });
    await settle();
    expect(state().ledger?.lines?.map(({ entry }) => entry.kind)).toContain('popped');
    key('l');
    expect(state()).toMatchObject({ layer: 'none', ledger: null });
  });

  it('goes down the cards and the rows of today, and back up', async () => {
    const { key, state } = openDesk(views.ledger);
    key('l');
    key('ArrowRight');
    expect(state().ledger?.call).toBe('priya');
    key('ArrowRight');
    expect(state().ledger?.party.name).toBe('Marek Dunmore');
    key('ArrowLeft');
    key('ArrowLeft');
    key('ArrowLeft');
    expect(state().ledger?.call).toBe('tomas');
    await settle();
    expect(state().ledger?.lines?.length).toBe(10);
  });

  it('opens for the last call of today when there is none now, and for any row that is pressed', () => {
    const { key, desk, state } = openDesk(views.idle);
    key('l');
    expect(state().ledger?.party.name).toBe('Marek Dunmore');
    const row = state().view?.today[3];
    if (row !== undefined) desk.act({ type: 'ledger', call: row.id });
    expect(state().ledger?.party.name).toBe('Sunniva Clarke');
  });

  it('is asked for again when its call changes under it', async () => {
    const { key, bridge, asked } = openDesk(views.ledger);
    const ledger = vi.spyOn(bridge.request, 'ledger');
    key('l');
    await settle();
    expect(ledger).toHaveBeenCalledTimes(1);
    bridge.show({ ...views.ledger, revision: 2 });
    bridge.show({ ...views.ledger, revision: 3, calls: views.ledger.calls.map((call) => ({ ...call, since: 1 })) });
    await settle();
    expect(ledger).toHaveBeenCalledTimes(2);
    expect(asked()).toEqual([]);
  });

  it('does not show the answer about another call that was asked for before', async () => {
    const late = Promise.withResolvers<{ ok: true; value: LedgerLineView[] }>();
    const { key, bridge, state } = openDesk(views.ledger);
    vi.spyOn(bridge.request, 'ledger').mockReturnValueOnce(late.promise);
    key('l');
    key('ArrowRight');
    late.resolve({ ok: true, value: [{ at: 1, source: 'desk', entry: { kind: 'popped' } }] });
    await settle();
    expect(state().ledger).toMatchObject({ call: 'priya', lines: [] });
  });

  it('says so when it cannot be had', async () => {
    const { key, bridge, state } = openDesk(views.ledger);
    vi.spyOn(bridge.request, 'ledger').mockResolvedValueOnce({
      ok: false,
      error: { code: 'gone', message: 'the page is gone' },
    });
    key('l');
    await settle();
    expect(state().ledger?.refused).toMatch(/^The ledger cannot be shown\./);
  });

  it('leaves the keys of a ringing call alone', () => {
    const { key, asked, state } = openDesk(views.ringing);
    key('l');
    expect(state().layer).toBe('ledger');
    key('Enter');
    expect(asked()).toEqual([['answer', { call: 'tomas' }]]);
  });

  it('stands among the commands with its key', () => {
    const { desk, state } = openDesk(views.ledger);
    desk.act({ type: 'open', layer: 'palette' });
    const row = paletteRows(state()).find(({ id }) => id === 'ledger');
    expect(row).toMatchObject({ label: 'Why this call popped: the ledger', caps: ['L'], detail: 'Tomas Achterberg' });
  });
});

describe('a recording of the last half hour', () => {
  it.each([false, true])('is saved by a command, with numbers masked: %s', async (maskNumbers) => {
    const { desk, asked, state } = openDesk(views.idle);
    desk.act({ type: 'open', layer: 'palette' });
    desk.act({ type: 'run', entry: `record-${maskNumbers}` });
    await settle();
    expect(asked()).toEqual([['saveRecording', { maskNumbers }]]);
    expect(state().toast).toMatch(/^Saved as ~\/.config\/offhook\/recordings\/offhook-.*\.jsonl\.gz$/);
  });

  it('that cannot be written is told with the reason', async () => {
    const { desk, bridge, state } = openDesk(views.idle);
    vi.spyOn(bridge.request, 'saveRecording').mockResolvedValueOnce({
      ok: true,
      value: { outcome: 'refused', reason: 'cannot-write', detail: 'ENOSPC: no space left on device' },
    });
    desk.act({ type: 'save-recording', maskNumbers: false });
    await settle();
    expect(state().notice).toBe('The recording was not saved. ENOSPC: no space left on device');
  });
});

describe('a line of the ledger', () => {
  const party = { name: 'Ann', number: { raw: '1', display: '1', e164: null } };
  const entries: readonly (readonly [LedgerLineView['entry'], string])[] = [
    [{ kind: 'seen', sign: 'invite', phone: 'PJSIP/1001' }, 'First seen at PJSIP/1001: an INVITE rang the softphone'],
    [
      { kind: 'joined', what: 'channel', rule: 'linkedid', phone: 'PJSIP/2001' },
      'A channel of PJSIP/2001 is this call: same Linkedid',
    ],
    [
      { kind: 'joined', what: 'dialog', rule: 'call-id', phone: 'PJSIP/1001' },
      'The softphone’s own dialog is this call: same SIP Call-ID',
    ],
    [
      { kind: 'merged', rule: 'same-caller' },
      'Another card turned out to be this call (rung by the same caller): now one card',
    ],
    [{ kind: 'parted' }, 'A dialog that was taken for this call is another one: now two cards'],
    [{ kind: 'visit', number: 2 }, 'It came to you again: visit 2'],
    [{ kind: 'phase', phase: 'held' }, 'Shown as: Held'],
    [{ kind: 'party', from: { name: null, number: null }, to: party }, 'The other side is Ann 1'],
    [{ kind: 'party', from: { ...party, name: 'Bob' }, to: party }, 'The other side is Ann 1; it was Bob 1'],
    [{ kind: 'origin', origin: { kind: 'dialled' } }, 'How it came: Dialled by you'],
    [{ kind: 'ended', reason: 'answered-elsewhere' }, 'Over: Answered elsewhere.'],
    [{ kind: 'not-popped', why: 'own-call' }, 'Did not pop: you made this call'],
    [{ kind: 'pop-closed', why: 'over' }, 'The pop went: it stopped ringing'],
  ];
  it.each(entries)('%j says what an administrator can act on', (entry, words) => {
    expect(ledgerText(entry)).toBe(words);
  });
});
