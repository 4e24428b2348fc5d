/** A window that nobody sees paints nothing: then it is not waited for longer, ms. */
const patience = 100;

/** Does the last of what it is given once the page has been painted, so that whatever it costs delays nothing that is seen. */
export class AfterPaint {
  #wanted: (() => void) | null = null;
  #scheduled = false;

  do(what: () => void): void {
    this.#wanted = what;
    if (this.#scheduled) return;
    this.#scheduled = true;
    const late = setTimeout(() => this.#run(), patience);
    requestAnimationFrame(() => {
      // The frame is painted after its callbacks: a task of its own comes behind that.
      setTimeout(() => {
        clearTimeout(late);
        this.#run();
      });
    });
  }

  #run(): void {
    const wanted = this.#wanted;
    [this.#wanted, this.#scheduled] = [null, false];
    wanted?.();
  }
}
