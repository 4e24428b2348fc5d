import type { Clock } from './clock.ts';
import { type Disposable, toDisposable } from './disposable.ts';
import { Emitter } from './emitter.ts';

/** A view is on the screen within two frames and a half, ms: it is read and drawn before the first of them can show it. */
const lasts = 40;

/**
 * The moment in which somebody's first sign is on its way to the screen. What the PBX goes on to say (three dozen events
 * and a dialog for one call) waits until then: reading it takes the very processors that carry and draw the view. It ends
 * by itself, and at once where a person asks for something.
 */
export class Hush implements Disposable {
  readonly #clock: Clock;
  readonly #began = new Emitter<void>();
  readonly #ended = new Emitter<void>();
  readonly onDidBegin = this.#began.event;
  readonly onDidEnd = this.#ended.event;
  #end: Disposable | null = null;
  #waiting = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get on(): boolean {
    return this.#end !== null;
  }

  /** While it is on it is not made longer: whoever rings next is told of when it is over. */
  begin(): void {
    if (this.#end !== null) return;
    this.#end = this.#clock.after(lasts, () => this.end());
    this.#began.emit();
  }

  end(): void {
    if (this.#end === null) return;
    this.#end.dispose();
    this.#end = null;
    const waiting = this.#waiting;
    this.#waiting = new Set();
    this.#ended.emit();
    for (const run of waiting) run();
  }

  /** Once it is over; it must be on. */
  onceOver(run: () => void): Disposable {
    const entry = (): void => run();
    this.#waiting.add(entry);
    return toDisposable(() => this.#waiting.delete(entry));
  }

  /** Once there is none: at once, or when the one that is on is over. */
  outside(run: () => void): void {
    if (this.on) this.onceOver(run);
    else run();
  }

  dispose(): void {
    this.#end?.dispose();
    this.#end = null;
    this.#waiting.clear();
    this.#began.dispose();
    this.#ended.dispose();
  }
}
