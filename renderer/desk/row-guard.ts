/** Nobody has read what stood there for less, ms. */
const readAfter = 50;
/** What has just come under the highlight takes no key for so long, ms. */
const quietMs = 300;

/**
 * Keeps an Enter that was meant for one row of a list from another that came under the highlight by itself. Times are on
 * the page's clock, those of keys as they were struck: on a busy page, long before they are handled.
 */
export class RowGuard {
  #putAt = 0;
  #takesFrom = 0;

  /** The person typed or chose: the highlight is where they put it. */
  put(at: number): void {
    this.#putAt = at;
    this.#takesFrom = at;
  }

  /** What came later put another row under the highlight. */
  moved(at: number): void {
    this.#takesFrom = at - this.#putAt < readAfter ? at : at + quietMs;
    this.#putAt = at;
  }

  takes(struckAt: number): boolean {
    return struckAt >= this.#takesFrom;
  }
}
