import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';

/** By then whoever starts has either a window or none coming, ms. */
const longest = 2_000;
/** A page that has its view draws it, ms. */
const draws = 300;

/**
 * The first second or two, in which the line, the servers and the window come up at once and want every processor there
 * is. What nobody waits for (address books, earlier calls) is read when it is over: two threads less made a window on
 * two cores a fifth of a second sooner.
 */
export class StartRush implements Disposable {
  readonly over: Promise<void>;
  readonly #open = new DisposableStore();
  readonly #end: () => void;
  readonly #clock: Clock;

  /** `hurried`: there is something that cannot wait, as calls of before: it is over at once. */
  constructor(clock: Clock, { hurried }: { readonly hurried: boolean }) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.over = promise;
    this.#end = resolve;
    this.#clock = clock;
    if (hurried) resolve();
    else this.#open.add(clock.after(longest, resolve));
  }

  /** A page has its view. */
  pageServed(): void {
    this.#open.add(this.#clock.after(draws, this.#end));
  }

  dispose(): void {
    this.#open.dispose();
  }
}
