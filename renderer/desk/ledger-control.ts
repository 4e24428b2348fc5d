import type { Bridge } from '../../preload/contract/bridge.ts';
import type { CallId, DeskView, Party } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { cardsOf } from './cards.ts';
import type { LedgerState } from './desk-state.ts';
import type { DeskStore } from './desk-store.ts';

/** Why a call looks as it does: asked of main when it is opened, and again while the call changes under it. */
export class LedgerControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;

  constructor(bridge: Bridge, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
  }

  /** null: of the focused call, or of the last one there was. */
  async open(call: CallId | null): Promise<void> {
    const { view, focus } = this.#store.get();
    const known = callsWithLedger(view);
    const wanted = call ?? focus.call ?? known[0]?.id ?? null;
    const found = known.find(({ id }) => id === wanted);
    if (found === undefined) return;
    this.#store.set({ layer: 'ledger', ledger: { call: found.id, party: found.party, lines: null, refused: null } });
    await this.#ask(found.id);
  }

  step(by: 1 | -1): Promise<void> {
    const { view, ledger } = this.#store.get();
    const known = callsWithLedger(view);
    const next = known[known.findIndex(({ id }) => id === ledger?.call) + by];
    return next === undefined ? Promise.resolve() : this.open(next.id);
  }

  /** A new view: the open ledger may have grown. */
  async refresh(before: DeskView | null, view: DeskView): Promise<void> {
    const { layer, ledger } = this.#store.get();
    if (layer !== 'ledger' || ledger === null) return;
    const [was, is] = [before, view].map((each) => each?.calls.find(({ id }) => id === ledger.call));
    if (was !== is) await this.#ask(ledger.call);
  }

  async #ask(call: CallId): Promise<void> {
    const reply = await this.#bridge.request.ledger({ call });
    // Another one was opened meanwhile, or none.
    if (this.#store.get().ledger?.call !== call) return;
    if (reply.ok) this.#set({ lines: reply.value, refused: null });
    else this.#set({ refused: t.ledger.refused(t.call.notDelivered) });
  }

  #set(change: Partial<LedgerState>): void {
    const { ledger } = this.#store.get();
    if (ledger !== null) this.#store.set({ ledger: { ...ledger, ...change } });
  }
}

/** The cards from top to bottom, then the rows of today. */
export function callsWithLedger(view: DeskView | null): readonly { readonly id: CallId; readonly party: Party }[] {
  const cards = cardsOf(view);
  const rows = (view?.today ?? []).filter(({ id }) => !cards.some((card) => card.id === id));
  return [...cards, ...rows];
}
