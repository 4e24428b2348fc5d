import type { Bridge } from '../../preload/contract/bridge.ts';
import type { DeskAct } from './act.ts';
import type { DeskStore } from './desk-store.ts';
import { paletteRows } from './palette-entries.ts';
import { oneLine, stepped } from './target-rows.ts';
import { TargetSearch } from './target-search.ts';

/** The palette's query, its choice, and who could be called. */
export class PaletteControl {
  readonly #store: DeskStore;
  readonly #search: TargetSearch;

  constructor(bridge: Bridge, store: DeskStore) {
    this.#store = store;
    this.#search = new TargetSearch(bridge, (text, targets) => {
      const { palette } = store.get();
      if (oneLine(palette.query) === text) store.set({ palette: { ...palette, people: targets ?? [] } });
    });
  }

  type(query: string): void {
    this.#store.set({ palette: { query, selected: 0, people: [] } });
    if (query.trim() === '') this.#search.stop();
    else this.#search.ask(oneLine(query));
  }

  move(by: 1 | -1): void {
    const state = this.#store.get();
    const selected = stepped(state.palette.selected, by, paletteRows(state).length);
    if (selected !== null) this.#store.set({ palette: { ...state.palette, selected } });
  }

  /** What the named entry does, or the chosen one. */
  chosen(entry: string | null): DeskAct | null {
    const state = this.#store.get();
    const rows = paletteRows(state);
    const row = entry === null ? rows[state.palette.selected] : rows.find((each) => each.id === entry);
    return row?.act ?? null;
  }
}
