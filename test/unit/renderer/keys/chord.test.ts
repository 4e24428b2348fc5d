import { describe, expect, it } from 'vitest';
import { chordOf, type KeyPress } from '../../../../renderer/keys/key-press.ts';
import { press } from './press.ts';

const rows: readonly (readonly [string, KeyPress, string | null])[] = [
  ['a small letter', press('h'), 'H'],
  ['a letter with caps lock on', press('H'), 'H'],
  ['a letter with shift', press('P', { shift: true }), 'Shift+P'],
  ['a letter with ctrl', press('k', { ctrl: true }), 'Ctrl+K'],
  ['ctrl and shift together', press('K', { ctrl: true, shift: true }), 'Ctrl+Shift+K'],
  ['a question mark, which a layout types with shift', press('?', { shift: true }), '?'],
  ['a digit that a layout types with shift', press('2', { shift: true, code: 'Digit2' }), '2'],
  ['alt and a digit by position', press('é', { alt: true, code: 'Digit2' }), 'Alt+2'],
  ['alt and a digit of the number pad', press('2', { alt: true, code: 'Numpad2' }), 'Alt+2'],
  ['a letter of another alphabet by its key', press('р', { code: 'KeyH' }), 'H'],
  ['German: a slash is Shift+7', press('/', { shift: true, code: 'Digit7' }), '/'],
  ['German: a question mark is Shift+ß', press('?', { shift: true, code: 'Minus' }), '?'],
  ['German: Ctrl+Z is where Y is', press('z', { ctrl: true, code: 'KeyY' }), 'Ctrl+Z'],
  ['French: M is right of L', press('m', { code: 'Semicolon' }), 'M'],
  ['Dvorak: H is where J is', press('h', { code: 'KeyJ' }), 'H'],
  ['Russian: Ctrl+Z by its key', press('я', { ctrl: true, code: 'KeyZ' }), 'Ctrl+Z'],
  ['Greek: T by its key, with shift', press('Τ', { shift: true, code: 'KeyT' }), 'Shift+T'],
  ['a named key with shift', press('Enter', { shift: true }), 'Shift+Enter'],
  ['AltGr, which types text', press('h', { altGraph: true, ctrl: true, alt: true }), null],
  ['the Windows or Command key', press('h', { meta: true }), null],
  ['a modifier by itself', press('Shift', { shift: true }), null],
  ['a key an input method composes with', press('h', { composing: true }), null],
];

describe('a chord', () => {
  it.each(rows)('names %s', (_what, key, chord) => {
    expect(chordOf(key)).toBe(chord);
  });
});
