import { expect, it } from 'vitest';
import type { CallId, DeskView } from '../../../../preload/contract/views.ts';
import type { TransferPicker } from '../../../../renderer/desk/desk-state.ts';
import { DeskStore } from '../../../../renderer/desk/desk-store.ts';
import { nothingFound } from '../../../../renderer/desk/target-rows.ts';

const picker = (call: string, text: string): TransferPicker => ({
  ...nothingFound,
  ...{ call: call as CallId, text, invites: false, byAmi: false, canPark: true, plain: false, selected: null },
});

it('what is typed into the open picker changes nothing for the rest of the desk; all else does', () => {
  const store = new DeskStore();
  store.set({ layer: 'transfer', transfer: picker('ann', '') });
  const opened = store.getStill();
  expect(opened).toBe(store.get());
  store.set({ transfer: picker('ann', 'b') });
  store.set({ transfer: picker('ann', 'bo') });
  expect(store.get().transfer?.text).toBe('bo');
  expect(store.getStill()).toBe(opened);
  store.set({ toast: 'Saved' });
  expect(store.getStill()).toBe(store.get());
  store.set({ transfer: picker('beth', 'bo') });
  expect(store.getStill().transfer?.call).toBe('beth');
  store.set({ layer: 'none', transfer: null });
  expect(store.getStill().transfer).toBeNull();
});

it('what stands around the calls has a ringing call once its card is painted, and all else at once', () => {
  const painted: (() => void)[] = [];
  const store = new DeskStore({ do: (what) => painted.push(what) });
  const paint = () => painted.splice(0).forEach((what) => what());
  const view = (...calls: readonly (readonly [id: string, phase: string])[]) =>
    ({ calls: calls.map(([id, phase]) => ({ id, phase })) }) as unknown as DeskView;
  let told = 0;
  store.subscribe(() => (told += 1));
  store.show({ view: view() });
  expect(store.getAround()).toBe(store.get());

  store.show({ view: view(['ann', 'ringing']) });
  expect(store.get().view?.calls).toHaveLength(1);
  expect(store.getStill()).toBe(store.get());
  expect(store.getAround().view?.calls).toEqual([]);
  paint();
  expect(store.getAround()).toBe(store.get());
  expect(told).toBe(3);

  // She rings on, and is answered: nothing of that is new to anybody.
  store.show({ view: view(['ann', 'ringing']) });
  expect(store.getAround()).toBe(store.get());
  store.show({ view: view(['ann', 'active']) });
  expect(store.getAround()).toBe(store.get());

  // A key that is struck before the next card is painted is not held back with it.
  store.show({ view: view(['bob', 'ringing'], ['ann', 'active']) });
  store.set({ layer: 'palette' });
  expect(store.getAround()).toBe(store.get());
  const before = told;
  paint();
  expect(told).toBe(before);
});
