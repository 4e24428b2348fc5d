import { expect, it } from 'vitest';
import type { CallId } from '../../../../preload/contract/views.ts';
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
