import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { CallView } from '../../../preload/contract/views.ts';
import { DeskControl } from '../../../renderer/desk/desk-control.ts';
import { type DeskState, guardTargetOf } from '../../../renderer/desk/desk-state.ts';
import { targetRows } from '../../../renderer/desk/target-rows.ts';
import type { KeyPress } from '../../../renderer/keys/key-press.ts';
import type { DeskBench } from './desk-bench.ts';
import { soon } from './use-desk.ts';

/** A frame, ms. */
const frame = 16;
/** A little more than the 300 ms for which a fresh card takes no keys. */
const keyGap = 320;
const fields: readonly DeskState['layer'][] = ['dial', 'palette', 'transfer', 'note'];

/**
 * A desk of the bench by its keys: the page's own control stands before it, as in a window, and what changes counts as
 * painted a frame later. No browser: what only a browser shows is for test/e2e.
 */
export class KeyedDesk {
  readonly desk: DeskBench;
  readonly #control: DeskControl;
  #painted: { readonly target: string | null; readonly at: number } = { target: null, at: 0 };

  constructor(desk: DeskBench) {
    this.desk = desk;
    this.#control = new DeskControl(desk.bridge);
    this.#control.store.subscribe(() => this.#paint());
    this.#paint();
  }

  get state(): DeskState {
    return this.#control.store.get();
  }

  /** Keys one after another, as an unhurried person presses them: `t`, `Shift+Enter`, `Control+z`, `Escape`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await delay(keyGap);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await this.#takesKeys();
      this.pressNow(key);
    }
  }

  /** One key, at once, whatever the desk makes of it. */
  pressNow(key: string): void {
    this.#control.press(pressOf(key, fields.includes(this.state.layer)), performance.now());
  }

  /** Letters into the field that is open. */
  async type(text: string): Promise<void> {
    for (const letter of text) {
      // oxlint-disable-next-line no-await-in-loop -- as fast as a person types
      await delay(40);
      const { layer, transfer, dial, note } = this.state;
      if (layer === 'transfer') this.#control.act({ type: 'type-target', text: `${transfer?.text ?? ''}${letter}` });
      if (layer === 'dial') this.#control.act({ type: 'type-dial', text: dial.text + letter });
      if (layer === 'note') this.#control.act({ type: 'type-note', text: `${note?.text ?? ''}${letter}` });
    }
  }

  /** Opens the picker, types, and waits until the first row is who was meant. */
  async pick(text: string): Promise<void> {
    await this.press('t');
    await this.type(text);
    await expect
      .poll(
        () => {
          const { transfer } = this.state;
          const first = transfer === null || transfer.answered !== text ? undefined : targetRows(transfer)[0];
          return `${first?.name ?? ''} ${first?.dials ?? ''}`.toLowerCase();
        },
        { timeout: 10_000 },
      )
      .toContain(text.toLowerCase());
  }

  /** The newest call for which `test` holds, once there is one and its card is there to be pressed on. */
  async card(test: (call: CallView) => boolean): Promise<CallView> {
    const call = await this.desk.call(test);
    await expect.poll(() => this.state.view?.calls.some(({ id }) => id === call.id), soon).toBe(true);
    return call;
  }

  dispose(): void {
    this.#control.dispose();
  }

  #paint(): void {
    const target = guardTargetOf(this.state);
    if (target === this.#painted.target) return;
    this.#painted = { target, at: Number.POSITIVE_INFINITY };
    if (target === null) return;
    setTimeout(() => {
      if (this.#painted.target !== target) return;
      const at = performance.now();
      this.#painted = { target, at };
      this.#control.painted(target, at);
    }, frame);
  }

  /** Until the card that is there has stood there for as long as a key needs. */
  async #takesKeys(): Promise<void> {
    const isReady = () => this.#painted.target === null || performance.now() - this.#painted.at >= 300;
    await expect.poll(isReady, { timeout: 10_000, interval: 20 }).toBe(true);
  }
}

function pressOf(chord: string, isField: boolean): KeyPress {
  const parts = chord.split('+');
  const key = parts.at(-1) ?? '';
  const held = (name: string): boolean => parts.slice(0, -1).includes(name);
  return {
    key,
    code: '',
    ctrl: held('Control'),
    alt: held('Alt'),
    shift: held('Shift'),
    meta: false,
    altGraph: false,
    composing: false,
    repeat: false,
    target: isField ? 'text' : 'other',
  };
}
