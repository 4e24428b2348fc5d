import type { Disposable } from './disposable.ts';

/** Subscribes to one kind of fact; dispose the answer to stop. */
export type Event<Value> = (listener: (value: Value) => void) => Disposable;

/** One emitter carries one typed fact (`onDidChange…`). Events announce, calls cause. */
export class Emitter<Value> implements Disposable {
  /** Never changed but replaced: whoever is being told goes on telling those of then. */
  #listeners: readonly ((value: Value) => void)[] = [];

  readonly event: Event<Value> = (listener) => {
    // Wrapped, so that the same function may subscribe twice and each subscription ends by itself.
    const entry = (value: Value) => listener(value);
    this.#listeners = [...this.#listeners, entry];
    return {
      dispose: () => {
        this.#listeners = this.#listeners.filter((each) => each !== entry);
      },
    };
  };

  emit(value: Value): void {
    for (const listener of this.#listeners) listener(value);
  }

  dispose(): void {
    this.#listeners = [];
  }
}
