import type { FromMain, Wire } from '../../../preload/contract/wire.ts';
import type { Person } from '../../app/offhook.ts';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';

/** A page that is loaded again is back sooner, ms. */
const reloadsWithin = 15_000;

/** The person of a browser, as far as its pages tell: with the last one closed nobody sits there. */
export class OpenPages {
  readonly person: Person;
  readonly #clock: Clock;
  readonly #left = new Emitter<'locked' | 'closed'>();
  readonly #returned = new Emitter<void>();
  #open = 0;
  #alarm: Disposable | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.person = { onDidLeave: this.#left.event, onDidReturn: this.#returned.event, idleSeconds: () => 0 };
  }

  /** The same wire. */
  count<Page extends Pick<Wire<FromMain>, 'onClose'>>(wire: Page): Page {
    this.#alarm?.dispose();
    this.#alarm = null;
    if (this.#open === 0) this.#returned.emit();
    this.#open += 1;
    wire.onClose(() => {
      this.#open -= 1;
      if (this.#open === 0) this.#alarm = this.#clock.after(reloadsWithin, () => this.#left.emit('closed'));
    });
    return wire;
  }

  dispose(): void {
    this.#alarm?.dispose();
  }
}
