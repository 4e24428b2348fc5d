/** What the dispatcher needs of a keyboard event, so that rules are tested without a browser. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
  /** AltGr types text on most layouts; Windows reports it as Ctrl+Alt as well. */
  readonly altGraph: boolean;
  readonly composing: boolean;
  readonly repeat: boolean;
  readonly target: 'text' | 'button' | 'other';
}

const modifierKeys = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn', 'OS']);

/** A modifier by itself, or a key an input method is still composing with. */
export const isNoKey = (press: KeyPress): boolean =>
  press.composing || modifierKeys.has(press.key) || press.key === 'Dead' || press.key === 'Process';

/** `Ctrl+K`, `Shift+P`, `Alt+2`, `?`, `Escape`; null when the press is nothing a chord can name. */
export function chordOf(press: KeyPress): string | null {
  if (isNoKey(press) || press.meta || press.altGraph) return null;
  const key = keyName(press);
  // The shift that a layout needs to type "?" or "/" is part of the character.
  const shift = press.shift && (key.length > 1 || isLetter(key));
  return `${press.ctrl ? 'Ctrl+' : ''}${press.alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`;
}

const isLetter = (key: string): boolean => /^\p{L}$/u.test(key);

/** Digits with Alt by position (on some layouts they are shifted), letters of other alphabets by their key's Latin one. */
function keyName(press: KeyPress): string {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(press.code)?.[1];
  if (press.alt && digit !== undefined) return digit;
  const latin = /^Key([A-Z])$/.exec(press.code)?.[1];
  if (latin !== undefined && isLetter(press.key) && press.key.charCodeAt(0) > 127) return latin;
  return press.key.length === 1 ? press.key.toUpperCase() : press.key;
}

export function toKeyPress(event: KeyboardEvent): KeyPress {
  return {
    key: event.key,
    code: event.code,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey,
    meta: event.metaKey,
    altGraph: event.getModifierState('AltGraph'),
    composing: event.isComposing,
    repeat: event.repeat,
    target: targetOf(event.target),
  };
}

function targetOf(target: EventTarget | null): KeyPress['target'] {
  if (!(target instanceof Element)) return 'other';
  if (target.closest('input, textarea, select, [contenteditable]') !== null) return 'text';
  return target.closest('button, a[href]') === null ? 'other' : 'button';
}
