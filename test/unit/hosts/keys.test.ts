import { describe, expect, test } from 'vitest';
import { acceleratorOf, readChord, typesText } from '../../../main/hosts/keys/chord.ts';

const types = (text: string, platform: NodeJS.Platform) => {
  const chord = readChord(text);
  if (chord === null) throw new Error(`${text} is no chord`);
  return typesText(chord, platform);
};

describe('a key of the whole system', () => {
  test.each([
    ['Ctrl+Shift+F9', 'Control+Shift+F9'],
    ['Ctrl+Alt+ArrowUp', 'Control+Alt+Up'],
    ['Meta+K', 'Super+K'],
    ['F13', 'F13'],
    ['MediaPlayPause', 'MediaPlayPause'],
  ])('%s is asked for as %s', (text, accelerator) => {
    const chord = readChord(text);
    expect(chord && acceleratorOf(chord)).toBe(accelerator);
  });

  test.each(['', 'Ctrl', 'Ctrl+', 'Ctrl+Ctrl+A', 'Strg+A', 'F25', 'ä', 'Ctrl+Nonsense', '+'])('%s is none', (text) => {
    expect(readChord(text)).toBeNull();
  });

  test('that is AltGr on many keyboards is text, on Windows and Linux', () => {
    for (const platform of ['win32', 'linux'] as const) {
      expect(types('Ctrl+Alt+Q', platform)).toBe(true);
      expect(types('Ctrl+Alt+Shift+7', platform)).toBe(true);
      expect(types('Shift+A', platform)).toBe(true);
      expect(types('7', platform)).toBe(true);
      expect(types('Ctrl+Q', platform)).toBe(false);
      expect(types('Alt+Q', platform)).toBe(false);
      expect(types('Ctrl+Alt+F9', platform)).toBe(false);
      expect(types('Ctrl+Shift+F9', platform)).toBe(false);
    }
  });

  test('with Option is text on macOS', () => {
    expect(types('Alt+Q', 'darwin')).toBe(true);
    expect(types('Alt+Shift+Q', 'darwin')).toBe(true);
    expect(types('Ctrl+Alt+Q', 'darwin')).toBe(false);
    expect(types('Meta+Q', 'darwin')).toBe(false);
  });
});
