import type { Bridge } from '../../preload/contract/bridge.ts';
import type { ListenHow } from '../../preload/contract/listening.ts';
import type { LinkName } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import type { AskingAct } from './act.ts';
import type { DeskStore } from './desk-store.ts';
import { failureText } from './outcome-text.ts';
import { askForMicrophone } from './ring-here.ts';

/** What main is asked without more: nothing of the page changes but that a refusal is told. */
export class PlainAsks {
  readonly #bridge: Bridge;
  readonly #store: DeskStore;

  constructor(bridge: Bridge, store: DeskStore) {
    this.#bridge = bridge;
    this.#store = store;
  }

  async onMember({ call, member, what }: Extract<AskingAct, { type: 'member' }>): Promise<void> {
    const { request } = this.#bridge;
    const asked =
      what === 'remove'
        ? request.removeMember({ call, member })
        : request.muteMember({ call, member, muted: what === 'mute' });
    const failure = failureText(await asked);
    const text = failure === null ? null : t.call.refused(t.conference.refused[what], failure);
    this.#store.set({ cardNotice: text === null ? null : { call, text } });
  }

  /** null: what rings in my group. */
  async pickUp(dials: string | null): Promise<void> {
    const failure = failureText(await this.#bridge.request.pickUp({ dials }));
    this.#store.set({ notice: failure === null ? null : t.pickUp.refused(failure) });
  }

  async listenTo(dials: string, how: ListenHow): Promise<void> {
    const reply = await this.#bridge.request.listenTo({ dials, how });
    const isBusy = reply.ok && reply.value.outcome === 'refused' && reply.value.reason === 'not-now';
    const failure = isBusy ? t.listening.afterwards : failureText(reply);
    this.#store.set({ notice: failure === null ? null : t.listening.refused(failure) });
  }

  async callNumber(target: string): Promise<void> {
    const failure = failureText(await this.#bridge.request.dial({ target }));
    this.#store.set({ notice: failure === null ? null : t.dial.refused(failure) });
  }

  /** Calls somebody back who has waited for it, and takes them off the list; `done`: without calling. */
  async callBack(id: number, done: boolean): Promise<void> {
    const callBack = this.#store.get().view?.callBacks?.find((each) => each.id === id);
    const number = callBack?.party.number?.raw;
    if (callBack === undefined) return;
    if (!done && number !== undefined) {
      const failure = failureText(await this.#bridge.request.dial({ target: number }));
      if (failure !== null) return this.#store.set({ notice: t.dial.refused(failure) });
    }
    const failure = failureText(await this.#bridge.request.callBackDone({ id }));
    this.#store.set({ notice: failure === null ? null : t.history.refused(failure) });
  }

  /** How the call went that is being marked, by the list of the settings; 0 takes the mark away. */
  async mark(digit: string): Promise<void> {
    const { marking: call, view } = this.#store.get();
    const code = digit === '0' ? null : view?.dispositions?.[Number(digit) - 1];
    if (call === null || code === undefined) return;
    this.#store.set({ layer: 'none', marking: null });
    const row = await this.#bridge.request.historyRowOf({ call });
    const known = row.ok ? row.value.row : null;
    const failure = failureText(
      known === null ? { ok: false, error: noRow } : await this.#bridge.request.setDisposition({ row: known, code }),
    );
    const text = failure === null ? null : t.call.refused(t.call.refusedAction.mark, failure);
    this.#store.set({ cardNotice: text === null ? null : { call, text } });
  }

  async retry(links: readonly LinkName[]): Promise<void> {
    for (const link of links) {
      const failure = failureText(await this.#bridge.request.retryLink({ link }));
      this.#store.set({ notice: failure === null ? null : t.retryRefused(failure) });
    }
  }

  async askForMicrophone(): Promise<void> {
    this.#store.set({ notice: await askForMicrophone() });
  }
}

const noRow = { code: 'failed', message: 'the call has no row in the history' } as const;
