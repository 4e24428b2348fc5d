import type { RequestOutput } from '../../preload/contract/requests.ts';
import type { CallAction, Operation, RefusalReason } from '../../preload/contract/views.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { CallKey } from '../calls/call.ts';

/** How long a card says why something was not done, ms. */
const refusalStays = 8000;
/** How long it says that nobody knows, ms: longer, for somebody has to look after the caller. */
const unconfirmedStays = 20_000;

/** These leave whoever is on the line where they are. */
const moveNobody: ReadonlySet<CallAction> = new Set<CallAction>([
  ...(['mute', 'unmute', 'digits', 'note', 'mark'] as const),
  ...(['record', 'pauseRecording', 'resumeRecording', 'stopRecording'] as const),
]);
/** Calls of which it is known what was refused last: more than a desk shows. */
const refusalsKept = 50;

/** What is under way on each call, or was just refused: told on the card it belongs to. */
export class Operations {
  readonly #clock: Clock;
  readonly #byCall = new Map<CallKey, Operation>();
  readonly #lastRefused = new Map<CallKey, Operation>();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(call: CallKey): Operation | null {
    return this.#byCall.get(call) ?? null;
  }

  /** What could not be done with whoever is on the line, until something else is begun: why they may still wait. */
  lastRefused(call: CallKey): Operation | null {
    return this.#lastRefused.get(call) ?? null;
  }

  started(call: CallKey, action: CallAction): Operation {
    if (!moveNobody.has(action)) this.#lastRefused.delete(call);
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
    if (moveNobody.has(action)) return;
    this.#lastRefused.set(call, refusal);
    for (const old of [...this.#lastRefused.keys()].slice(0, -refusalsKept)) this.#lastRefused.delete(old);
  }

  #set(call: CallKey, operation: Operation): Operation {
    this.#byCall.set(call, operation);
    this.#changed.emit();
    return operation;
  }
}
