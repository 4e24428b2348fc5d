import type { Bridge } from '../../preload/contract/bridge.ts';
import { t } from '../i18n/texts.ts';
import type { KnownPlaces } from '../search/known-places.ts';
import type { Target } from '../search/target.ts';
import { typedDigits } from '../search/typed-number.ts';
import { type DialLine, emptyDial } from './desk-state.ts';
import type { DeskStore } from './desk-store.ts';
import { failureText } from './outcome-text.ts';
import { RowGuard } from './row-guard.ts';
import { isSame, isSearching, oneLine, onlyMeant, sameRow, stepped } from './target-rows.ts';
import { freshFor, TargetSearch } from './target-search.ts';

/** Types, previews and dials. What was typed stays until it is on its way or given up. */
export class DialLineControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;
  readonly #search: TargetSearch;
  readonly #guard = new RowGuard();
  #asked = 0;
  /** The highlight is where somebody put it: it stays with that row. */
  #isChosen = false;

  constructor(bridge: Bridge, places: KnownPlaces, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
    this.#search = new TargetSearch(bridge, places, (...found) => this.#show(...found), freshFor);
  }

  #show(text: string, targets: readonly Target[] | null, again: boolean): void {
    const { dial } = this.#store.get();
    const same = sameRow(dial.targets ?? [], dial.selected, targets ?? []);
    const selected = again || this.#isChosen ? same : bestOf(text, targets);
    if (selected !== same) this.#guard.moved(performance.now());
    this.#set({ answered: text, targets, selected });
  }

  /** `asked`: where the text comes from, if it was not typed here. */
  async type(text: string, asked: DialLine['asked'] = null): Promise<void> {
    const typed = oneLine(text);
    this.#asked += 1;
    const turn = this.#asked;
    this.#isChosen = false;
    const line = { text: typed, refused: null, asked };
    if (typed.trim() === '') {
      this.#search.stop();
      return this.#set({ ...line, preview: null, answered: typed, targets: null, selected: null });
    }
    const found = this.#search.ask(typed);
    this.#set({ ...line, ...found, selected: bestOf(typed, found.targets) });
    this.#guard.put(performance.now());
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
    this.#isChosen = true;
    this.#set({ selected: stepped(selected, by, targets?.length ?? 0) });
    this.#guard.put(performance.now());
  }

  /** `struckAt`: when the key was struck. Resolves true when the call is on its way. */
  async dial(row: number | null, struckAt: number): Promise<boolean> {
    const { text, busy } = this.#store.get().dial;
    if (text.trim() === '' || busy) return false;
    this.#set({ busy: true, refused: null });
    const target = this.#meantNow(row, struckAt) ?? (await this.#meantSoon(struckAt));
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
  #meantNow(row: number | null, struckAt: number): string | null {
    const { dial } = this.#store.get();
    const typed = dial.text.trim();
    const chosen = row ?? dial.selected;
    if (isSearching(dial) || (chosen !== null && !this.#guard.takes(struckAt))) return typedDigits(typed);
    return chosen === null ? typed : (dial.targets?.[chosen]?.dials ?? typed);
  }

  /** A name that was typed faster than it was found waits for the one it can mean, or whom the key was struck at. */
  async #meantSoon(struckAt: number): Promise<string | null> {
    const before = this.#store.get().dial;
    const struck = this.#guard.takes(struckAt) ? chosen(before) : null;
    await this.#search.settled();
    const { dial } = this.#store.get();
    if (dial.text !== before.text) return null;
    const there = chosen(dial);
    if (struck !== null && there !== null && isSame(struck, there)) return there.dials;
    return (dial.targets ?? []).length === 0 ? before.text.trim() : (onlyMeant(dial)?.dials ?? null);
  }

  #set(change: Partial<DialLine>): void {
    this.#store.set({ dial: { ...this.#store.get().dial, ...change } });
  }
}

const chosen = ({ targets, selected }: DialLine): Target | null =>
  selected === null ? null : (targets?.[selected] ?? null);

/** What begins with a letter is a name, and its best match is meant; digits are dialled as they are. */
const bestOf = (text: string, targets: readonly Target[] | null): number | null =>
  /\p{L}/u.test(text) && targets !== null && targets.length > 0 ? 0 : null;
