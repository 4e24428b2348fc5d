import type { GlobalShortcut } from 'electron';
import type { GlobalAction, GlobalKey } from '../../../preload/contract/shell.ts';
import { acceleratorOf, readChord, typesText } from '../keys/chord.ts';

type Shortcuts = Pick<GlobalShortcut, 'register' | 'unregister'>;

/** Keys that work in every program. Another set takes the place of the one before. */
export class GlobalKeys {
  readonly #shortcuts: Shortcuts;
  readonly #platform: NodeJS.Platform;
  readonly #run: (action: GlobalAction) => void;
  #held: readonly string[] = [];

  constructor(shortcuts: Shortcuts, platform: NodeJS.Platform, run: (action: GlobalAction) => void) {
    this.#shortcuts = shortcuts;
    this.#platform = platform;
    this.#run = run;
  }

  /**
   * Asks the system for each key and says how it took it. A key that writes a character on some layout is not asked for:
   * typing must not act on a caller.
   */
  hold(wanted: Readonly<Partial<Record<GlobalAction, string>>>): readonly GlobalKey[] {
    this.release();
    const keys = (Object.entries(wanted) as [GlobalAction, string][]).map(([action, chord]) => ({
      action,
      chord,
      state: this.#register(action, chord),
    }));
    return keys;
  }

  release(): void {
    for (const accelerator of this.#held) this.#shortcuts.unregister(accelerator);
    this.#held = [];
  }

  #register(action: GlobalAction, text: string): GlobalKey['state'] {
    const chord = readChord(text);
    if (chord === null) return 'bad-chord';
    if (typesText(chord, this.#platform)) return 'types-text';
    const accelerator = acceleratorOf(chord);
    // Two actions on one key: the second would silently take it from the first.
    if (this.#held.includes(accelerator)) return 'taken';
    if (!this.#shortcuts.register(accelerator, () => this.#run(action))) return 'taken';
    this.#held = [...this.#held, accelerator];
    return 'registered';
  }
}
