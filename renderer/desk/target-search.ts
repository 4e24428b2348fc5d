import type { Bridge } from '../../preload/contract/bridge.ts';
import { type KnownPlaces, nothingOutside, type Outside } from '../search/known-places.ts';
import type { Target } from '../search/target.ts';

/** What is found for a text: `answered` is the text once nothing more is awaited, and null before. */
export interface FoundNow {
  readonly answered: string | null;
  /** null: nothing is known, or (once answered) main could not be asked. */
  readonly targets: readonly Target[] | null;
}

/**
 * What was found for `text` when nothing more was awaited. `again`: the same text, looked at once more for what its targets
 * are doing by now.
 */
export type ShowTargets = (text: string, targets: readonly Target[] | null, again: boolean) => void;

/** How old the state beside a target may be where somebody looks at it, ms. */
export const freshFor = 1_000;

/**
 * Finds targets as somebody types: at once among what this page knows, and with what only main knows of the text as soon
 * as it answers, one question at a time, the newest; and again, for as long as the list stands there, since what its people
 * do changes.
 */
export class TargetSearch {
  readonly #bridge: Bridge;
  readonly #places: KnownPlaces;
  readonly #show: ShowTargets;
  readonly #refreshEvery: number | null;
  #wanted: string | null = null;
  /** Not all that can be known of it was shown. */
  #isAwaited = false;
  #running: Promise<void> | null = null;
  /** What changed before the list was opened is known. */
  #isFresh = false;
  #isRefreshing = false;
  #outside: { readonly text: string; readonly found: Outside } | null = null;
  #refresh: ReturnType<typeof setInterval> | undefined;

  /** `refreshEvery` in ms; null: nobody looks at what the targets are doing. */
  constructor(bridge: Bridge, places: KnownPlaces, show: ShowTargets, refreshEvery: number | null = null) {
    this.#bridge = bridge;
    this.#places = places;
    this.#show = show;
    this.#refreshEvery = refreshEvery;
  }

  /** What is found at once. Where that is not all, `show` is called when it is. */
  ask(text: string): FoundNow {
    this.#wanted = text;
    clearInterval(this.#refresh);
    if (this.#refreshEvery !== null) this.#refresh = setInterval(() => void this.#again(), this.#refreshEvery);
    const isAll = this.#isAll(text);
    this.#isAwaited = !isAll;
    if (!isAll) this.#running ??= this.#run();
    const targets = this.#places.areThere ? this.#places.find(text, this.#outsideOf(text)) : null;
    return { answered: isAll ? text : null, targets };
  }

  /** What is still to be answered is no longer wanted. */
  stop(): void {
    clearInterval(this.#refresh);
    this.#wanted = null;
    this.#isFresh = false;
    this.#outside = null;
  }

  /** Resolves when nothing more is awaited for the newest text. */
  settled(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  #isAll(text: string): boolean {
    return this.#isFresh && (!this.#places.asksMain(text) || this.#outside?.text === text);
  }

  #outsideOf(text: string): Outside {
    return this.#outside?.text === text ? this.#outside.found : nothingOutside;
  }

  async #run(): Promise<void> {
    while (this.#wanted !== null && this.#isAwaited) {
      const text = this.#wanted;
      const isKnown = await this.#learn(text);
      if (text !== this.#wanted || !this.#isAwaited) continue;
      this.#isAwaited = false;
      this.#show(text, isKnown ? this.#places.find(text, this.#outsideOf(text)) : null, false);
    }
    this.#running = null;
  }

  /** False where main cannot be asked. */
  async #learn(text: string): Promise<boolean> {
    const isFresh = this.#isFresh || (await this.#places.refresh());
    if (this.#wanted === null || !isFresh) return false;
    this.#isFresh = true;
    if (!this.#places.asksMain(text)) return true;
    const reply = await this.#bridge.request.findOutside({ text });
    if (reply.ok && this.#wanted !== null) this.#outside = { text, found: reply.value };
    return reply.ok;
  }

  /** Whoever types meanwhile is answered first, and what cannot be asked is left as it stands. */
  async #again(): Promise<void> {
    const text = this.#wanted;
    if (text === null || this.#running !== null || this.#isRefreshing) return;
    this.#isRefreshing = true;
    const isKnown = await this.#places.refresh();
    this.#isRefreshing = false;
    if (!isKnown || text !== this.#wanted || this.#running !== null) return;
    this.#show(text, this.#places.find(text, this.#outsideOf(text)), true);
  }
}
