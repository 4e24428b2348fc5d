import type { CallId, CallView } from '../../preload/contract/views.ts';
import type { DeskAct } from './act.ts';

/** As for a card that has just appeared (renderer/keys/guard.ts), ms. */
const quietMs = 300;

type Card = Pick<CallView, 'id' | 'phase'>;

/**
 * One key holds a caller and takes them back. Keeps the one that was meant to take them back from holding them, where they
 * came back by themselves as it was struck, and the other way round. Times are on the page's clock.
 */
export class FlipGuard {
  #phases: ReadonlyMap<CallId, CallView['phase']> = new Map();
  readonly #flippedAt = new Map<CallId, number>();

  update(calls: readonly Card[], at: number): void {
    for (const { id, phase } of calls) {
      const before = this.#phases.get(id);
      const flipped = (before === 'held' && phase === 'active') || (before === 'active' && phase === 'held');
      if (flipped) this.#flippedAt.set(id, at);
    }
    this.#phases = new Map(calls.map(({ id, phase }) => [id, phase]));
    for (const id of this.#flippedAt.keys()) if (!this.#phases.has(id)) this.#flippedAt.delete(id);
  }

  takes(act: DeskAct, struckAt: number): boolean {
    if (act.type !== 'call' || (act.action !== 'hold' && act.action !== 'resume')) return true;
    return struckAt - (this.#flippedAt.get(act.call) ?? Number.NEGATIVE_INFINITY) >= quietMs;
  }
}
