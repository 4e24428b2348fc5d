import type { DeskView } from '../../preload/contract/views.ts';
import { type DeskState, firstState } from './desk-state.ts';

/** Runs the last of what it is given once the page has been painted. */
export interface Painter {
  do(what: () => void): void;
}

/** Where nothing is painted, nothing waits for it. */
export const paintsAtOnce: Painter = { do: (what) => what() };

/** Holds the desk's state; made for `useSyncExternalStore`. */
export class DeskStore {
  readonly #painter: Painter;
  #state: DeskState = firstState;
  #still: DeskState = firstState;
  #around: DeskState = firstState;
  readonly #listeners = new Set<() => void>();

  constructor(painter: Painter = paintsAtOnce) {
    this.#painter = painter;
  }

  readonly get = (): DeskState => this.#state;

  /** The state without the last keys typed into the picker and what was found for them: only the picker draws those. */
  readonly getStill = (): DeskState => this.#still;

  /** The state for what stands around the calls: a call that begins to ring is in it once its card has been painted. */
  readonly getAround = (): DeskState => this.#around;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(change: Partial<DeskState>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    if (!isPickersOwn(before, change)) this.#still = this.#around = this.#state;
    this.#tell();
  }

  /** What follows from a view of main's. */
  show(change: Partial<DeskState> & { readonly view: DeskView }): void {
    if (!beginsToRing(this.#state.view, change.view)) return this.set(change);
    // The card first: the strip, the keys and the pane beside it take as long again to draw.
    this.#still = this.#state = { ...this.#state, ...change };
    this.#tell();
    this.#painter.do(() => this.#catchUp());
  }

  #catchUp(): void {
    if (this.#around === this.#still) return;
    this.#around = this.#still;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const beginsToRing = (before: DeskView | null, after: DeskView): boolean =>
  before !== null &&
  after.calls.some(({ id, phase }) => phase === 'ringing' && !before.calls.some((call) => call.id === id));

/** The picker stays open for the same call, and nothing else changes. */
const isPickersOwn = ({ transfer }: DeskState, change: Partial<DeskState>): boolean =>
  transfer !== null && transfer.call === change.transfer?.call && Object.keys(change).length === 1;
