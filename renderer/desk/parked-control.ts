import type { Bridge } from '../../preload/contract/bridge.ts';
import { t } from '../i18n/texts.ts';
import { noParkedList, type ParkedList } from './desk-state.ts';
import type { DeskStore } from './desk-store.ts';
import { failureText } from './outcome-text.ts';
import { parkedRows } from './parked.ts';
import { stepped } from './target-rows.ts';

/** The list of parked calls: one is chosen by arrow or by its slot number, and fetched. */
export class ParkedControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;

  constructor(bridge: Bridge, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
  }

  open(): void {
    const selected = this.#slots()[0] ?? null;
    this.#store.set({ layer: 'parked', parkedList: { ...noParkedList, selected } });
  }

  move(by: 1 | -1): void {
    const slots = this.#slots();
    const { selected } = this.#store.get().parkedList;
    const at = selected === null ? -1 : slots.indexOf(selected);
    const next = stepped(at === -1 ? null : at, by, slots.length);
    this.#set({ selected: next === null ? null : (slots[next] ?? null), typed: '' });
  }

  /** Digits that lead to no slot begin a new number. */
  digit(digit: string): void {
    const slots = this.#slots();
    const { typed } = this.#store.get().parkedList;
    for (const number of [typed + digit, digit]) {
      const found = slots.find((slot) => slot === number) ?? slots.find((slot) => slot.startsWith(number));
      if (found !== undefined) return this.#set({ selected: found, typed: number });
    }
    this.#set({ typed: '' });
  }

  async retrieve(slot: string | null): Promise<void> {
    const { selected, busy } = this.#store.get().parkedList;
    const wanted = slot ?? selected;
    if (wanted === null || busy || !this.#slots().includes(wanted)) return;
    this.#set({ selected: wanted, busy: true, refused: null });
    const reply = await this.#bridge.request.retrieve({ slot: wanted });
    const failure = failureText(reply);
    const unconfirmed = reply.ok && reply.value.outcome === 'unconfirmed';
    this.#set({ busy: false, refused: failure === null ? null : t.parked.refused(failure) });
    if (failure !== null) return this.#store.set({ layer: 'parked' });
    if (unconfirmed) return this.#set({ refused: t.parked.unconfirmed });
    if (this.#store.get().layer === 'parked') this.#store.set({ layer: 'none' });
  }

  #slots(): readonly string[] {
    return parkedRows(this.#store.get().view?.parked ?? []).map(({ slot }) => slot);
  }

  #set(change: Partial<ParkedList>): void {
    this.#store.set({ parkedList: { ...this.#store.get().parkedList, ...change } });
  }
}
