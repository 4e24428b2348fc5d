import type { Bridge } from '../../preload/contract/bridge.ts';
import type { CallId } from '../../preload/contract/views.ts';
import type { DigitsMode } from './desk-state.ts';
import type { DeskStore } from './desk-store.ts';
import { failureText } from './outcome-text.ts';

/** Sends digits one by one, each when the one before has been taken, so that they arrive in order. */
export class DigitsControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;
  #last: Promise<void> = Promise.resolve();

  constructor(bridge: Bridge, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
  }

  open(call: CallId): void {
    this.#store.set({ layer: 'digits', digits: { call, entries: [], refused: null } });
  }

  press(digit: string): void {
    const mode = this.#store.get().digits;
    if (mode === null) return;
    const index = mode.entries.length;
    this.#store.set({ digits: { ...mode, entries: [...mode.entries, { digit, state: 'sending' }], refused: null } });
    this.#last = this.#last.then(() => this.#send(mode.call, digit, index));
  }

  async #send(call: CallId, digit: string, index: number): Promise<void> {
    const reply = await this.#bridge.request.sendDigits({ call, digits: digit });
    const refused = failureText(reply);
    const mode = this.#store.get().digits;
    if (mode?.call !== call) return;
    this.#store.set({ digits: { ...withState(mode, index, refused === null ? 'sent' : 'failed'), refused } });
  }
}

function withState(mode: DigitsMode, index: number, state: 'sent' | 'failed'): DigitsMode {
  const entries = mode.entries.map((entry, at) => (at === index ? { ...entry, state } : entry));
  return { ...mode, entries };
}
