import { describedWithin } from '../media/described-within.ts';
import type { DeskControl } from './desk-control.ts';
import { firstView } from './first-drawn.ts';

/** A desk without a view is not worth drawing sooner, ms: mostly the view is there with the program. */
const viewWithin = 150;

/**
 * Resolves when the desk may be drawn: with its first view, and where a call goes on over a reload or a crash once its
 * audio has been described to main (`described`). Both want the page's one thread, and a caller hears nothing meanwhile.
 */
export async function audioFirst(desk: Pick<DeskControl, 'store'>, described: Promise<void>): Promise<void> {
  await Promise.race([firstView(desk), after(viewWithin)]);
  const talks = desk.store.get().view?.calls.some(({ phase }) => phase === 'active') === true;
  if (talks) await Promise.race([described, after(describedWithin)]);
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
