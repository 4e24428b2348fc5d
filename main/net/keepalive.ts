import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { fairDeadline } from '../base/fair-deadline.ts';

/** After this long without a byte the far end is asked; after that long without one more it is given up. */
const idle = 5_000;
const patience = 3_000;
/** Somebody has a reason to ask: a sleep, another network. Then it is worth more to know soon. */
const soon = 1_200;

/**
 * Finds a connection whose far end is gone without a word. Asterisk says nothing when nothing happens, neither on AMI
 * (which sets no SO_KEEPALIVE) nor on ARI's WebSocket (which it never pings). Any byte is a sign of life, so a long
 * list or a flood is not taken for silence.
 */
export class Keepalive implements Disposable {
  readonly #clock: Clock;
  readonly #ask: () => void;
  readonly #dead: () => void;
  #heardAt: number;
  #timer: Disposable;

  constructor(clock: Clock, ask: () => void, dead: () => void) {
    this.#clock = clock;
    this.#ask = ask;
    this.#dead = dead;
    this.#heardAt = clock.now();
    this.#timer = clock.after(idle, () => this.#look());
  }

  heard(): void {
    this.#heardAt = this.#clock.now();
  }

  /** Asks at once: after the machine has slept, or its network has changed. */
  probe(): void {
    this.#probe(soon);
  }

  dispose(): void {
    this.#timer.dispose();
  }

  #probe(within: number): void {
    const askedAt = this.#clock.now();
    this.#timer.dispose();
    // Whatever was heard before, only what comes from now on counts.
    this.#heardAt = askedAt - 1;
    this.#ask();
    this.#timer = fairDeadline(this.#clock, within, () => {
      if (this.#heardAt < askedAt) this.#dead();
      else this.#wait();
    });
  }

  #look(): void {
    if (this.#clock.now() - this.#heardAt >= idle) this.#probe(patience);
    else this.#wait();
  }

  #wait(): void {
    const left = this.#heardAt + idle - this.#clock.now();
    this.#timer = this.#clock.after(Math.max(left, 1), () => this.#look());
  }
}
