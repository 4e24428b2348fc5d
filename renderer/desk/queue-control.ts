import type { Bridge, Reply } from '../../preload/contract/bridge.ts';
import type { MyQueues, QueueSummary } from '../../preload/contract/my-queues.ts';
import type { Outcome } from '../../preload/contract/requests.ts';
import type { DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import type { QueueAct } from './act.ts';
import type { DeskStore } from './desk-store.ts';
import type { Errands } from './errands.ts';
import { failureText } from './outcome-text.ts';
import { noQueues, type QueueField, type QueuesState, type QueueWish } from './queue-state.ts';
import { oneLine, stepped } from './target-rows.ts';

/** The queues: signs in and out, pauses with a reason and a time to be back, and comes back. */
export class QueueControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;
  readonly #errands: Pick<Errands, 'toast' | 'diverted'>;
  #asked = 0;

  /** `errands`: tell what was done where the list is not open. */
  constructor(bridge: Bridge, store: DeskStore, errands: Pick<Errands, 'toast' | 'diverted'>) {
    this.#bridge = bridge;
    this.#store = store;
    this.#errands = errands;
  }

  act(act: QueueAct): Promise<void> | void {
    switch (act.what) {
      case 'open':
        return this.#open();
      case 'select':
        return this.#set({ selected: act.queue, message: null });
      case 'sign':
        return this.#sign();
      case 'sign-everywhere':
        return this.#signEverywhere();
      case 'pause':
        return this.#pause(act.everywhere);
      case 'penalty':
        return this.#openPenalty();
      case 'disturb':
        return this.#disturb();
      case 'reason':
        return this.#chooseReason(act.digit);
      case 'type':
        return this.#type(act.text);
      case 'accept':
        return this.#accept();
      case 'cancel':
        return this.#field(null);
      case 'do':
        return this.#do(act.wish);
    }
  }

  move(by: 1 | -1): void {
    const names = this.#queues.map(({ name }) => name);
    const at = names.indexOf(this.#state.selected ?? '');
    const next = stepped(at === -1 ? null : at, by, names.length);
    this.#set({ selected: next === null ? null : (names[next] ?? null), message: null });
  }

  /** A new view: who works and waits there may be others now. */
  async refresh(before: DeskView | null, view: DeskView): Promise<void> {
    if (this.#store.get().layer.startsWith('queue') && before?.queues !== view.queues) await this.#ask();
  }

  get #state(): QueuesState {
    return this.#store.get().queues;
  }

  get #mine(): MyQueues | null {
    return this.#store.get().view?.queues ?? null;
  }

  get #queues(): readonly QueueSummary[] {
    return this.#mine?.queues ?? [];
  }

  get #chosen(): QueueSummary | null {
    return this.#queues.find(({ name }) => name === this.#state.selected) ?? null;
  }

  #set(change: Partial<QueuesState>): void {
    this.#store.set({ queues: { ...this.#state, ...change } });
  }

  #field(field: QueueField | null): void {
    const layer = field === null ? 'queues' : field.kind === 'reason' ? 'queueReason' : 'queueField';
    this.#store.set({ layer });
    this.#set({ field, message: null });
  }

  #open(): Promise<void> {
    const first = this.#queues.find(({ mine }) => mine !== null) ?? this.#queues[0];
    this.#store.set({ layer: 'queues', queues: { ...noQueues, selected: first?.name ?? null } });
    return this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const reply = await this.#bridge.request.queues({});
    if (asked === this.#asked && reply.ok) this.#set({ everybody: reply.value.queues });
  }

  #sign(): Promise<void> | void {
    const queue = this.#chosen;
    if (queue === null || this.#isBarred()) return;
    if (queue.mine === null) return this.#do({ name: 'signIn', queue: queue.name });
    if (!queue.mine.dynamic) return this.#set({ message: t.queues.staysIn });
    return this.#do({ name: 'signOut', queue: queue.name });
  }

  #signEverywhere(): Promise<void> | void {
    if (this.#isBarred()) return;
    const isIn = this.#queues.some(({ mine }) => mine?.dynamic === true);
    return this.#do({ name: isIn ? 'signOut' : 'signIn', queue: null });
  }

  #pause(everywhere: boolean): Promise<void> | void {
    const chosen = this.#chosen;
    const mine = this.#queues.flatMap((each) => each.mine ?? []);
    if (this.#isBarred() || (everywhere ? mine.length === 0 : (chosen?.mine ?? null) === null)) return;
    const queue = everywhere ? null : (chosen?.name ?? null);
    const isPaused = everywhere ? mine.some(({ pause }) => pause !== null) : chosen?.mine?.pause !== null;
    return isPaused ? this.#do({ name: 'endPause', queue }) : this.#field({ kind: 'reason', queue });
  }

  #openPenalty(): void {
    const chosen = this.#chosen;
    const place = chosen?.mine ?? null;
    if (chosen === null || place === null || this.#isBarred()) return;
    this.#field({ kind: 'penalty', queue: chosen.name, text: String(place.penalty) });
  }

  async #disturb(): Promise<void> {
    const isOn = this.#store.get().view?.diversions?.doNotDisturb ?? false;
    this.#set({ message: t.queues.asking });
    const { text } = await this.#errands.diverted({ what: 'doNotDisturb', on: !isOn });
    this.#set({ message: text });
  }

  #chooseReason(digit: string): void {
    const { field } = this.#state;
    if (field?.kind !== 'reason') return;
    const { queue } = field;
    if (digit === '0') return this.#field({ kind: 'other', queue, text: '' });
    const reason = this.#mine?.reasons[Number(digit) - 1];
    if (reason !== undefined) this.#askBack(queue, reason);
  }

  /** When I will be back: as usual for that reason, where the settings say so. */
  #askBack(queue: string | null, reason: string): void {
    const usual = Object.entries(this.#mine?.plans ?? {}).find(([of]) => of === reason)?.[1];
    this.#field({ kind: 'back', queue, reason, text: usual ?? '' });
  }

  #type(text: string): void {
    const { field } = this.#state;
    if (field !== null && field.kind !== 'reason') this.#set({ field: { ...field, text: oneLine(text, 40) } });
  }

  #accept(): Promise<void> | void {
    const { field } = this.#state;
    if (field === null || field.kind === 'reason') return;
    const { queue, text } = field;
    if (field.kind === 'other') return this.#askBack(queue, text.trim());
    if (field.kind === 'back') return this.#do({ name: 'pause', queue, reason: field.reason, back: text });
    const penalty = Number(text.trim());
    const isNumber = /^\d{1,6}$/.test(text.trim());
    if (!isNumber) return this.#set({ message: t.queues.noNumber(text) });
    return this.#do({ name: 'setPenalty', queue: field.queue, penalty });
  }

  #isBarred(): boolean {
    const lack = this.#mine?.lack ?? null;
    if (lack !== null) this.#set({ message: t.queues.lack(lack) });
    return lack !== null;
  }

  async #do(wish: QueueWish): Promise<void> {
    this.#set({ message: t.queues.asking });
    const reply = await this.#request(wish);
    const failure = failed(reply, wish);
    const isOpen = this.#store.get().layer.startsWith('queue');
    const text = failure ?? t.queues.done[wish.name](wish.queue);
    // From the palette it is told where everything else is told.
    if (!isOpen) return failure === null ? this.#errands.toast(text) : this.#store.set({ notice: failure });
    if (failure === null && this.#state.field !== null) this.#field(null);
    this.#set({ message: text });
  }

  #request(wish: QueueWish): Promise<Reply<Outcome>> {
    const { request } = this.#bridge;
    switch (wish.name) {
      case 'pause':
        return request.pause({ queue: wish.queue, reason: wish.reason, back: wish.back });
      case 'setPenalty':
        return request.setPenalty({ queue: wish.queue, penalty: wish.penalty });
      case 'signIn':
      case 'signOut':
      case 'endPause':
        return request[wish.name]({ queue: wish.queue });
    }
  }
}

/** Why it was not done, in words; null: it was. */
function failed(reply: Reply<Outcome>, wish: QueueWish): string | null {
  if (reply.ok && reply.value.outcome === 'unconfirmed') return t.queues.unconfirmed;
  if (reply.ok && reply.value.outcome === 'refused') {
    if (reply.value.reason === 'bad-target' && wish.name === 'pause') return t.queues.noTime(wish.back);
    if (reply.value.reason === 'not-now') return t.queues.changedMeanwhile;
    if (reply.value.reason === 'not-permitted') return t.queues.needsRight;
  }
  const why = failureText(reply);
  return why === null ? null : t.queues.refused(why);
}
