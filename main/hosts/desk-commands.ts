import type { Outcome, RequestOutput } from '../../preload/contract/requests.ts';
import type { CallAction, CallView, DeskView } from '../../preload/contract/views.ts';
import type { Offhook } from '../app/offhook.ts';
import type { Clock } from '../base/clock.ts';

export type CommandOutcome = Outcome | RequestOutput<'park'> | { readonly outcome: 'nothing-to-do' };

/** What the second press of two would do. */
interface Armed {
  readonly at: number;
  readonly action: 'decline' | 'hangUp';
  readonly call: CallView['id'];
}

/** The second press of two, ms. */
const twiceWithin = 1_500;

/**
 * What keys of the whole system, the tray, a notification and the command line can do to calls. Which call is meant is
 * said by what can be done: the newest call that can be answered, the one that is talked on. Nothing is done that the
 * desk would not offer.
 */
export class DeskCommands {
  readonly #offhook: Pick<Offhook, 'view' | 'request'>;
  readonly #clock: Pick<Clock, 'now'>;
  #armed: Armed | null = null;

  constructor(offhook: Pick<Offhook, 'view' | 'request'>, clock: Pick<Clock, 'now'>) {
    this.#offhook = offhook;
    this.#clock = clock;
  }

  get view(): DeskView {
    return this.#offhook.view;
  }

  answer(): Promise<CommandOutcome> {
    return this.#on('answer', (call) => this.#offhook.request('answer', { call }));
  }

  hangUp(): Promise<CommandOutcome> {
    return this.#on('hangUp', (call) => this.#offhook.request('hangUp', { call }));
  }

  decline(): Promise<CommandOutcome> {
    return this.#on('decline', (call) => this.#offhook.request('decline', { call }));
  }

  /**
   * One press silences what rings; a second one declines it, or hangs up where nothing rang: no caller is lost to a
   * stray key, nor one who begins to ring between the two.
   */
  async silence(): Promise<CommandOutcome> {
    const now = this.#clock.now();
    const first = this.#armed;
    this.#armed = null;
    if (first !== null && now - first.at <= twiceWithin) {
      const { action, call } = first;
      const still = this.view.calls.some(({ id, can }) => id === call && can.includes(action));
      return still ? await this.#offhook.request(action, { call }) : { outcome: 'nothing-to-do' };
    }
    for (const action of ['decline', 'hangUp'] as const) {
      const call = this.#can(action)?.id;
      if (call !== undefined) this.#armed ??= { at: now, action, call };
    }
    return await this.#on('silence', (call) => this.#offhook.request('silence', { call }));
  }

  /** The microphone off, or on again. */
  mute(): Promise<CommandOutcome> {
    const muted = this.#can('unmute') === null;
    return this.#on(muted ? 'mute' : 'unmute', (call) => this.#offhook.request('mute', { call, muted }));
  }

  dial(target: string): Promise<CommandOutcome> {
    return this.#offhook.request('dial', { target });
  }

  transfer(dials: string): Promise<CommandOutcome> {
    return this.#on('transfer', (call) => this.#offhook.request('transfer', { call, dials }));
  }

  async #on(action: CallAction, ask: (call: CallView['id']) => Promise<CommandOutcome>): Promise<CommandOutcome> {
    const call = this.#can(action);
    return call === null ? { outcome: 'nothing-to-do' } : await ask(call.id);
  }

  #can(action: CallAction): CallView | null {
    const calls = this.#offhook.view.calls.filter(({ can }) => can.includes(action));
    return calls.find(({ phase }) => phase === 'active') ?? calls[0] ?? null;
  }
}
