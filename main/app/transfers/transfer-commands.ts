import type { Outcome } from '../../../preload/contract/requests.ts';
import type { SipCallId } from '../../base/ids.ts';
import type { CallKey } from '../../calls/call.ts';
import { callOfDialog, findSoftphoneCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import { holdOthers } from '../alone.ts';
import type { Operations } from '../operations.ts';
import { confirmed, outcomeOf } from '../refusals.ts';
import type { Arrangement } from './arrangements.ts';
import type { CallWork } from './call-work.ts';
import type { OtherPhone } from './directory.ts';
import { HandOver, type HandOverOptions } from './hand-over.ts';

export interface TransferCommandsOptions extends HandOverOptions {
  readonly operations: Operations;
  readonly work: CallWork;
  /** Put before a target to reach its mailbox. */
  readonly voicemailPrefix: string;
  /** Somebody was sent there: it ranks higher next time. */
  readonly used: (dials: string) => void;
}

/** What a person may want of a call and a colleague. Each ends as the PBX says, and is told on the customer's card. */
export class TransferCommands {
  readonly #options: TransferCommandsOptions;
  readonly #handOver: HandOver;
  readonly #work: CallWork;

  constructor(options: TransferCommandsOptions) {
    this.#options = options;
    this.#handOver = new HandOver(options);
    this.#work = options.work;
  }

  /** Transfer now, supervised: resolves when the target has the customer, or we have them again. */
  transfer(key: CallKey, dials: string): Promise<Outcome> {
    return this.#work.run(key, 'transfer', async ({ dialog }) => {
      const { phone, watch } = this.#options;
      // Only the customer: whoever else the agent talks to goes on talking.
      const held = watch.isHeld(dialog) ? null : outcomeOf(await phone.hold(dialog));
      if (held !== null && held.outcome !== 'confirmed') return held;
      const leg = await this.#callColleague(dialog, dials);
      if (!leg.ok) return leg.outcome;
      const pair = this.#begin('transfer', dialog, leg.dialog);
      return this.#supervise(pair);
    });
  }

  /** To another phone of mine: whoever is there goes on hearing us until that is picked up, and hears no break then. */
  moveToPhone(key: CallKey, { dials, endpoint }: OtherPhone): Promise<Outcome> {
    return this.#work.run(key, 'moveToPhone', async ({ dialog }) => {
      const leg = await this.#callColleague(dialog, dials);
      if (!leg.ok) return leg.outcome;
      return this.#supervise(this.#begin('transfer', dialog, leg.dialog, endpoint));
    });
  }

  /** Calls a colleague while the customer hears music. Confirmed once that call is on its way. */
  consult(key: CallKey, dials: string): Promise<Outcome> {
    const action = isInConference(this.#options.calls(), key) ? 'invite' : 'transfer';
    return this.#work.run(key, action, async ({ dialog }) => {
      const inTheWay = await holdOthers(this.#options.phone, this.#options.calls(), null);
      if (inTheWay !== null) return inTheWay;
      const leg = await this.#callColleague(dialog, dials);
      if (!leg.ok) return leg.outcome;
      void this.#attend(key, this.#begin('consult', dialog, leg.dialog));
      return confirmed;
    });
  }

  /** Joins customer and colleague; a colleague who has not answered yet is waited for, as in a transfer. */
  complete(key: CallKey): Promise<Outcome> {
    return this.#work.inPair(key, 'complete', async (pair) => {
      if (this.#options.watch.phaseOf(pair.colleague) === 'established') return this.#handOver.join(pair);
      return this.#supervise(this.#options.arrangements.change(pair, { kind: 'transfer' }));
    });
  }

  swap(key: CallKey): Promise<Outcome> {
    return this.#work.inPair(key, 'swap', (pair) => this.#handOver.swap(pair));
  }

  cancelConsult(key: CallKey): Promise<Outcome> {
    return this.#work.inPair(key, 'cancelConsult', (pair) => this.#handOver.takeBack(pair));
  }

  takeBack(key: CallKey): Promise<Outcome> {
    return this.#work.inPair(key, 'takeBack', (pair) => this.#handOver.takeBack(pair));
  }

  /** Plain: a mailbox always answers. */
  toVoicemail(key: CallKey, dials: string): Promise<Outcome> {
    return this.plain(key, this.#options.voicemailPrefix + dials);
  }

  /** By REFER alone: whoever is sent there is not ours any more, whatever becomes of them. */
  plain(key: CallKey, dials: string): Promise<Outcome> {
    return this.#work.run(key, 'transfer', async ({ dialog }) => {
      const { phone, arrangements } = this.#options;
      const to = { kind: 'dials', dials } as const;
      const sent = await phone.refer(dialog, to, (status) => {
        if (status >= 200) arrangements.departs(dialog, { kind: 'transferred' });
      });
      return outcomeOf(sent.ok ? await sent.value.end : sent);
    });
  }

  /** A pair that an Offhook before this one had arranged, and that stands as it was. */
  async goOn(pair: Arrangement): Promise<void> {
    const { calls, operations } = this.#options;
    const key = callOfDialog(calls(), pair.customer)?.key;
    const outcome = await (pair.kind === 'consult' ? this.#handOver.attend(pair) : this.#supervise(pair));
    if (key === undefined || outcome?.outcome !== 'refused' || outcome.reason === 'taken-back') return;
    // There is a connection again: what was not answered yet was given up as we came back.
    const reason = outcome.reason === 'offline' ? 'interrupted' : outcome.reason;
    operations.refused(key, 'transfer', reason, outcome.detail);
  }

  #begin(
    kind: Arrangement['kind'],
    customer: SipCallId,
    colleague: SipCallId,
    meant: string | null = null,
  ): Arrangement {
    return this.#options.arrangements.begin({ kind, customer, colleague, completing: false, mixed: false, meant });
  }

  #supervise(pair: Arrangement): Promise<Outcome> {
    // Whoever answers must not hear what the agent says to somebody else meanwhile.
    void this.#options.phone.mute(pair.colleague, true);
    return this.#handOver.supervise(pair);
  }

  async #attend(key: CallKey, pair: Arrangement): Promise<void> {
    const outcome = await this.#handOver.attend(pair);
    if (outcome?.outcome === 'refused') {
      this.#options.operations.refused(key, 'transfer', outcome.reason, outcome.detail);
    }
  }

  /** Dials; the customer, held by now, comes back if that does not work. */
  async #callColleague(
    customer: SipCallId,
    dials: string,
  ): Promise<{ ok: true; dialog: SipCallId } | { ok: false; outcome: Outcome }> {
    const { phone, used } = this.#options;
    const dialled = await phone.dial(dials);
    if (!dialled.ok) {
      await this.#handOver.comeBack(customer);
      return { ok: false, outcome: outcomeOf(dialled) };
    }
    used(dials);
    return { ok: true, dialog: dialled.value };
  }
}

const isInConference = (calls: CallsState, key: CallKey): boolean =>
  (findSoftphoneCall(calls, key)?.call.conference ?? null) !== null;
