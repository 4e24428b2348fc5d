import type { Bridge } from '../../preload/contract/bridge.ts';
import { t } from '../i18n/en.ts';
import { type DialLine, emptyDial } from './desk-state.ts';
import type { DeskStore } from './desk-store.ts';
import { failureText } from './outcome-text.ts';

/** The longest text `previewDial` and `dial` take. */
const mostCharacters = 100;

/** Types, previews and dials. What was typed stays until it is on its way or given up. */
export class DialLineControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;
  #asked = 0;

  constructor(bridge: Bridge, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
  }

  async type(text: string): Promise<void> {
    const typed = text.replaceAll(/[\r\n\t]+/g, ' ').slice(0, mostCharacters);
    this.#asked += 1;
    const asked = this.#asked;
    this.#set({ text: typed, refused: null, ...(typed.trim() === '' ? { preview: null } : {}) });
    if (typed.trim() === '') return;
    const reply = await this.#bridge.request.previewDial({ text: typed });
    if (asked === this.#asked && reply.ok) this.#set({ preview: reply.value });
  }

  append(text: string): Promise<void> {
    return this.type(this.#store.get().dial.text + text);
  }

  clear(): void {
    this.#asked += 1;
    this.#store.set({ dial: emptyDial });
  }

  /** Resolves true when the call is on its way. */
  async dial(): Promise<boolean> {
    const { text, busy } = this.#store.get().dial;
    const target = text.trim();
    if (target === '' || busy) return false;
    this.#set({ busy: true, refused: null });
    const reply = await this.#bridge.request.dial({ target });
    const failure = failureText(reply);
    if (failure !== null) {
      this.#set({ busy: false, refused: t.dial.refused(failure) });
      return false;
    }
    if (reply.ok && reply.value.outcome === 'unconfirmed') {
      this.#set({ busy: false, refused: t.dial.unconfirmed });
      return false;
    }
    this.clear();
    return true;
  }

  #set(change: Partial<DialLine>): void {
    this.#store.set({ dial: { ...this.#store.get().dial, ...change } });
  }
}
