import type { ListenHow } from '../../preload/contract/listening.ts';
import type { CallAction } from '../../preload/contract/views.ts';
import type { SendHow } from '../desk/target-rows.ts';
import { t } from '../i18n/texts.ts';

export type DeskCommand =
  | 'dial'
  | 'palette'
  | 'keys'
  | 'previousCall'
  | 'nextCall'
  | 'nthCall'
  | 'parked'
  | 'ledger'
  | 'history'
  | 'messages'
  | 'contacts'
  | 'editContact'
  | 'queues'
  | 'openLink'
  | 'ring'
  | 'settings'
  | 'reshape'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoomReset';

/** A key that acts on the focused call, where `can` allows the action. Two chords are pressed one after the other. */
export interface CallKey {
  readonly action: CallAction;
  readonly where: 'ringing' | 'call' | 'conference' | 'otherPhone' | 'consult' | 'moved' | 'ended';
  readonly chords: readonly [string] | readonly [string, string];
}

export interface DeskKey {
  readonly command: DeskCommand;
  readonly chords: readonly string[];
}

/** The one table of keys. Each action's first row is the key that is shown. */
export const callKeys: readonly CallKey[] = [
  { action: 'answer', where: 'ringing', chords: ['Enter'] },
  { action: 'silence', where: 'ringing', chords: ['Escape'] },
  { action: 'decline', where: 'ringing', chords: ['Escape', 'Escape'] },
  { action: 'bringHere', where: 'otherPhone', chords: ['B'] },
  { action: 'moveToPhone', where: 'call', chords: ['B'] },
  { action: 'hold', where: 'call', chords: ['H'] },
  { action: 'resume', where: 'call', chords: ['H'] },
  { action: 'mute', where: 'call', chords: ['M'] },
  { action: 'unmute', where: 'call', chords: ['M'] },
  { action: 'digits', where: 'call', chords: ['D'] },
  { action: 'transfer', where: 'call', chords: ['T'] },
  { action: 'invite', where: 'conference', chords: ['T'] },
  { action: 'backToQueue', where: 'call', chords: ['Shift+T'] },
  { action: 'park', where: 'call', chords: ['P'] },
  { action: 'record', where: 'call', chords: ['R'] },
  { action: 'pauseRecording', where: 'call', chords: ['R'] },
  { action: 'resumeRecording', where: 'call', chords: ['R'] },
  { action: 'stopRecording', where: 'call', chords: ['Alt+R'] },
  { action: 'note', where: 'call', chords: ['N'] },
  { action: 'hangUp', where: 'call', chords: ['Escape', 'Escape'] },
  { action: 'complete', where: 'consult', chords: ['Enter'] },
  { action: 'swap', where: 'consult', chords: ['S'] },
  { action: 'conference', where: 'consult', chords: ['C'] },
  { action: 'mix', where: 'consult', chords: ['C'] },
  { action: 'cancelConsult', where: 'consult', chords: ['Escape'] },
  { action: 'takeBack', where: 'moved', chords: ['Ctrl+Z'] },
  { action: 'mark', where: 'ended', chords: ['M'] },
  { action: 'dismiss', where: 'ended', chords: ['Escape'] },
  { action: 'redial', where: 'ended', chords: ['R'] },
];

export const deskKeys: readonly DeskKey[] = [
  { command: 'dial', chords: ['/'] },
  { command: 'palette', chords: ['Ctrl+K'] },
  { command: 'keys', chords: ['?'] },
  { command: 'parked', chords: ['Shift+P'] },
  { command: 'ring', chords: ['Shift+R'] },
  { command: 'ledger', chords: ['L'] },
  { command: 'history', chords: ['Y'] },
  { command: 'messages', chords: ['G'] },
  { command: 'contacts', chords: ['A'] },
  { command: 'editContact', chords: ['E'] },
  { command: 'queues', chords: ['Q'] },
  { command: 'openLink', chords: ['O'] },
  { command: 'settings', chords: ['Ctrl+,'] },
  { command: 'reshape', chords: ['W'] },
  // Larger is = without Shift on many keyboards, and + with it or on the number pad.
  { command: 'zoomIn', chords: ['Ctrl+=', 'Ctrl++'] },
  { command: 'zoomOut', chords: ['Ctrl+-'] },
  { command: 'zoomReset', chords: ['Ctrl+0'] },
  { command: 'previousCall', chords: ['ArrowUp'] },
  { command: 'nextCall', chords: ['ArrowDown'] },
  { command: 'nthCall', chords: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `Alt+${n}`) },
];

/** A key of the target picker, for the highlighted row. `name` is what the settings call it. */
export interface SendKey {
  readonly name: string;
  readonly how: SendHow;
  readonly chord: string;
}

export const sendKeys: readonly SendKey[] = [
  { name: 'transferNow', how: 'transfer', chord: 'Enter' },
  { name: 'consult', how: 'consult', chord: 'Shift+Enter' },
  { name: 'toVoicemail', how: 'toVoicemail', chord: 'Ctrl+Enter' },
  { name: 'parkAndTell', how: 'parkAndTell', chord: 'Ctrl+Shift+Enter' },
];

/** In the target picker and the dial line, for a highlighted colleague whose phone rings. */
export const pickUpKey = 'Alt+Enter';

/** In the dial line, for a highlighted colleague who is on a call. */
export const listenKeys: readonly { readonly how: ListenHow; readonly chord: string }[] = [
  { how: 'listen', chord: 'Shift+Enter' },
  { how: 'whisper', chord: 'Ctrl+Enter' },
  { how: 'barge', chord: 'Ctrl+Shift+Enter' },
];

const arrows: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

/** What stands on the key cap, in the words of the keyboard: `Esc`, `↑`, `Ctrl+K` or `Strg+K`. */
export function capOf(chord: string): string {
  const named: Readonly<Record<string, string>> = { ...arrows, ...t.caps };
  const modifiers = /^(?:(?:Ctrl|Alt|Shift)\+)*/.exec(chord)?.[0] ?? '';
  const key = chord.slice(modifiers.length);
  return modifiers.replaceAll(/[A-Za-z]+/g, (name) => named[name] ?? name) + (named[key] ?? key);
}

/** The keys as they are now: the tables above, or what the settings make of them. */
export interface Keymap {
  readonly call: readonly CallKey[];
  readonly desk: readonly DeskKey[];
  readonly send: readonly SendKey[];
  readonly pickUp: string;
}

export const defaultKeymap: Keymap = { call: callKeys, desk: deskKeys, send: sendKeys, pickUp: pickUpKey };

/** The chord of a desk command. */
export const chordOfDesk = (keymap: Keymap, command: DeskCommand): string | undefined =>
  keymap.desk.find((row) => row.command === command)?.chords[0];

/** The first chord of a call action. */
export const chordOfCall = (keymap: Keymap, action: CallAction): string | undefined =>
  keymap.call.find((row) => row.action === action)?.chords[0];

/** The caps of a call action, one per press. */
export function capsOfCall(keymap: Keymap, action: CallAction): readonly string[] {
  return keymap.call.find((row) => row.action === action)?.chords.map(capOf) ?? [];
}

export function capsOfDesk(keymap: Keymap, command: DeskCommand): readonly string[] {
  const chords = keymap.desk.find((row) => row.command === command)?.chords ?? [];
  return chords.slice(0, 1).map(capOf);
}

/** For `aria-keyshortcuts`, which spells Ctrl out; a sequence cannot be told there, so its first press stands for it. */
const spelt = (chord: string | undefined): string | undefined => chord?.replace('Ctrl+', 'Control+');
export const shortcutOfCall = (keymap: Keymap, action: CallAction): string | undefined =>
  spelt(chordOfCall(keymap, action));
export const shortcutOfDesk = (keymap: Keymap, command: DeskCommand): string | undefined =>
  spelt(chordOfDesk(keymap, command));
