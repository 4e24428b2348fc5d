import type { Bridge } from '../../preload/contract/bridge.ts';
import type { KnownPlaces } from '../search/known-places.ts';
import type { Target } from '../search/target.ts';
import type { DeskAct } from './act.ts';
import type { DeskStore } from './desk-store.ts';
import { paletteRows } from './palette-entries.ts';
import { oneLine, stepped } from './target-rows.ts';
import { TargetSearch } from './target-search.ts';

/** The palette's query, its choice, and who could be called. */
export class PaletteControl {
  readonly #store: DeskStore;
  readonly #search: TargetSearch;

  constructor(bridge: Bridge, places: KnownPlaces, store: DeskStore) {
    this.#store = store;
    this.#search = new TargetSearch(bridge, places, (text, targets) => {
      if (oneLine(store.get().palette.query) === text) this.#show(targets ?? []);
    });
  }

  type(query: string): void {
    const isEmpty = query.trim() === '';
    if (isEmpty) this.#search.stop();
    const people = isEmpty ? [] : (this.#search.ask(oneLine(query)).targets ?? []);
    this.#store.set({ palette: { query, selected: 0, people } });
  }

  /** Whoever comes later leaves the highlight on its row: an Enter means that one. */
  #show(people: readonly Target[]): void {
    const before = this.#store.get();
    const palette = { ...before.palette, people };
    const chosen = paletteRows(before)[palette.selected]?.id;
    const at = paletteRows({ ...before, palette }).findIndex(({ id }) => id === chosen);
    this.#store.set({ palette: { ...palette, selected: Math.max(0, at) } });
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
