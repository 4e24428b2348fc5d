import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallView } from '../../../../preload/contract/views.ts';
import { audioFirst } from '../../../../renderer/desk/audio-first.ts';
import type { DeskControl } from '../../../../renderer/desk/desk-control.ts';
import { active, held } from './calls.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A desk whose first view comes when it is told to, and whether it may be drawn. */
function begin(described: Promise<void>) {
  let state: { readonly view: { readonly calls: readonly CallView[] } | null } = { view: null };
  const listeners = new Set<() => void>();
  const store = {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const seen = { mayDraw: false };
  void audioFirst({ store } as unknown as Pick<DeskControl, 'store'>, described).then(() => (seen.mayDraw = true));
  const show = (calls: readonly CallView[]) => {
    state = { view: { calls } };
    for (const listener of listeners) listener();
  };
  return { seen, show };
}
const never = new Promise<void>(() => undefined);

test('a desk on which nobody talks is drawn with its first view, or after a moment without one', async () => {
  const { seen, show } = begin(never);
  await vi.advanceTimersByTimeAsync(100);
  expect(seen.mayDraw).toBe(false);
  show([held('a')]);
  await vi.advanceTimersByTimeAsync(0);
  expect(seen.mayDraw).toBe(true);
  const alone = begin(never);
  await vi.advanceTimersByTimeAsync(150);
  expect(alone.seen.mayDraw).toBe(true);
});

test('where a call goes on its audio comes before the desk, and not for ever', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = begin(promise);
  first.show([active('a')]);
  await vi.advanceTimersByTimeAsync(100);
  expect(first.seen.mayDraw).toBe(false);
  resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(first.seen.mayDraw).toBe(true);
  const second = begin(never);
  second.show([active('a')]);
  await vi.advanceTimersByTimeAsync(299);
  expect(second.seen.mayDraw).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(second.seen.mayDraw).toBe(true);
});
