import type { Bridge } from '../../preload/contract/bridge.ts';
import type { Target } from '../../preload/contract/requests.ts';
import type { CallId, DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import type { TransferPicker } from './desk-state.ts';
import type { DeskStore } from './desk-store.ts';
import { failureText } from './outcome-text.ts';
import {
  isSearching,
  nothingFound,
  oneLine,
  onlyMeant,
  type SendHow,
  sameRow,
  stepped,
  targetRows,
  waysIn,
} from './target-rows.ts';
import { freshFor, TargetSearch } from './target-search.ts';

/** The target picker of one call. */
export class TransferControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;
  readonly #search: TargetSearch;

  constructor(bridge: Bridge, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
    this.#search = new TargetSearch(
      bridge,
      (text, targets, again) => {
        const { transfer } = store.get();
        if (transfer === null) return this.#search.stop();
        const found = { text: transfer.text, answered: text, targets };
        const best = text.trim() === '' ? null : 0;
        this.#set({
          ...found,
          selected: again ? sameRow(targetRows(transfer), transfer.selected, targetRows(found)) : best,
        });
      },
      freshFor,
    );
  }

  /** Nothing is highlighted until something is typed or chosen: `T` and `Enter` alone send nobody anywhere. */
  open(call: CallId, wish: 'transfer' | 'invite'): void {
    const invites = wish === 'invite';
    const { view } = this.#store.get();
    const byAmi = isOutOfReach(view, call);
    const plain = byAmi || view?.transferNow === 'plain';
    const canPark = view?.calls.find((each) => each.id === call)?.can.includes('park') ?? false;
    const transfer = { ...nothingFound, call, invites, byAmi, canPark, plain, selected: null };
    this.#store.set({ layer: 'transfer', transfer });
    this.#search.ask('');
  }

  /** A key that is on its way into the field will make it this. */
  foresee(text: string): void {
    this.#search.foresee(oneLine(text));
  }

  type(text: string): void {
    const typed = oneLine(text);
    // Asked before anything is drawn: the answer is on its way meanwhile.
    this.#search.ask(typed);
    this.#set({ text: typed, selected: typed.trim() === '' ? null : 0 });
  }

  move(by: 1 | -1): void {
    const picker = this.#store.get().transfer;
    if (picker !== null) this.#set({ selected: stepped(picker.selected, by, targetRows(picker).length) });
  }

  dispose(): void {
    this.#search.stop();
  }

  select(index: number): void {
    this.#set({ selected: index });
  }

  close(): void {
    this.#search.stop();
    this.#store.set({ layer: 'none', transfer: null });
  }

  async send(wanted: SendHow): Promise<void> {
    const before = this.#store.get().transfer;
    if (before === null) return;
    const how = before.invites ? 'consult' : wanted;
    const target = isSearching(before) ? await this.#awaited(before) : chosen(before);
    if (target === null || !waysIn(before, target).includes(how)) return;
    this.close();
    const { call } = before;
    this.#store.set({ cardNotice: null });
    const reply = await this.#request(how, call, target.dials);
    // What the PBX refuses comes back with the view; only what never reached main is told from here.
    if (reply.ok) return;
    const text = t.call.refused(t.call.refusedAction.transfer, failureText(reply) ?? '');
    this.#store.set({ cardNotice: { call, text } });
  }

  #request(how: SendHow, call: CallId, dials: string) {
    const { request } = this.#bridge;
    return how === 'parkAndTell' ? request.park({ call, tell: dials }) : request[how]({ call, dials });
  }

  /** The key was quicker than the list. A warning that could not be seen yet is shown before anybody is sent there. */
  async #awaited(before: TransferPicker): Promise<Target | null> {
    await this.#search.settled();
    const now = this.#store.get().transfer;
    if (now === null || now.call !== before.call || now.text !== before.text) return null;
    const meant = onlyMeant(now);
    return meant?.warning === null ? meant : null;
  }

  #set(change: Partial<TransferPicker>): void {
    const { transfer } = this.#store.get();
    if (transfer !== null) this.#store.set({ transfer: { ...transfer, ...change } });
  }
}

/** Our own SIP does not reach that call. */
const isOutOfReach = (view: DeskView | null, id: CallId): boolean =>
  view !== null &&
  (view.links.sip.state !== 'up' || view.calls.some((call) => call.id === id && call.device === 'other-phone'));

const chosen = (picker: TransferPicker): Target | null =>
  picker.selected === null ? null : (targetRows(picker)[picker.selected] ?? null);
