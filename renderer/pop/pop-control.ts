import type { Bridge } from '../../preload/contract/bridge.ts';
import type { DeskView } from '../../preload/contract/views.ts';
import { type Guard, guardKey, guardPainted, guardTarget, openGuard, takesKey } from '../keys/guard.ts';
import { popCall } from './pop-call.ts';

/** The pop's own state and its two keys; a key acts only on a call that has been seen (see `keys/guard`). */
export class PopControl {
  readonly #bridge: Bridge;
  readonly #listeners = new Set<() => void>();
  #view: DeskView | null = null;
  #guard: Guard = openGuard;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    bridge.onView((view) => {
      this.#view = view;
      this.#guard = guardTarget(this.#guard, popCall(view)?.id ?? null, false);
      this.#tell();
    });
    bridge.onConnection((state) => {
      // Nobody is there who could answer: a pop that stays would lie.
      if (state === 'lost') this.#view = null;
      this.#tell();
    });
  }

  readonly get = (): DeskView | null => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  painted(call: string, at: number): void {
    this.#guard = guardPainted(this.#guard, call, at);
  }

  /** Whether the key was the pop's. */
  press(key: string, at: number): boolean {
    const isOurs = key === 'Enter' || key === 'Escape';
    if (isOurs && takesKey(this.#guard, at)) this.act(key === 'Enter' ? 'answer' : 'silence');
    this.#guard = guardKey(this.#guard, at);
    return isOurs;
  }

  act(action: 'answer' | 'silence'): void {
    const call = popCall(this.#view);
    if (call?.can.includes(action) === true) void this.#bridge.request[action]({ call: call.id });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
