import type { Outcome } from '../../../preload/contract/requests.ts';
import type { CallAction } from '../../../preload/contract/views.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import { findCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import type { Operations } from '../operations.ts';
import { refused } from '../refusals.ts';
import type { AmiRoad } from './ami-road.ts';
import type { Arrangements } from './arrangements.ts';
import type { UnderWay } from './call-work.ts';
import type { OtherPhone } from './directory.ts';
import type { TransferCommands } from './transfer-commands.ts';

export interface ByRoadOptions {
  readonly road: AmiRoad;
  readonly transfers: TransferCommands;
  readonly arrangements: Arrangements;
  readonly operations: Operations;
  readonly underWay: UnderWay;
  readonly calls: () => CallsState;
  readonly permitted: (call: Call) => readonly CallAction[];
  readonly voicemailPrefix: string;
  /** What `transfer` does where our own SIP carries the call. */
  readonly now: 'supervised' | 'plain';
  /** What to dial for another phone of mine; null: none can be rung. */
  readonly otherPhone: () => OtherPhone | null;
  /** What to dial for a queue; null: not known. */
  readonly queueExtension: (queue: string) => string | null;
  /** Hangs up by SIP. */
  readonly hangUp: (key: CallKey) => Promise<Outcome>;
}

/** The best road for what a person wants: our own SIP, and AMI where that cannot reach the call. */
export class ByRoad {
  readonly #options: ByRoadOptions;

  constructor(options: ByRoadOptions) {
    this.#options = options;
  }

  transfer(key: CallKey, dials: string): Promise<Outcome> {
    const { transfers, now, road } = this.#options;
    const far = this.#far(key);
    if (far !== null) return this.#byAmi(key, 'transfer', far, () => road.transfer(far, dials));
    return now === 'plain' ? transfers.plain(key, dials) : transfers.transfer(key, dials);
  }

  toVoicemail(key: CallKey, dials: string): Promise<Outcome> {
    const { transfers, voicemailPrefix, road } = this.#options;
    const far = this.#far(key);
    if (far === null) return transfers.toVoicemail(key, dials);
    return this.#byAmi(key, 'transfer', far, () => road.transfer(far, voicemailPrefix + dials));
  }

  /** To the end of the queue the call came from. */
  backToQueue(key: CallKey): Promise<Outcome> {
    const { calls, queueExtension } = this.#options;
    const origin = findCall(calls(), key)?.call.origin;
    const dials = origin?.kind === 'queue' ? queueExtension(origin.queue) : null;
    return dials === null ? Promise.resolve(refused('not-now')) : this.transfer(key, dials);
  }

  /** To another phone of mine. */
  moveToPhone(key: CallKey): Promise<Outcome> {
    const { transfers, otherPhone, road } = this.#options;
    const [phone, far] = [otherPhone(), this.#far(key)];
    if (phone === null) return Promise.resolve(refused('not-now'));
    return far === null
      ? transfers.moveToPhone(key, phone)
      : this.#byAmi(key, 'moveToPhone', far, () => road.transfer(far, phone.dials));
  }

  /** While the connection is dead SIP could only say goodbye when it is back: the PBX is told now. */
  async hangUp(key: CallKey): Promise<Outcome> {
    const { road, hangUp } = this.#options;
    const far = this.#far(key);
    if (far === null) return hangUp(key);
    const outcome = await this.#byAmi(key, 'hangUp', far, () => road.hangUp(far));
    return far.dialog === null || outcome.outcome !== 'confirmed' ? outcome : hangUp(key);
  }

  /** The call, where only AMI reaches it. */
  #far(key: CallKey): Call | null {
    const { calls, road } = this.#options;
    const call = findCall(calls(), key)?.call ?? null;
    return call !== null && road.applies(call) ? call : null;
  }

  async #byAmi(
    key: CallKey,
    action: 'transfer' | 'hangUp' | 'moveToPhone',
    call: Call,
    work: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const { operations, permitted, arrangements, underWay } = this.#options;
    if (!permitted(call).includes(action) || underWay.has(key)) return refused('not-now');
    underWay.add(key);
    const operation = operations.started(key, action);
    const { dialog } = call;
    if (action !== 'hangUp' && dialog !== null) arrangements.departs(dialog, { kind: 'transferred' });
    const outcome = await work();
    if (outcome.outcome === 'refused' && dialog !== null) arrangements.stays(dialog);
    underWay.delete(key);
    operations.ended(key, operation, outcome);
    return outcome;
  }
}
