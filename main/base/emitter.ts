import type { Disposable } from './disposable.ts';

/** Subscribes to one kind of fact; dispose the answer to stop. */
export type Event<Value> = (listener: (value: Value) => void) => Disposable;

/** One emitter carries one typed fact (`onDidChange…`). Events announce, calls cause. */
export class Emitter<Value> implements Disposable {
  readonly #listeners = new Set<(value: Value) => void>();

  readonly event: Event<Value> = (listener) => {
    // Wrapped, so that the same function may subscribe twice and each subscription ends by itself.
    const entry = (value: Value) => listener(value);
    this.#listeners.add(entry);
    return { dispose: () => this.#listeners.delete(entry) };
  };

  emit(value: Value): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
