import type { Bridge } from '../../preload/contract/bridge.ts';
import type { DialAsked } from '../../preload/contract/shell.ts';
import type { DeskView } from '../../preload/contract/views.ts';

/** A key pressed this soon was meant for the program the number came from, ms. */
const quietMs = 300;

/** Numbers that other programs hand over: each is shown in the dial line once, and dialled by the person's own Enter. */
export class AskedDials {
  readonly #bridge: Pick<Bridge, 'request'>;
  readonly #show: (asked: DialAsked) => void;
  #last = 0;
  #shownAt = Number.NEGATIVE_INFINITY;

  constructor(bridge: Pick<Bridge, 'request'>, show: (asked: DialAsked) => void) {
    this.#bridge = bridge;
    this.#show = show;
  }

  /** `at`: on the clock of the keys. */
  update({ shell }: DeskView, at: number): void {
    const asked = shell?.dialAsked ?? null;
    if (asked === null || asked.id === this.#last) return;
    this.#last = asked.id;
    this.#shownAt = at;
    this.#show(asked);
    void this.#bridge.request.dialTaken({ id: asked.id });
  }

  /** Whether a key pressed now can have been meant for the number that stands there. */
  takesKey(at: number): boolean {
    return at - this.#shownAt >= quietMs;
  }
}
