import type { AwayView } from '../../preload/contract/away.ts';
import type { CallAction, CallId } from '../../preload/contract/views.ts';
import type { DeskAct } from '../desk/act.ts';
import { awayAct } from './away-keys.ts';
import { type Guard, takesKey } from './guard.ts';
import { historyAct, historyFieldAct } from './history-keys.ts';
import { chordOf, isNoKey, type KeyPress } from './key-press.ts';
import { chordOfCall, chordOfDesk, type DeskCommand, type Keymap, listenKeys } from './keymap.ts';
import { messagesAct } from './messages-keys.ts';
import { queueFieldAct, queuesAct } from './queue-keys.ts';

export type LayerKind =
  | 'none'
  | 'dial'
  | 'palette'
  | 'keys'
  | 'digits'
  | 'transfer'
  | 'parked'
  | 'ledger'
  | 'note'
  | 'mark'
  | 'history'
  | 'historyField'
  | 'historyMark'
  | 'messages'
  | 'contacts'
  | 'queues'
  | 'queueReason'
  | 'queueField'
  | 'away'
  | 'settings';

export interface Armed {
  readonly call: CallId;
  readonly action: CallAction;
  readonly until: number;
}

export interface KeyState {
  readonly keymap: Keymap;
  readonly layer: LayerKind;
  readonly focused: { readonly id: CallId; readonly can: readonly CallAction[] } | null;
  /** The cards from top to bottom. */
  readonly order: readonly CallId[];
  /** There is a call, now or earlier today, whose ledger can be shown. */
  readonly hasLedger: boolean;
  /** The caller that would be taken back. */
  readonly takeBack: CallId | null;
  readonly armed: Armed | null;
  readonly guard: Guard;
  /** A message was deleted, and can still be had back. */
  readonly undoDelete: boolean;
  /** Whoever was away: asked (`nothing`), or what was done. */
  readonly away: AwayView['did'];
  /** Enter may dial: what stands in the dial line was not put there just now by another program. */
  readonly dials: boolean;
  /** The window's zoom is ours; elsewhere the browser has those keys. */
  readonly zooms: boolean;
}

export type Resolution =
  /** Not ours: the browser and the focused element have it. */
  | { readonly kind: 'pass' }
  /** Ours, but it does nothing now. */
  | { readonly kind: 'swallow' }
  | { readonly kind: 'act'; readonly act: DeskAct };

const pass: Resolution = { kind: 'pass' };
const swallow: Resolution = { kind: 'swallow' };
const act = (what: DeskAct): Resolution => ({ kind: 'act', act: what });

/** What a key press does. `now` is on the clock of the press and of the guard. */
export function resolveKey(state: KeyState, press: KeyPress, now: number): Resolution {
  const chord = chordOf(press);
  if (isNoKey(press) || chord === null) return pass;
  if (press.target === 'button' && (chord === 'Enter' || chord === ' ')) return press.repeat ? swallow : pass;
  const found = inLayer(state, chord) ?? (isText(press, chord) ? null : onDesk(state, chord, now));
  if (found === null) return pass;
  if (press.repeat && !(found.kind === 'act' && found.act.type === 'move')) return swallow;
  return found;
}

/** A key that types into a field is text; a chord with Ctrl or Alt that types nothing is still a command. */
function isText(press: KeyPress, chord: string): boolean {
  if (press.target !== 'text') return false;
  if (chord === 'Ctrl+Z') return true;
  return !(press.ctrl || (press.alt && /^[0-9]$/.test(press.key)));
}

function inLayer(state: KeyState, chord: string): Resolution | null {
  switch (state.layer) {
    case 'none':
      return null;
    case 'dial':
      if (chord === 'Enter') return state.dials ? act({ type: 'dial', row: null }) : swallow;
      if (chord === state.keymap.pickUp) return act({ type: 'pick-up', whom: 'chosen' });
      return actOrNull(listenAct(chord)) ?? leaveOrMove(chord);
    case 'transfer':
      return inPicker(state.keymap, chord);
    case 'parked':
      return inParked(state.keymap, chord);
    case 'palette':
      return inPalette(state.keymap, chord);
    case 'ledger':
      return inLedger(state.keymap, chord);
    case 'history':
      return actOrNull(historyAct(state.keymap, chord)) ?? leaveOrMove(chord);
    case 'historyField':
    case 'historyMark':
      return actOrNull(historyFieldAct(chord, state.layer === 'historyMark'));
    case 'messages':
      return actOrNull(messagesAct(state.keymap, chord)) ?? leaveOrMove(chord);
    case 'mark':
      if (/^[0-9]$/.test(chord)) return act({ type: 'mark', digit: chord });
      return chord === 'Escape' ? act({ type: 'leave' }) : null;
    case 'queues':
      return actOrNull(queuesAct(state.keymap, chord)) ?? leaveOrMove(chord);
    case 'queueReason':
    case 'queueField':
      return actOrNull(queueFieldAct(chord, state.layer === 'queueReason'));
    case 'away':
      return actOrNull(awayAct(chord, state.away));
    case 'note':
      return chord === 'Enter' || chord === 'Escape' ? act({ type: 'leave' }) : null;
    case 'contacts':
      return chord === 'Escape' ? act({ type: 'leave' }) : null;
    case 'settings':
      return chord === 'Escape' || chord === chordOfDesk(state.keymap, 'settings') ? act({ type: 'leave' }) : null;
    case 'keys':
      return chord === 'Escape' || chord === chordOfDesk(state.keymap, 'keys') ? act({ type: 'leave' }) : null;
    case 'digits':
      if (/^[0-9*#A-D]$/.test(chord)) return act({ type: 'digit', digit: chord });
      return chord === 'Escape' ? act({ type: 'leave' }) : null;
  }
}

function listenAct(chord: string): DeskAct | null {
  const key = listenKeys.find((row) => row.chord === chord);
  return key === undefined ? null : { type: 'listen', how: key.how, whom: 'chosen' };
}

const actOrNull = (found: DeskAct | null): Resolution | null => (found === null ? null : act(found));

function inPalette(keymap: Keymap, chord: string): Resolution | null {
  if (chord === 'Enter') return act({ type: 'run', entry: null });
  return chord === chordOfDesk(keymap, 'palette') ? act({ type: 'leave' }) : leaveOrMove(chord);
}

function inPicker(keymap: Keymap, chord: string): Resolution | null {
  if (chord === keymap.pickUp) return act({ type: 'pick-up', whom: 'chosen' });
  const key = keymap.send.find((row) => row.chord === chord);
  return key === undefined ? leaveOrMove(chord) : act({ type: 'send', how: key.how });
}

function inParked(keymap: Keymap, chord: string): Resolution | null {
  if (chord === 'Enter') return act({ type: 'retrieve', slot: null });
  if (chord === chordOfDesk(keymap, 'parked')) return act({ type: 'leave' });
  return /^[0-9*#]$/.test(chord) ? act({ type: 'slot-digit', digit: chord }) : leaveOrMove(chord);
}

/** Up and down are left to the browser, which scrolls. */
function inLedger(keymap: Keymap, chord: string): Resolution | null {
  if (chord === 'ArrowLeft') return act({ type: 'step-ledger', by: -1 });
  if (chord === 'ArrowRight') return act({ type: 'step-ledger', by: 1 });
  if (chord === 'ArrowUp' || chord === 'ArrowDown') return pass;
  return chord === 'Escape' || chord === chordOfDesk(keymap, 'ledger') ? act({ type: 'leave' }) : null;
}

function leaveOrMove(chord: string): Resolution | null {
  switch (chord) {
    case 'Escape':
      return act({ type: 'leave' });
    case 'ArrowUp':
      return act({ type: 'move', by: -1 });
    case 'ArrowDown':
      return act({ type: 'move', by: 1 });
    default:
      return null;
  }
}

function onDesk(state: KeyState, chord: string, now: number): Resolution | null {
  const found = state.keymap.desk.find((row) => row.chords.includes(chord));
  if (found !== undefined) return deskCommand(state, found.command, chord);
  if (/^[0-9+*#]$/.test(chord)) return act({ type: 'open-dial', typed: chord });
  if (chord === chordOfCall(state.keymap, 'takeBack')) return takeBack(state, now);
  const wanted = onCall(state, chord, now);
  return wanted !== null && !takesKey(state.guard, now) ? swallow : wanted;
}

function deskCommand(state: KeyState, command: DeskCommand, chord: string): Resolution {
  switch (command) {
    case 'dial':
      return act({ type: 'open-dial', typed: '' });
    case 'palette':
    case 'keys':
    case 'parked':
      return act({ type: 'open', layer: command });
    case 'ledger':
      return state.hasLedger ? act({ type: 'ledger', call: null }) : pass;
    case 'history':
      return act({ type: 'history', what: 'open' });
    case 'messages':
      return act({ type: 'messages', what: 'open' });
    case 'contacts':
      return act({ type: 'contacts', edit: false });
    case 'editContact':
      return state.focused === null ? pass : act({ type: 'contacts', edit: true });
    case 'queues':
      return act({ type: 'queues', what: 'open' });
    case 'openLink':
      return state.focused === null ? pass : act({ type: 'open-link', call: state.focused.id, label: null });
    case 'ring':
      return act({ type: 'mend-ring' });
    case 'settings':
      return act({ type: 'settings', section: null });
    case 'reshape':
      return act({ type: 'window', what: command });
    case 'zoomIn':
    case 'zoomOut':
    case 'zoomReset':
      return state.zooms ? act({ type: 'window', what: command }) : pass;
    case 'previousCall':
      return state.order.length === 0 ? pass : act({ type: 'step-focus', by: -1 });
    case 'nextCall':
      return state.order.length === 0 ? pass : act({ type: 'step-focus', by: 1 });
    case 'nthCall': {
      const call = state.order[Number(chord.at(-1)) - 1];
      return call === undefined ? swallow : act({ type: 'focus-call', call });
    }
  }
}

/** Works from whatever is focused: the agent has gone on to the next call. */
function takeBack(state: KeyState, now: number): Resolution {
  if (state.takeBack === null) return state.undoDelete ? act({ type: 'messages', what: 'undo' }) : pass;
  const focused = state.takeBack === state.focused?.id;
  if (focused && !takesKey(state.guard, now)) return swallow;
  return act({ type: 'call', call: state.takeBack, action: 'takeBack' });
}

/** The second press of an armed sequence wins; else the chord's own action and the sequence it begins. */
function onCall(state: KeyState, chord: string, now: number): Resolution | null {
  const { focused, armed } = state;
  if (focused === null) return null;
  const rows = state.keymap.call.filter((row) => row.chords[0] === chord && focused.can.includes(row.action));
  // In a consultation Esc goes one step back, to the caller, and begins nothing.
  const inConsultation = rows.find((row) => row.where === 'consult');
  if (inConsultation !== undefined) return act({ type: 'call', call: focused.id, action: inConsultation.action });
  const sequence = rows.find((row) => row.chords[1] === chord);
  const single = rows.find((row) => row.chords.length === 1);
  if (sequence !== undefined) {
    const second = armed?.call === focused.id && armed.action === sequence.action && now < armed.until;
    if (second) return act({ type: 'call', call: focused.id, action: sequence.action });
    return act({ type: 'arm', call: focused.id, action: sequence.action, also: single?.action ?? null });
  }
  return single === undefined ? null : act({ type: 'call', call: focused.id, action: single.action });
}
