import type { KeyPress } from '../../../../renderer/keys/key-press.ts';

/** A key press as a test writes it: `press('H')`, `press('k', { ctrl: true })`. */
export const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrl: false,
  alt: false,
  shift: false,
  meta: false,
  altGraph: false,
  composing: false,
  repeat: false,
  target: 'other',
  ...more,
});
