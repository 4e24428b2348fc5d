import type { Bridge } from '../../preload/contract/bridge.ts';
import { t } from '../i18n/texts.ts';
import { type DialLine, emptyDial } from './desk-state.ts';
import type { DeskStore } from './desk-store.ts';
import { failureText } from './outcome-text.ts';
import { isSearching, oneLine, onlyMeant, sameRow, stepped, typedDigits } from './target-rows.ts';
import { freshFor, TargetSearch } from './target-search.ts';

/** Types, previews and dials. What was typed stays until it is on its way or given up. */
export class DialLineControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;
  readonly #search: TargetSearch;
  #asked = 0;

  constructor(bridge: Bridge, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
    this.#search = new TargetSearch(
      bridge,
      (text, targets, again) => {
        const { dial } = store.get();
        if (again) return this.#set({ targets, selected: sameRow(dial.targets ?? [], dial.selected, targets ?? []) });
        // What begins with a letter is a name, and its best match is meant; digits are dialled as they are.
        const named = /\p{L}/u.test(text) && targets !== null && targets.length > 0;
        this.#set({ answered: text, targets, selected: named ? 0 : null });
      },
      freshFor,
    );
  }

  /** `asked`: where the text comes from, if it was not typed here. */
  async type(text: string, asked: DialLine['asked'] = null): Promise<void> {
    const typed = oneLine(text);
    this.#asked += 1;
    const turn = this.#asked;
    this.#set({ text: typed, refused: null, asked, ...(typed.trim() === '' ? { preview: null } : {}) });
    if (typed.trim() === '') {
      this.#search.stop();
      return this.#set({ answered: typed, targets: null, selected: null });
    }
    this.#search.ask(typed);
    const reply = await this.#bridge.request.previewDial({ text: typed });
    if (turn === this.#asked && reply.ok) this.#set({ preview: reply.value });
  }

  append(text: string): Promise<void> {
    return this.type(this.#store.get().dial.text + text);
  }

  dispose(): void {
    this.#search.stop();
  }

  clear(): void {
    this.#asked += 1;
    this.#search.stop();
    this.#store.set({ dial: emptyDial });
  }

  move(by: 1 | -1): void {
    const { targets, selected } = this.#store.get().dial;
    this.#set({ selected: stepped(selected, by, targets?.length ?? 0) });
  }

  /** Resolves true when the call is on its way. */
  async dial(row: number | null): Promise<boolean> {
    const { text, busy } = this.#store.get().dial;
    if (text.trim() === '' || busy) return false;
    this.#set({ busy: true, refused: null });
    const target = this.#meantNow(row) ?? (await this.#meantSoon());
    if (target === null) {
      this.#set({ busy: false });
      return false;
    }
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

  /** A chosen row, or what is typed; null while a name is still looked for. */
  #meantNow(row: number | null): string | null {
    const { dial } = this.#store.get();
    const typed = dial.text.trim();
    const chosen = row ?? dial.selected;
    if (isSearching(dial)) return typedDigits(typed);
    return chosen === null ? typed : (dial.targets?.[chosen]?.dials ?? typed);
  }

  /** A name that was typed faster than it was found waits for the one it can mean. */
  async #meantSoon(): Promise<string | null> {
    const { text } = this.#store.get().dial;
    await this.#search.settled();
    const { dial } = this.#store.get();
    if (dial.text !== text) return null;
    return (dial.targets ?? []).length === 0 ? text.trim() : (onlyMeant(dial)?.dials ?? null);
  }

  #set(change: Partial<DialLine>): void {
    this.#store.set({ dial: { ...this.#store.get().dial, ...change } });
  }
}
