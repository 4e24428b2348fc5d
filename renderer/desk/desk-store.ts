import { type DeskState, firstState } from './desk-state.ts';

/** Holds the desk's state; made for `useSyncExternalStore`. */
export class DeskStore {
  #state: DeskState = firstState;
  readonly #listeners = new Set<() => void>();

  readonly get = (): DeskState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
