import type { Outcome } from '../../../preload/contract/requests.ts';
import type { CallAction } from '../../../preload/contract/views.ts';
import type { SipCallId } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import { callOfDialog, findSoftphoneCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import type { SipRefusal } from '../../sip/phone.ts';
import type { Operations } from '../operations.ts';
import { confirmed, outcomeOf, refused } from '../refusals.ts';
import type { Arrangement, Arrangements } from './arrangements.ts';

export interface CallWorkOptions {
  readonly arrangements: Arrangements;
  readonly operations: Operations;
  readonly calls: () => CallsState;
  readonly permitted: (call: Call) => readonly CallAction[];
  readonly underWay: UnderWay;
}

/** Calls something is being done with: a second Enter must not do it twice, and nobody is parked while transferred. */
export type UnderWay = Set<CallKey>;

export interface FoundCall {
  readonly dialog: SipCallId;
  readonly call: Call;
}

/** Runs what is done with a call: only what is permitted, one thing at a time, and told on the card it belongs to. */
export class CallWork {
  readonly #options: CallWorkOptions;

  constructor(options: CallWorkOptions) {
    this.#options = options;
  }

  /** From either card of a pair; told on the customer's. */
  inPair(key: CallKey, action: CallAction, work: (pair: Arrangement) => Promise<Outcome>): Promise<Outcome> {
    const { calls, arrangements } = this.#options;
    const found = findSoftphoneCall(calls(), key);
    const pair = found === null ? null : arrangements.of(found.dialog);
    if (pair === null) return Promise.resolve(refused(found === null ? 'no-such-call' : 'not-now'));
    return this.run(key, action, () => work(pair), callOfDialog(calls(), pair.customer)?.key);
  }

  async run(
    key: CallKey,
    action: CallAction,
    work: (found: FoundCall) => Promise<Outcome | Result<void, SipRefusal>>,
    toldOn: CallKey = key,
  ): Promise<Outcome> {
    const { calls, permitted, operations, underWay } = this.#options;
    const found = findSoftphoneCall(calls(), key);
    if (found === null) return refused('no-such-call');
    if (!permitted(found.call).includes(action)) return refused('not-now');
    const givesUp = action === 'takeBack' || action === 'cancelConsult';
    if (underWay.has(toldOn) && !givesUp) return refused('not-now');
    if (!givesUp) underWay.add(toldOn);
    const operation = operations.started(toldOn, action);
    const answer = await work(found);
    const outcome = 'ok' in answer ? outcomeOf(answer) : answer;
    if (!givesUp) underWay.delete(toldOn);
    const isOwnWish = outcome.outcome === 'refused' && outcome.reason === 'taken-back';
    operations.ended(toldOn, operation, isOwnWish ? confirmed : outcome);
    return outcome;
  }
}
