import type { Bridge } from '../../preload/contract/bridge.ts';
import type { CallId, DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import type { KnownPlaces } from '../search/known-places.ts';
import type { Target } from '../search/target.ts';
import type { TransferPicker } from './desk-state.ts';
import type { DeskStore } from './desk-store.ts';
import { failureText } from './outcome-text.ts';
import { RowGuard } from './row-guard.ts';
import {
  isSame,
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
  readonly #guard = new RowGuard();
  /** The highlight is where somebody put it: it stays with that row. */
  #isChosen = false;

  constructor(bridge: Bridge, places: KnownPlaces, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
    this.#search = new TargetSearch(bridge, places, (...found) => this.#show(...found), freshFor);
  }

  #show(text: string, targets: readonly Target[] | null, again: boolean): void {
    const { transfer } = this.#store.get();
    if (transfer === null) return this.#search.stop();
    const found = { text: transfer.text, answered: text, targets };
    const [before, now] = [targetRows(transfer), targetRows(found)];
    const same = sameRow(before, transfer.selected, now);
    const selected = again || this.#isChosen ? same : bestOf(text);
    if (selected !== same) this.#guard.moved(performance.now());
    this.#set({ ...found, selected });
  }

  /** Nothing is highlighted until something is typed or chosen: `T` and `Enter` alone send nobody anywhere. */
  open(call: CallId, wish: 'transfer' | 'invite'): void {
    const invites = wish === 'invite';
    const { view } = this.#store.get();
    const byAmi = isOutOfReach(view, call);
    const plain = byAmi || view?.transferNow === 'plain';
    const canPark = view?.calls.find((each) => each.id === call)?.can.includes('park') ?? false;
    this.#isChosen = false;
    const found = { ...nothingFound, ...this.#search.ask('') };
    const transfer = { ...found, call, invites, byAmi, canPark, plain, selected: null };
    this.#store.set({ layer: 'transfer', transfer });
  }

  /** The letter and what is found for it are drawn as one. */
  type(text: string): void {
    const typed = oneLine(text);
    this.#isChosen = false;
    this.#set({ text: typed, ...this.#search.ask(typed), selected: bestOf(typed) });
    this.#guard.put(performance.now());
  }

  move(by: 1 | -1): void {
    const picker = this.#store.get().transfer;
    if (picker !== null) this.#choose(stepped(picker.selected, by, targetRows(picker).length));
  }

  dispose(): void {
    this.#search.stop();
  }

  select(index: number): void {
    this.#choose(index);
  }

  close(): void {
    this.#search.stop();
    this.#store.set({ layer: 'none', transfer: null });
  }

  /** `struckAt`: when the key was struck. */
  async send(wanted: SendHow, struckAt: number): Promise<void> {
    const before = this.#store.get().transfer;
    if (before === null) return;
    const how = before.invites ? 'consult' : wanted;
    const isSeen = !isSearching(before) && this.#guard.takes(struckAt);
    const target = isSeen ? chosen(before) : await this.#awaited(before, struckAt);
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

  /**
   * The key was quicker than all that can be known of the text: it means whom it was struck at, if they still stand there
   * as they did, or better. A warning that could not be seen yet is shown before anybody is sent there.
   */
  async #awaited(before: TransferPicker, struckAt: number): Promise<Target | null> {
    const struck = this.#guard.takes(struckAt) ? chosen(before) : null;
    await this.#search.settled();
    const now = this.#store.get().transfer;
    if (now === null || now.call !== before.call || now.text !== before.text) return null;
    const there = chosen(now);
    const isNews = there !== null && there.warning !== null && there.warning !== struck?.warning;
    if (struck !== null && there !== null && isSame(struck, there) && !isNews) return there;
    const meant = onlyMeant(now);
    return meant?.warning === null ? meant : null;
  }

  #choose(selected: number | null): void {
    this.#isChosen = true;
    this.#set({ selected });
    this.#guard.put(performance.now());
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

const bestOf = (text: string): number | null => (text.trim() === '' ? null : 0);

const chosen = (picker: TransferPicker): Target | null =>
  picker.selected === null ? null : (targetRows(picker)[picker.selected] ?? null);
