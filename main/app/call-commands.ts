import type { Outcome } from '../../preload/contract/requests.ts';
import type { CallAction as ContractAction } from '../../preload/contract/views.ts';
import type { SipCallId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { Call, CallKey } from '../calls/call.ts';
import { type CallAction, type Means, permittedActions } from '../calls/permitted.ts';
import { findCall } from '../calls/select-calls.ts';
import type { CallsState } from '../calls/state.ts';
import type { DialPlan } from '../numbers/dial-plan.ts';
import { readDialLine } from '../numbers/dial-plan.ts';
import type { SipPhone, SipRefusal } from '../sip/phone.ts';
import { holdOthers } from './alone.ts';
import type { Operations } from './operations.ts';
import { confirmed, outcomeOf, refused } from './refusals.ts';

export interface CallCommandsOptions {
  readonly phone: SipPhone;
  readonly operations: Operations;
  readonly plan: DialPlan;
  readonly calls: () => CallsState;
  readonly means: () => Means;
  /** What else is known of a call may allow or forbid more than the call itself. */
  readonly permitted?: (call: Call) => readonly ContractAction[];
  /** Tells the model what only the desk knows. */
  readonly tell: (fact: 'silenced' | 'dismissed', call: CallKey) => void;
}

/** What a person may want of a call, carried out on the softphone. Each ends confirmed by the PBX or refused with a reason. */
export class CallCommands {
  readonly #options: CallCommandsOptions;

  constructor(options: CallCommandsOptions) {
    this.#options = options;
  }

  /** Answers, after every call that is talking has been put on hold: two callers never hear the agent at once. */
  answer(key: CallKey): Promise<Outcome> {
    return this.#run(key, 'answer', (call) => this.#alone(call, () => this.#options.phone.answer(call)));
  }

  resume(key: CallKey): Promise<Outcome> {
    return this.#run(key, 'resume', (call) => this.#alone(call, () => this.#options.phone.resume(call)));
  }

  hold(key: CallKey): Promise<Outcome> {
    return this.#run(key, 'hold', (call) => this.#options.phone.hold(call));
  }

  decline(key: CallKey): Promise<Outcome> {
    return this.#run(key, 'decline', (call) => this.#options.phone.decline(call));
  }

  hangUp(key: CallKey): Promise<Outcome> {
    return this.#run(key, 'hangUp', (call) => this.#options.phone.hangUp(call));
  }

  mute(key: CallKey, muted: boolean): Promise<Outcome> {
    return this.#run(key, muted ? 'mute' : 'unmute', (call) => this.#options.phone.mute(call, muted));
  }

  sendDigits(key: CallKey, digits: string): Promise<Outcome> {
    return this.#run(key, 'digits', (call) => this.#options.phone.sendDigits(call, digits));
  }

  silence(key: CallKey): Outcome {
    return this.#note(key, 'silence', 'silenced');
  }

  dismiss(key: CallKey): Outcome {
    return this.#note(key, 'dismiss', 'dismissed');
  }

  /** Calls what was typed; a call that is talking is held first. */
  async dial(text: string): Promise<Outcome> {
    const { dials } = readDialLine(text, this.#options.plan);
    return dials === null ? refused('bad-target', text) : this.dialExactly(dials);
  }

  /** The same with what the desk itself has put together. */
  async dialExactly(dials: string): Promise<Outcome> {
    const { phone, means, calls } = this.#options;
    if (!means().online) return refused('offline');
    if (!means().audio) return refused('no-microphone');
    const inTheWay = await holdOthers(phone, calls(), null);
    return inTheWay ?? outcomeOf(await phone.dial(dials));
  }

  async #run(
    key: CallKey,
    action: CallAction,
    work: (call: SipCallId) => Promise<Result<unknown, SipRefusal> | Outcome>,
  ): Promise<Outcome> {
    const found = this.#permitted(key, action);
    if ('outcome' in found) return found;
    // Only what is carried by the softphone can be acted on from here.
    if (found.dialog === null) return refused('not-now');
    const { operations } = this.#options;
    const operation = operations.started(key, action);
    const answer = await work(found.dialog);
    const outcome = 'ok' in answer ? outcomeOf(answer) : answer;
    operations.ended(key, operation, outcome);
    return outcome;
  }

  #note(key: CallKey, action: CallAction, fact: 'silenced' | 'dismissed'): Outcome {
    const found = this.#permitted(key, action);
    if ('outcome' in found) return found;
    this.#options.tell(fact, key);
    return confirmed;
  }

  #permitted(
    key: CallKey,
    action: CallAction,
  ): { dialog: SipCallId | null; call: Call } | (Outcome & { outcome: 'refused' }) {
    const { calls, means } = this.#options;
    const found = findCall(calls(), key);
    if (found === null) return refused('no-such-call');
    const can = this.#options.permitted?.(found.call) ?? permittedActions(found.call, means());
    return can.includes(action) ? found : refused('not-now');
  }

  async #alone(call: SipCallId, then: () => Promise<Result<unknown, SipRefusal>>): Promise<Outcome> {
    const { phone, calls } = this.#options;
    return (await holdOthers(phone, calls(), call)) ?? outcomeOf(await then());
  }
}
