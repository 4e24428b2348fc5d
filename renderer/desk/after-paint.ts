/** A window that nobody sees paints nothing: then it is not waited for longer, ms. */
const patience = 100;

/**
 * Does the last of what it is given once the page has been painted, so that whatever it costs delays nothing that is seen.
 * `frames`: 1 waits until this thread's part of the painting is done; 2 until the next frame is begun, so that the picture
 * is on the screen and had the processor for itself until it was.
 */
export class AfterPaint {
  readonly #frames: number;
  #wanted: (() => void) | null = null;
  /** Runs it where no frame comes; null: nothing waits. */
  #late: ReturnType<typeof setTimeout> | null = null;

  constructor(frames: 1 | 2 = 1) {
    this.#frames = frames;
  }

  do(what: () => void): void {
    this.#wanted = what;
    if (this.#late !== null) return;
    const late = setTimeout(() => this.#run(late), patience);
    this.#late = late;
    this.#waitFor(this.#frames, late);
  }

  #waitFor(frames: number, late: ReturnType<typeof setTimeout>): void {
    requestAnimationFrame(() => {
      if (frames > 1) return this.#waitFor(frames - 1, late);
      // The frame is painted after its callbacks: a task of its own comes behind that.
      setTimeout(() => this.#run(late));
    });
  }

  /** Once, by the frames or by the patience of the same waiting, whichever is first. */
  #run(late: ReturnType<typeof setTimeout>): void {
    if (this.#late !== late) return;
    clearTimeout(late);
    const wanted = this.#wanted;
    [this.#wanted, this.#late] = [null, null];
    wanted?.();
  }
}
