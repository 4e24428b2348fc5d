import { describe, expect, it } from 'vitest';
import type { CallAction, CallId } from '../../../../preload/contract/views.ts';
import { type Guard, openGuard } from '../../../../renderer/keys/guard.ts';
import type { KeyPress } from '../../../../renderer/keys/key-press.ts';
import { callKeys, defaultKeymap, deskKeys } from '../../../../renderer/keys/keymap.ts';
import { type KeyState, type LayerKind, resolveKey } from '../../../../renderer/keys/resolve-key.ts';
import { press } from './press.ts';

const alice = 'alice' as CallId;
const bob = 'bob' as CallId;
const trusted: Guard = { ...openGuard, target: 'live alice', trusted: true };

const on = (can: readonly CallAction[], more: Partial<KeyState> = {}): KeyState => ({
  keymap: defaultKeymap,
  layer: 'none',
  focused: { id: alice, can },
  order: [alice, bob],
  hasLedger: true,
  takeBack: null,
  armed: null,
  undoDelete: false,
  away: 'nothing',
  guard: trusted,
  dials: true,
  zooms: false,
  ...more,
});

const ringing = on(['answer', 'silence', 'decline']);
const active = on(['hold', 'mute', 'digits', 'hangUp']);
const ended = on(['redial', 'dismiss']);
const idle: KeyState = { ...active, focused: null, order: [] };
const inLayer = (layer: LayerKind): KeyState => ({ ...active, layer });
const consulting = on(['hold', 'complete', 'swap', 'cancelConsult', 'hangUp']);
const moved: KeyState = { ...active, takeBack: bob };
const pickerMoved: KeyState = { ...moved, layer: 'transfer' };
const takeBack = { kind: 'act', act: { type: 'call', call: bob, action: 'takeBack' } };
const call = (action: CallAction) => ({ kind: 'act', act: { type: 'call', call: alice, action } });
const act = (what: object) => ({ kind: 'act', act: what });
const pass = { kind: 'pass' };
const swallow = { kind: 'swallow' };
const arm = (action: CallAction, also: CallAction | null) => act({ type: 'arm', call: alice, action, also });
const text = { target: 'text' } as const;

const rows: readonly (readonly [string, KeyState, KeyPress, object])[] = [
  ['Enter answers', ringing, press('Enter'), call('answer')],
  ['Esc silences and arms', ringing, press('Escape'), arm('decline', 'silence')],
  ['Esc on a silenced call only arms', on(['answer', 'decline']), press('Escape'), arm('decline', null)],
  ['H holds', active, press('h'), call('hold')],
  ['H resumes what is held', on(['resume']), press('h'), call('resume')],
  ['M mutes', active, press('m'), call('mute')],
  ['M unmutes what is muted', on(['unmute']), press('m'), call('unmute')],
  ['D opens digits', active, press('d'), call('digits')],
  ['Esc on a call arms the hang-up', active, press('Escape'), arm('hangUp', null)],
  ['Esc dismisses an ended card', ended, press('Escape'), call('dismiss')],
  ['R calls again', ended, press('r'), call('redial')],
  ['Enter does nothing on a call that is on', active, press('Enter'), pass],
  ['a key whose action is not allowed is not taken', on([]), press('h'), pass],
  ['Shift+H is not H', active, press('H', { shift: true }), pass],
  ['Ctrl+H is not H', active, press('h', { ctrl: true }), pass],
  ['a held-down H acts once', active, press('h', { repeat: true }), swallow],
  ['a key without a call is left alone', idle, press('h'), pass],
  ['L shows why', active, press('l'), act({ type: 'ledger', call: null })],
  ['L shows why the last call popped', idle, press('l'), act({ type: 'ledger', call: null })],
  ['L without any call is left alone', { ...idle, hasLedger: false }, press('l'), pass],
  ['L closes the ledger', inLayer('ledger'), press('l'), act({ type: 'leave' })],
  ['→ goes to the next ledger', inLayer('ledger'), press('ArrowRight'), act({ type: 'step-ledger', by: 1 })],
  ['↓ scrolls the ledger', inLayer('ledger'), press('ArrowDown'), pass],
  ['H works under the ledger', inLayer('ledger'), press('h'), call('hold')],
  ['/ opens the dial line', idle, press('/'), act({ type: 'open-dial', typed: '' })],
  ['a digit opens the dial line and is typed', active, press('7'), act({ type: 'open-dial', typed: '7' })],
  ['+ opens the dial line and is typed', idle, press('+'), act({ type: 'open-dial', typed: '+' })],
  ['Ctrl+K opens the palette', active, press('k', { ctrl: true }), act({ type: 'open', layer: 'palette' })],
  ['? opens the sheet of keys', idle, press('?', { shift: true }), act({ type: 'open', layer: 'keys' })],
  ['↓ goes to the next call', active, press('ArrowDown'), act({ type: 'step-focus', by: 1 })],
  ['↑ goes to the previous call', active, press('ArrowUp'), act({ type: 'step-focus', by: -1 })],
  ['↑ without calls scrolls', idle, press('ArrowUp'), pass],
  ['Alt+2 goes to the second call', active, press('2', { alt: true }), act({ type: 'focus-call', call: bob })],
  ['Alt+3 without a third call does nothing', active, press('3', { alt: true }), swallow],
  ['H in a text field is text', active, press('h', text), pass],
  ['Esc in a text field of no layer is left alone', active, press('Escape', text), pass],
  ['a digit in a text field is text', active, press('5', text), pass],
  [
    'Ctrl+K works from a text field',
    active,
    press('k', { ...text, ctrl: true }),
    act({ type: 'open', layer: 'palette' }),
  ],
  ['Ctrl+V in a text field pastes', active, press('v', { ...text, ctrl: true }), pass],
  ['Alt and a digit that types a character is text', active, press('¡', { ...text, alt: true, code: 'Digit1' }), pass],
  ['Enter on a button is the button’s', ringing, press('Enter', { target: 'button' }), pass],
  ['a held-down Enter on a button is nobody’s', ringing, press('Enter', { target: 'button', repeat: true }), swallow],
  ['H from a button still holds', active, press('h', { target: 'button' }), call('hold')],
  ['Enter in the dial line dials', inLayer('dial'), press('Enter', text), act({ type: 'dial', row: null })],
  ['Enter held down dials once', inLayer('dial'), press('Enter', { ...text, repeat: true }), swallow],
  ['Backspace may repeat in the dial line', inLayer('dial'), press('Backspace', { ...text, repeat: true }), pass],
  ['Esc leaves the dial line', inLayer('dial'), press('Escape', text), act({ type: 'leave' })],
  ['↓ chooses in the palette', inLayer('palette'), press('ArrowDown', text), act({ type: 'move', by: 1 })],
  [
    '↓ may repeat in the palette',
    inLayer('palette'),
    press('ArrowDown', { ...text, repeat: true }),
    act({ type: 'move', by: 1 }),
  ],
  ['Enter runs in the palette', inLayer('palette'), press('Enter', text), act({ type: 'run', entry: null })],
  ['Ctrl+K closes the palette', inLayer('palette'), press('k', { ...text, ctrl: true }), act({ type: 'leave' })],
  ['a letter in the palette is text', inLayer('palette'), press('h', text), pass],
  ['? closes the sheet of keys', inLayer('keys'), press('?'), act({ type: 'leave' })],
  ['H works under the sheet of keys', inLayer('keys'), press('h'), call('hold')],
  ['D is a digit in digits mode', inLayer('digits'), press('d'), act({ type: 'digit', digit: 'D' })],
  ['# is a digit in digits mode', inLayer('digits'), press('#', { shift: true }), act({ type: 'digit', digit: '#' })],
  ['a repeated digit is sent once', inLayer('digits'), press('5', { repeat: true }), swallow],
  ['T opens the picker', on(['transfer']), press('t'), call('transfer')],
  ['P parks', on(['park']), press('p'), call('park')],
  ['Shift+P opens the parked list', idle, press('P', { shift: true }), act({ type: 'open', layer: 'parked' })],
  ['Enter completes a consultation', consulting, press('Enter'), call('complete')],
  ['S swaps', consulting, press('s'), call('swap')],
  ['Esc cancels a consultation and arms nothing', consulting, press('Escape'), call('cancelConsult')],
  ['Ctrl+Z takes a caller back who is not focused', moved, press('z', { ctrl: true }), takeBack],
  ['Ctrl+Z without anybody to take back is left alone', active, press('z', { ctrl: true }), pass],
  ['Ctrl+Z in a text field undoes text only', moved, press('z', { ...text, ctrl: true }), pass],
  ['Ctrl+Z in the picker undoes text only', pickerMoved, press('z', { ...text, ctrl: true }), pass],
  ['Enter in the picker transfers', inLayer('transfer'), press('Enter', text), act({ type: 'send', how: 'transfer' })],
  [
    'Shift+Enter in the picker consults',
    inLayer('transfer'),
    press('Enter', { ...text, shift: true }),
    act({ type: 'send', how: 'consult' }),
  ],
  [
    'Ctrl+Enter in the picker goes to voicemail',
    inLayer('transfer'),
    press('Enter', { ...text, ctrl: true }),
    act({ type: 'send', how: 'toVoicemail' }),
  ],
  ['Enter held down in the picker sends once', inLayer('transfer'), press('Enter', { ...text, repeat: true }), swallow],
  ['a letter in the picker is text', inLayer('transfer'), press('h', text), pass],
  ['Esc leaves the picker', inLayer('transfer'), press('Escape', text), act({ type: 'leave' })],
  ['↓ chooses in the dial line', inLayer('dial'), press('ArrowDown', text), act({ type: 'move', by: 1 })],
  ['Enter fetches in the parked list', inLayer('parked'), press('Enter'), act({ type: 'retrieve', slot: null })],
  ['a digit in the parked list is a slot’s', inLayer('parked'), press('7'), act({ type: 'slot-digit', digit: '7' })],
  ['Shift+P closes the parked list', inLayer('parked'), press('P', { shift: true }), act({ type: 'leave' })],
  ['Esc leaves digits mode and arms nothing', inLayer('digits'), press('Escape'), act({ type: 'leave' })],
];

describe('a key press', () => {
  it.each(rows)('%s', (_what, state, key, outcome) => {
    expect(resolveKey(state, key, 5000)).toEqual(outcome);
  });
});

describe('the second Esc', () => {
  const armed = { call: alice, action: 'hangUp', until: 6500 } as const;

  it('hangs up within the time', () => {
    expect(resolveKey({ ...active, armed }, press('Escape'), 6499)).toEqual(call('hangUp'));
  });

  it('only arms again after the time', () => {
    expect(resolveKey({ ...active, armed }, press('Escape'), 6500)).toEqual(arm('hangUp', null));
  });

  it('only arms when the first was for another call', () => {
    expect(resolveKey({ ...active, armed: { ...armed, call: bob } }, press('Escape'), 6000)).toEqual(
      arm('hangUp', null),
    );
  });

  it('only arms when the call was ringing at the first and is answered now', () => {
    const wasRinging = { ...armed, action: 'decline' } as const;
    expect(resolveKey({ ...active, armed: wasRinging }, press('Escape'), 6000)).toEqual(arm('hangUp', null));
  });

  it('does not count when it is the first one held down', () => {
    expect(resolveKey({ ...active, armed }, press('Escape', { repeat: true }), 6000)).toEqual(swallow);
  });
});

describe('a card that has just appeared', () => {
  const fresh: KeyState = { ...ringing, guard: { ...openGuard, target: 'live alice', paintedAt: 5000 } };

  it('takes no key at first', () => {
    expect(resolveKey(fresh, press('Enter'), 5299)).toEqual(swallow);
    expect(resolveKey(fresh, press('Escape'), 5299)).toEqual(swallow);
  });

  it('is not completed, cancelled or taken back by a key meant for something else', () => {
    const consultation = { ...fresh, focused: { id: alice, can: ['complete', 'cancelConsult'] as const } };
    expect(resolveKey(consultation, press('Enter'), 5299)).toEqual(swallow);
    expect(resolveKey(consultation, press('Escape'), 5299)).toEqual(swallow);
    expect(resolveKey({ ...fresh, takeBack: alice }, press('z', { ctrl: true }), 5299)).toEqual(swallow);
  });

  it('takes keys after 300 ms', () => {
    expect(resolveKey(fresh, press('Enter'), 5300)).toEqual(call('answer'));
  });

  it('does not keep the desk’s own keys from working', () => {
    expect(resolveKey(fresh, press('/'), 5001)).toEqual(act({ type: 'open-dial', typed: '' }));
  });
});

describe('the keymap', () => {
  it('gives no chord two meanings in one place', () => {
    for (const where of ['ringing', 'call', 'consult', 'moved', 'ended'] as const) {
      const chords = callKeys
        .filter(
          (row) =>
            row.where === where &&
            !['resume', 'unmute', 'pauseRecording', 'resumeRecording', 'mix'].includes(row.action),
        )
        .map((row) => row.chords.join(' '));
      expect(new Set(chords).size).toBe(chords.length);
    }
    const desk = deskKeys.flatMap((row) => row.chords);
    expect(new Set(desk).size).toBe(desk.length);
    expect(callKeys.filter((row) => desk.includes(row.chords[0]))).toEqual([]);
  });

  it('has no Ctrl+Alt chord, which would be AltGr', () => {
    const all = [...callKeys.flatMap((row) => row.chords), ...deskKeys.flatMap((row) => row.chords)];
    expect(all.filter((chord) => chord.includes('Ctrl+Alt'))).toEqual([]);
  });
});
