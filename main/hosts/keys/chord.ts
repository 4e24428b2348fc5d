/** A key with its modifiers, as the settings write it: `Ctrl+Shift+F9`. */
export interface Chord {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** Command on macOS, the Windows key elsewhere. */
  readonly meta: boolean;
  readonly key: string;
}

const named =
  /^(?:F(?:[1-9]|1[0-9]|2[0-4])|Enter|Escape|Delete|Insert|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right)|Media(?:PlayPause|NextTrack|PreviousTrack|Stop)|Pause|ScrollLock)$/;

/** Null where it names no key, or one modifier twice. */
export function readChord(text: string): Chord | null {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  if (!(named.test(key) || /^[A-Z0-9]$/.test(key))) return null;
  const known = ['Ctrl', 'Alt', 'Shift', 'Meta'];
  if (!parts.every((part, index) => known.includes(part) && parts.indexOf(part) === index)) return null;
  const has = (name: string): boolean => parts.includes(name);
  return { ctrl: has('Ctrl'), alt: has('Alt'), shift: has('Shift'), meta: has('Meta'), key };
}

/**
 * Whether the chord writes a character on some keyboard layout, so that typing would act on a caller. Ctrl+Alt is AltGr
 * on many layouts of Windows and Linux; Option is it on macOS. The layout may change at any moment, so what may be text
 * on one of them is text.
 */
export function typesText({ ctrl, alt, meta, key }: Chord, platform: NodeJS.Platform): boolean {
  if (key.length > 1 || meta) return false;
  if (platform === 'darwin') return !ctrl;
  return ctrl === alt;
}

const electronNames: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  ScrollLock: 'Scrolllock',
};

/** As Electron writes it. Ctrl is the Control key on every system, also on macOS. */
export function acceleratorOf({ ctrl, alt, shift, meta, key }: Chord): string {
  const modifiers = [ctrl && 'Control', alt && 'Alt', shift && 'Shift', meta && 'Super'].filter(
    (name) => name !== false,
  );
  return [...modifiers, electronNames[key] ?? key].join('+');
}
