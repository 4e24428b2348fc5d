import type { Bridge, Reply } from '../../preload/contract/bridge.ts';
import type { DeskView } from '../../preload/contract/views.ts';
import type { Painter } from './desk-store.ts';

/**
 * The bridge, with at most one view drawn a frame. A call that begins to ring is told of by the phone, the manager and the
 * address book within a few milliseconds: the first view is drawn at once, and of those that come before it is seen only
 * the last, so that drawing what nobody would see holds up nothing. What follows from a view (a reply, a lost main) never
 * overtakes it.
 */
export function paceViews(bridge: Bridge, painter: Painter): Bridge {
  const flushes = new Set<() => void>();
  const flush = (): void => {
    for (const each of flushes) each();
  };
  return {
    ...bridge,
    request: Object.fromEntries(
      Object.entries(bridge.request).map(([name, ask]) => [name, flushing(ask as Ask, flush)]),
    ) as unknown as Bridge['request'],
    onView: (listener) => {
      let [drawing, waiting]: [boolean, DeskView | null] = [false, null];
      const take = (): DeskView | null => {
        const view = waiting;
        waiting = null;
        return view;
      };
      const draw = (view: DeskView): void => {
        drawing = true;
        painter.do(painted);
        listener(view);
      };
      const painted = (): void => {
        drawing = false;
        const view = take();
        if (view !== null) draw(view);
      };
      const now = (): void => {
        const view = take();
        if (view !== null) listener(view);
      };
      flushes.add(now);
      const unsubscribe = bridge.onView((view) => {
        if (drawing) waiting = view;
        else draw(view);
      });
      return () => {
        flushes.delete(now);
        unsubscribe();
      };
    },
    onConnection: (listener) =>
      bridge.onConnection((state) => {
        flush();
        listener(state);
      }),
  };
}

type Ask = (input: unknown) => Promise<Reply<unknown>>;

const flushing =
  (ask: Ask, flush: () => void): Ask =>
  async (input) => {
    const reply = await ask(input);
    flush();
    return reply;
  };
