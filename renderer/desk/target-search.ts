import type { Bridge, Reply } from '../../preload/contract/bridge.ts';
import type { RequestOutput, Target } from '../../preload/contract/requests.ts';

/**
 * What was found for `text`; `targets` is null when the question did not get through. `again`: the same text, asked
 * once more for what its targets are doing by now.
 */
export type ShowTargets = (text: string, targets: readonly Target[] | null, again: boolean) => void;

type Answer = Promise<Reply<RequestOutput<'findTargets'>>>;

/** How old the state beside a target may be where somebody looks at it, ms. */
export const freshFor = 1_000;

/**
 * Asks for targets as somebody types: one question at a time, and only the answer to the newest is shown; and again, for
 * as long as the list stands there, since what its people do changes.
 */
export class TargetSearch {
  readonly #bridge: Bridge;
  readonly #show: ShowTargets;
  readonly #refreshEvery: number | null;
  #wanted: string | null = null;
  #running: Promise<void> | null = null;
  #isRefreshing = false;
  #foreseen: { readonly text: string; readonly answer: Answer } | null = null;
  #refresh: ReturnType<typeof setInterval> | undefined;

  /** `refreshEvery` in ms; null: nobody looks at what the targets are doing. */
  constructor(bridge: Bridge, show: ShowTargets, refreshEvery: number | null = null) {
    this.#bridge = bridge;
    this.#show = show;
    this.#refreshEvery = refreshEvery;
  }

  ask(text: string): void {
    this.#wanted = text;
    this.#running ??= this.#run();
    clearInterval(this.#refresh);
    if (this.#refreshEvery !== null) this.#refresh = setInterval(() => void this.#again(), this.#refreshEvery);
  }

  /**
   * What will be asked in a moment: the key is on its way into the field, which takes the browser some milliseconds. By
   * then the answer may be there, and the list is painted with the letter. Nothing is shown of it before it is asked for.
   */
  foresee(text: string): void {
    if (this.#running !== null || text === this.#wanted) return;
    this.#foreseen = { text, answer: this.#find(text) };
  }

  /** What is still to be answered is no longer wanted. */
  stop(): void {
    this.#foreseen = null;
    clearInterval(this.#refresh);
    this.#wanted = null;
  }

  /** Resolves when the newest question is answered. */
  settled(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  async #run(): Promise<void> {
    let asked: string | null = null;
    while (this.#wanted !== null && this.#wanted !== asked) {
      asked = this.#wanted;
      const foreseen = this.#foreseen;
      this.#foreseen = null;
      const reply = await (foreseen?.text === asked ? foreseen.answer : this.#find(asked));
      if (asked === this.#wanted) this.#show(asked, reply.ok ? reply.value.targets : null, false);
    }
    this.#running = null;
  }

  #find(text: string): Answer {
    return this.#bridge.request.findTargets({ text });
  }

  /** Whoever types meanwhile is answered first, and what cannot be asked is left as it stands. */
  async #again(): Promise<void> {
    const text = this.#wanted;
    if (text === null || this.#running !== null || this.#isRefreshing) return;
    this.#isRefreshing = true;
    const reply = await this.#find(text);
    this.#isRefreshing = false;
    if (reply.ok && text === this.#wanted && this.#running === null) this.#show(text, reply.value.targets, true);
  }
}
