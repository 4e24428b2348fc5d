import type { Bridge, Reply } from '../../preload/contract/bridge.ts';
import type { HistoryRow } from '../../preload/contract/history.ts';
import type { Outcome } from '../../preload/contract/requests.ts';
import { t } from '../i18n/texts.ts';
import type { HistoryAct } from './act.ts';
import type { DeskStore } from './desk-store.ts';
import { type HistoryField, type HistoryState, historyShows } from './history-state.ts';
import { failureText } from './outcome-text.ts';
import { partyName } from './party-text.ts';
import { dayAndTime } from './past-day.ts';
import { oneLine } from './target-rows.ts';

/** The view of past calls: lists, searches, calls back, and writes what is known of a call afterwards. */
export class HistoryControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;
  #asked = 0;

  constructor(bridge: Bridge, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
  }

  act(act: HistoryAct): Promise<void> | void {
    switch (act.what) {
      case 'open':
        return this.#list({ show: act.show ?? 'all', text: '' });
      case 'show':
        return this.#list({ show: act.show });
      case 'step':
        return this.#list({ show: neighbour(this.#state.show, act.by) });
      case 'type':
        return this.#type(act.text);
      case 'select':
        return this.#set({ selected: act.row });
      case 'call':
        return this.#call();
      case 'field':
        return this.#openField(act.field);
      case 'mark':
        return this.#mark(act.digit);
      case 'accept':
        return this.#accept();
      case 'cancel':
        return this.#closeField();
      case 'done':
        return this.#done();
      case 'export':
        return this.#export();
    }
  }

  move(by: 1 | -1): void {
    const { selected } = this.#state;
    this.#set({ selected: Math.max(0, Math.min(this.#count() - 1, selected + by)) });
  }

  get #state(): HistoryState {
    return this.#store.get().history;
  }

  #set(change: Partial<HistoryState>): void {
    this.#store.set({ history: { ...this.#state, ...change } });
  }

  #count(): number {
    const { show, rows } = this.#state;
    return show === 'callBacks' ? (this.#store.get().view?.callBacks ?? []).length : (rows ?? []).length;
  }

  async #list(change: Partial<HistoryState>): Promise<void> {
    this.#store.set({ layer: 'history' });
    this.#set({ ...change, selected: 0, rows: null, field: null, message: null });
    await this.#ask();
  }

  async #ask(): Promise<void> {
    const { show, text } = this.#state;
    if (show === 'callBacks') return;
    this.#asked += 1;
    const asked = this.#asked;
    const reply = await this.#bridge.request.history({ show, text, before: null });
    // Something newer was asked for meanwhile.
    if (asked !== this.#asked) return;
    const rows = reply.ok ? reply.value.rows : [];
    this.#set({ rows, selected: Math.min(this.#state.selected, Math.max(0, rows.length - 1)) });
  }

  #type(text: string): Promise<void> | void {
    const { field } = this.#state;
    if (field === null || field.kind === 'mark') return;
    const typed = oneLine(text, field.kind === 'note' ? 300 : 100);
    if (field.kind !== 'search') return this.#set({ field: { ...field, text: typed } });
    this.#set({ text: typed, selected: 0 });
    return this.#ask();
  }

  #chosen(): HistoryRow | null {
    const { rows, selected, show } = this.#state;
    return show === 'callBacks' ? null : (rows?.[selected] ?? null);
  }

  #chosenCallBack() {
    const { show, selected } = this.#state;
    return show === 'callBacks' ? (this.#store.get().view?.callBacks?.[selected] ?? null) : null;
  }

  async #call(): Promise<void> {
    const callBack = this.#chosenCallBack();
    const number = (callBack ?? this.#chosen())?.party.number?.raw;
    if (number === undefined) return;
    const failure = failureText(await this.#bridge.request.dial({ target: number }));
    if (failure !== null) return this.#set({ message: t.dial.refused(failure) });
    if (callBack !== null) await this.#bridge.request.callBackDone({ id: callBack.id });
    this.#store.set({ layer: 'none' });
  }

  #openField(kind: HistoryField['kind']): void {
    if (kind === 'search') {
      this.#store.set({ layer: 'historyField' });
      return this.#set({ field: { kind }, message: null });
    }
    const row = this.#chosen();
    const marks = this.#store.get().view?.dispositions ?? [];
    if (row === null || (kind === 'mark' && marks.length === 0) || (kind === 'when' && row.party.number === null))
      return;
    this.#store.set({ layer: kind === 'mark' ? 'historyMark' : 'historyField' });
    this.#set({
      field: kind === 'mark' ? { kind, row } : { kind, row, text: kind === 'note' ? row.note : '' },
      message: null,
    });
  }

  #closeField(): void {
    this.#store.set({ layer: 'history' });
    this.#set({ field: null });
  }

  async #accept(): Promise<void> {
    const { field } = this.#state;
    if (field === null || field.kind === 'search' || field.kind === 'mark') return this.#closeField();
    const { row, text } = field;
    if (field.kind === 'note') return this.#told(await this.#bridge.request.historyNote({ row: row.id, text }));
    if (text.trim() === '') return;
    const { party, note } = row;
    const reply = await this.#bridge.request.planCallBack({
      ...{ name: party.name ?? '', number: party.number?.raw ?? '', note, when: text.slice(0, 40) },
    });
    if (reply.ok && reply.value.outcome === 'planned') {
      this.#closeField();
      return this.#set({ message: t.history.planned(partyName(party), dayAndTime(reply.value.due, Date.now())) });
    }
    const isTime = reply.ok && reply.value.outcome === 'refused' && reply.value.reason === 'bad-target';
    this.#set({ message: isTime ? t.history.noTime(text) : t.history.refused(t.call.notDelivered) });
  }

  async #mark(digit: string): Promise<void> {
    const { field } = this.#state;
    if (field?.kind !== 'mark') return;
    const marks = this.#store.get().view?.dispositions ?? [];
    const code = digit === '0' ? null : marks[Number(digit) - 1];
    if (code === undefined) return;
    await this.#told(await this.#bridge.request.setDisposition({ row: field.row.id, code }));
  }

  async #told(reply: Reply<Outcome>): Promise<void> {
    const failure = failureText(reply);
    if (failure !== null) return this.#set({ message: t.history.refused(failure) });
    this.#closeField();
    await this.#ask();
  }

  async #done(): Promise<void> {
    const callBack = this.#chosenCallBack();
    if (callBack === null) return;
    const failure = failureText(await this.#bridge.request.callBackDone({ id: callBack.id }));
    this.#set({ message: failure === null ? null : t.history.refused(failure), selected: 0 });
  }

  async #export(): Promise<void> {
    const reply = await this.#bridge.request.exportHistory({});
    if (reply.ok && reply.value.outcome === 'saved') return this.#set({ message: t.history.saved(reply.value.file) });
    this.#set({ message: t.history.refused(t.call.notDelivered) });
  }
}

function neighbour(show: HistoryState['show'], by: 1 | -1): HistoryState['show'] {
  const at = historyShows.indexOf(show);
  return historyShows[(at + by + historyShows.length) % historyShows.length] ?? 'all';
}
