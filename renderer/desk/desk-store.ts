import { type DeskState, firstState } from './desk-state.ts';

/** Holds the desk's state; made for `useSyncExternalStore`. */
export class DeskStore {
  #state: DeskState = firstState;
  #still: DeskState = firstState;
  readonly #listeners = new Set<() => void>();

  readonly get = (): DeskState => this.#state;

  /** The state without the last keys typed into the picker and what was found for them: only the picker draws those. */
  readonly getStill = (): DeskState => this.#still;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(change: Partial<DeskState>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    if (!isPickersOwn(before, change)) this.#still = this.#state;
    for (const listener of this.#listeners) listener();
  }
}

/** The picker stays open for the same call, and nothing else changes. */
const isPickersOwn = ({ transfer }: DeskState, change: Partial<DeskState>): boolean =>
  transfer !== null && transfer.call === change.transfer?.call && Object.keys(change).length === 1;
