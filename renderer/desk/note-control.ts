import type { Bridge } from '../../preload/contract/bridge.ts';
import type { CallId } from '../../preload/contract/views.ts';
import type { DeskStore } from './desk-store.ts';
import { failureText } from './outcome-text.ts';
import { oneLine } from './target-rows.ts';

const longest = 300;

/** The note of one call, saved with every key. */
export class NoteControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;

  constructor(bridge: Bridge, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
  }

  open(call: CallId): void {
    const known = this.#store.get().view?.calls.find((each) => each.id === call)?.note ?? null;
    this.#store.set({ layer: 'note', note: { call, text: known?.text ?? '', refused: null } });
  }

  async type(text: string): Promise<void> {
    const { note } = this.#store.get();
    if (note === null) return;
    const typed = oneLine(text, longest);
    this.#store.set({ note: { ...note, text: typed } });
    const failure = failureText(await this.#bridge.request.setNote({ call: note.call, text: typed }));
    const now = this.#store.get().note;
    if (now?.call === note.call) this.#store.set({ note: { ...now, refused: failure } });
  }
}
