import type { Bridge, Reply } from '../../preload/contract/bridge.ts';
import type { MailboxView, MessageView } from '../../preload/contract/messages.ts';
import type { Outcome } from '../../preload/contract/requests.ts';
import type { CallView, DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import type { MessagesAct } from './act.ts';
import type { DeskStore } from './desk-store.ts';
import { boxesOf, boxOf, type Hearing, type MessagesState, noMessages, playerOf } from './messages-state.ts';
import { failureText } from './outcome-text.ts';

/** What app_voicemail's listen keys are where nobody has changed them (voicemail.conf, `listen-control-…-key`). */
const listenKeys = { pause: '0', back: '*', ahead: '#' } as const;
/** And how far one press goes (`skipms`), ms. */
const skip = 3_000;

/** The view of messages: lists them, plays them on the phone, calls back, moves and deletes. */
export class MessagesControl {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;

  constructor(bridge: Bridge, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
  }

  act(act: MessagesAct): Promise<void> | void {
    switch (act.what) {
      case 'open':
        return this.#look(act.mailbox ?? null);
      case 'box':
        return this.#nextBox();
      case 'select':
        return this.#set({ selected: act.id, message: null });
      case 'play':
        return this.#play();
      case 'call':
        return this.#call();
      case 'skip':
        return this.#skip(act.by);
      case 'keep':
        return this.#keep();
      case 'delete':
        return this.#delete();
      case 'undo':
        return this.#undo();
    }
  }

  move(by: 1 | -1): void {
    const { rows, selected } = this.#state;
    if (rows === null || rows.length === 0) return;
    const at = rows.findIndex(({ id }) => id === selected);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next !== undefined) this.#set({ selected: next.id, message: null });
  }

  /** A newer view is there: the list may be another one. */
  update(view: DeskView): void {
    if (this.#store.get().layer !== 'messages') return;
    const box = boxOf(view, this.#state);
    if (box !== null && box.revision !== this.#state.revision) void this.#ask(box);
  }

  /** The view is left: what was being played has no listener any more. */
  async leave(): Promise<void> {
    const player = playerOf(this.#store.get().view);
    if (player !== null) await this.#bridge.request.hangUp({ call: player.id });
  }

  get #state(): MessagesState {
    return this.#store.get().messages;
  }

  get #box(): MailboxView | null {
    return boxOf(this.#store.get().view, this.#state);
  }

  get #chosen(): MessageView | null {
    const { rows, selected } = this.#state;
    return rows?.find(({ id }) => id === selected) ?? null;
  }

  #set(change: Partial<MessagesState>): void {
    this.#store.set({ messages: { ...this.#state, ...change } });
  }

  #look(mailbox: string | null): Promise<void> | void {
    const { hearing } = this.#state;
    this.#store.set({ layer: 'messages', messages: { ...noMessages, hearing, mailbox } });
    const box = this.#box;
    if (box !== null) return this.#ask(box);
  }

  #nextBox(): Promise<void> | void {
    const boxes = boxesOf(this.#store.get().view);
    if (boxes.length < 2) return;
    const at = boxes.findIndex(({ mailbox }) => mailbox === this.#box?.mailbox);
    return this.#look(boxes[(at + 1) % boxes.length]?.mailbox ?? null);
  }

  async #ask({ mailbox, revision }: MailboxView): Promise<void> {
    this.#set({ revision });
    const reply = await this.#bridge.request.messages({ mailbox });
    // Another mailbox, or a newer list of this one, was asked for meanwhile.
    if (this.#box?.mailbox !== mailbox || this.#state.revision !== revision || !reply.ok) return;
    this.#show(reply.value.messages);
  }

  /** Whatever takes the place of a chosen message that has gone is chosen. */
  #show(rows: readonly MessageView[]): void {
    const { selected, rows: before } = this.#state;
    const at = (before ?? []).findIndex(({ id }) => id === selected);
    const still = rows.some(({ id }) => id === selected);
    const next = rows[Math.min(Math.max(at, 0), rows.length - 1)];
    this.#set({ rows, selected: still ? selected : (next?.id ?? null) });
  }

  async #play(): Promise<void> {
    const [box, chosen] = [this.#box, this.#chosen];
    const player = playerOf(this.#store.get().view);
    if (box === null) return;
    if (player !== null && chosen !== null && player.message?.id === chosen.id) return this.#pause(player);
    if (player !== null) await this.#bridge.request.hangUp({ call: player.id });
    if (box.plays === null) return this.#set({ message: t.messages.cannotPlay });
    if (box.plays === 'mailbox') return this.#told(await this.#bridge.request.callMailbox({ mailbox: box.mailbox }));
    if (chosen === null) return;
    this.#set({ hearing: null });
    return this.#told(await this.#bridge.request.playMessage({ mailbox: box.mailbox, id: chosen.id }));
  }

  async #pause(player: CallView): Promise<void> {
    if (player.phase !== 'active') return;
    const now = Date.now();
    const { pausedAt, behind } = this.#hearing(player);
    if (!(await this.#digit(player, listenKeys.pause))) return;
    this.#hear(
      pausedAt === null
        ? { call: player.id, pausedAt: now, behind }
        : { call: player.id, pausedAt: null, behind: behind + now - pausedAt },
    );
  }

  async #skip(by: 1 | -1): Promise<void> {
    const player = playerOf(this.#store.get().view);
    if (player?.phase !== 'active') return;
    const hearing = this.#hearing(player);
    // Standing still, the PBX takes no other key than the one that goes on (file.c, `control_streamfile`).
    if (hearing.pausedAt !== null) return;
    if (await this.#digit(player, by === 1 ? listenKeys.ahead : listenKeys.back))
      this.#hear({ ...hearing, behind: hearing.behind - by * skip });
  }

  async #digit(player: CallView, digits: string): Promise<boolean> {
    const failure = failureText(await this.#bridge.request.sendDigits({ call: player.id, digits }));
    if (failure !== null) this.#set({ message: t.messages.refused(failure) });
    return failure === null;
  }

  #hearing(player: CallView): Hearing {
    const { hearing } = this.#state;
    return hearing?.call === player.id ? hearing : { call: player.id, pausedAt: null, behind: 0 };
  }

  #hear(hearing: Hearing): void {
    this.#set({ hearing });
  }

  async #call(): Promise<void> {
    const [box, chosen] = [this.#box, this.#chosen];
    if (box === null) return;
    if (box.listing !== 'listed') return this.#callMailbox(box);
    const number = chosen?.party.number?.raw;
    if (chosen === null) return;
    if (number === undefined) return this.#set({ message: t.messages.noNumber });
    await this.leave();
    const failure = failureText(await this.#bridge.request.dial({ target: number }));
    if (failure !== null) return this.#set({ message: t.dial.refused(failure) });
    this.#store.set({ layer: 'none' });
  }

  async #callMailbox({ plays, mailbox }: MailboxView): Promise<void> {
    if (plays === null) return this.#set({ message: t.messages.cannotCall });
    const failure = failureText(await this.#bridge.request.callMailbox({ mailbox }));
    if (failure !== null) return this.#set({ message: t.dial.refused(failure) });
    this.#store.set({ layer: 'none' });
  }

  async #keep(): Promise<void> {
    const [box, chosen] = [this.#box, this.#chosen];
    if (box === null || chosen === null) return;
    if (box.changes !== 'yes') return this.#set({ message: t.messages.notChanged[box.changes] });
    const to = chosen.shelf === 'new' ? 'heard' : 'new';
    return this.#told(await this.#bridge.request.moveMessage({ mailbox: box.mailbox, id: chosen.id, to }));
  }

  async #delete(): Promise<void> {
    const [box, chosen] = [this.#box, this.#chosen];
    if (box === null || chosen === null) return;
    if (box.changes !== 'yes') return this.#set({ message: t.messages.notChanged[box.changes] });
    const player = playerOf(this.#store.get().view);
    if (player !== null && player.message?.id === chosen.id) await this.leave();
    return this.#told(await this.#bridge.request.deleteMessage({ mailbox: box.mailbox, id: chosen.id }));
  }

  async #undo(): Promise<void> {
    const box = boxesOf(this.#store.get().view).find(({ deleted }) => deleted.length > 0);
    if (box !== undefined) this.#told(await this.#bridge.request.undoDelete({ mailbox: box.mailbox }));
  }

  #told(reply: Reply<Outcome>): void {
    const failure = failureText(reply);
    this.#set({ message: failure === null ? null : t.messages.refused(failure) });
  }
}
