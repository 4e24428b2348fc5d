import type { AwayAnswer } from '../../preload/contract/away.ts';
import type { Bridge } from '../../preload/contract/bridge.ts';
import type { RehearsalKind } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import type { DiversionWish } from './act.ts';
import type { DeskStore } from './desk-store.ts';
import type { Frame, WindowWish } from './frame.ts';
import { failureText } from './outcome-text.ts';

/** A path wants to be read. */
const [toastMs, savedMs] = [4000, 10_000];

/** What is asked of main about no card: a failure stands in the desk's notice, a success is said for a moment. */
export class Errands {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;
  readonly #frame: Frame;
  #untoast: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: Bridge, store: DeskStore, frame: Frame) {
    this.#bridge = bridge;
    this.#store = store;
    this.#frame = frame;
  }

  dispose(): void {
    clearTimeout(this.#untoast);
  }

  async divert(wish: DiversionWish): Promise<void> {
    const { isDone, text } = await this.diverted(wish);
    if (isDone) this.toast(text);
    else this.#store.set({ notice: text });
  }

  /** What came of it, in words. */
  async diverted(wish: DiversionWish): Promise<{ readonly isDone: boolean; readonly text: string }> {
    const { request } = this.#bridge;
    const told = (text: string, isDone = false) => ({ isDone, text });
    const diversions = this.#store.get().view?.diversions;
    if (diversions === undefined) return told(t.diversions.notSetUp);
    const { offers, lack } = diversions;
    if (lack !== null && !offers.includes(wish.what)) return told(t.diversions.lack(t.queues.lack(lack)));
    const reply = await (wish.what === 'doNotDisturb'
      ? request.setDoNotDisturb({ on: wish.on })
      : request.setForward({ when: wish.what, to: wish.to }));
    const isBusy = reply.ok && reply.value.outcome === 'refused' && reply.value.reason === 'not-now';
    const failure = isBusy ? t.diversions.afterwards : failureText(reply);
    if (failure !== null) return told(t.diversions.refused(failure));
    const isConfirmed = reply.ok && reply.value.outcome === 'confirmed';
    return told(isConfirmed ? t.diversions.done : t.diversions.unconfirmed, isConfirmed);
  }

  async answerAway(how: AwayAnswer): Promise<void> {
    const reply = await this.#bridge.request.answerAway({ how });
    const failure = failureText(reply);
    if (failure !== null) return this.#store.set({ notice: t.queues.refused(failure) });
    if (reply.ok && reply.value.outcome === 'unconfirmed') return this.#store.set({ notice: t.queues.unconfirmed });
    this.toast(t.away.done[how]);
  }

  async rehearse(kind: RehearsalKind): Promise<void> {
    const failure = failureText(await this.#bridge.request.rehearse({ kind }));
    if (failure !== null) return this.#store.set({ notice: t.rehearsalRefused(failure) });
    this.toast(t.rehearsalStarted[kind]);
  }

  async saveRecording(maskNumbers: boolean): Promise<void> {
    const reply = await this.#bridge.request.saveRecording({ maskNumbers });
    if (reply.ok && reply.value.outcome === 'saved') return this.toast(t.recordingSaved(reply.value.file), savedMs);
    // What the system says of a file is no word of the PBX.
    const detail = reply.ok && reply.value.outcome === 'refused' ? reply.value.detail : null;
    this.#store.set({ notice: t.recordingRefused(detail ?? failureText(reply) ?? '') });
  }

  async window(wish: WindowWish): Promise<void> {
    const said = await this.#frame.do(wish);
    if (said !== null) this.toast(said);
  }

  toast(toast: string, lasts = toastMs): void {
    clearTimeout(this.#untoast);
    const { said } = this.#store.get();
    this.#store.set({ notice: null, toast, said: { ...said, polite: { text: toast, count: said.polite.count + 1 } } });
    this.#untoast = setTimeout(() => this.#store.set({ toast: null }), lasts);
  }
}
