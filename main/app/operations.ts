import type { RequestOutput } from '../../preload/contract/requests.ts';
import type { CallAction, Operation, RefusalReason } from '../../preload/contract/views.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { CallKey } from '../calls/call.ts';

/** How long a card says why something was not done, ms. */
const refusalStays = 8000;
/** How long it says that nobody knows, ms: longer, for somebody has to look after the caller. */
const unconfirmedStays = 20_000;

/** What is under way on each call, or was just refused: told on the card it belongs to. */
export class Operations {
  readonly #clock: Clock;
  readonly #byCall = new Map<CallKey, Operation>();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(call: CallKey): Operation | null {
    return this.#byCall.get(call) ?? null;
  }

  started(call: CallKey, action: CallAction): Operation {
    return this.#set(call, { state: 'running', action, since: this.#clock.now() });
  }

  /** Forgets `operation` unless another one has begun on that call meanwhile. */
  done(call: CallKey, operation: Operation): void {
    if (this.#byCall.get(call) !== operation) return;
    this.#byCall.delete(call);
    this.#changed.emit();
  }

  /** What it came to. Only what was done needs no words. */
  ended(call: CallKey, operation: Operation, outcome: RequestOutput<'park'>): void {
    const { action } = operation;
    this.done(call, operation);
    if (outcome.outcome === 'refused') this.refused(call, action, outcome.reason, outcome.detail);
    if (outcome.outcome !== 'unconfirmed') return;
    const { afterMs } = outcome;
    const open = this.#set(call, { state: 'unconfirmed', action, since: this.#clock.now(), afterMs });
    this.#clock.after(unconfirmedStays, () => this.done(call, open));
  }

  refused(call: CallKey, action: CallAction, reason: RefusalReason, detail: string | null): void {
    const refusal = this.#set(call, { state: 'refused', action, since: this.#clock.now(), reason, detail });
    this.#clock.after(refusalStays, () => this.done(call, refusal));
  }

  #set(call: CallKey, operation: Operation): Operation {
    this.#byCall.set(call, operation);
    this.#changed.emit();
    return operation;
  }
}
