import type { Bridge } from '../../preload/contract/bridge.ts';
import type { Target } from '../../preload/contract/requests.ts';

/** What was found for `text`; `targets` is null when the question did not get through. */
export type ShowTargets = (text: string, targets: readonly Target[] | null) => void;

/** Asks for targets as somebody types: one question at a time, and only the answer to the newest is shown. */
export class TargetSearch {
  readonly #bridge: Bridge;
  readonly #show: ShowTargets;
  #wanted: string | null = null;
  #running: Promise<void> | null = null;

  constructor(bridge: Bridge, show: ShowTargets) {
    this.#bridge = bridge;
    this.#show = show;
  }

  ask(text: string): void {
    this.#wanted = text;
    this.#running ??= this.#run();
  }

  /** What is still to be answered is no longer wanted. */
  stop(): void {
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
      const reply = await this.#bridge.request.findTargets({ text: asked });
      if (asked === this.#wanted) this.#show(asked, reply.ok ? reply.value.targets : null);
    }
    this.#running = null;
  }
}
