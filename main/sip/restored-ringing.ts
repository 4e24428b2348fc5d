import type { Session } from 'sip.js/lib/api/index.js';
import type { Disposable } from '../base/disposable.ts';
import { failed, success } from '../base/result.ts';
import { Call, type CallContext, type Outcome } from './call.ts';
import type { JournalledCall } from './dialog-journal.ts';
import { lineBackWithin, ringsOnWithoutConnection } from './incoming-call.ts';
import { takenUp } from './journalled-share.ts';
import { refusal } from './pending-invite.ts';

export type RingingCall = Extract<JournalledCall, { phase: 'ringing' }>;

export interface RestoredRingingParts {
  readonly session: Session;
  readonly call: RingingCall;
  readonly context: CallContext;
  /** Has another dialog take its place, which answers it. */
  readonly answer: (call: RestoredRinging) => Promise<Outcome>;
  /** Says something on the wire that SIP.js knows nothing of. */
  readonly say: (text: string) => void;
}

/**
 * A call that rang an Offhook before this one, and still rings for all we know. The CANCEL of a caller who gives up goes
 * to the connection of then: AMI or ARI tell of it, or it rings no longer than a call whose connection broke. Answering
 * it is taking its place, on a person's word only.
 */
export class RestoredRinging extends Call {
  readonly #parts: RestoredRingingParts;
  readonly #ringsUntil: Disposable;

  constructor(parts: RestoredRingingParts) {
    const { session, call, context } = parts;
    super(session, { ...takenUp(call, context.clock.now()), rescue: null, phase: 'incoming' }, context, false);
    this.#parts = parts;
    this.#ringsUntil = context.clock.after(ringsOnWithoutConnection, () => {
      if (this.dialog.phase === 'incoming') this.end({ by: 'them', how: 'lost' });
    });
  }

  async answer(): Promise<Outcome> {
    if (this.dialog.phase !== 'incoming') return this.wrongPhase();
    this.record.enter({ phase: 'answering' });
    const isBack = await this.line.within(lineBackWithin);
    if (this.record.ended) return this.wrongPhase();
    const outcome = isBack ? await this.#parts.answer(this) : failed({ kind: 'offline' } as const);
    if (!outcome.ok) this.#ringsOn();
    return outcome;
  }

  async decline(): Promise<Outcome> {
    if (this.dialog.phase !== 'incoming') return this.wrongPhase();
    if (!this.context.online()) return failed({ kind: 'offline' });
    const { call, say } = this.#parts;
    say(refusal(call.invite, call.wire.localTag, '486 Busy Here'));
    this.end({ by: 'us', how: 'declined', status: 486 });
    return success();
  }

  hangUp(): Promise<Outcome> {
    return this.decline();
  }

  journalled(): JournalledCall | null {
    return this.record.ended ? null : this.#parts.call;
  }

  override channelGone(): void {
    if (this.dialog.phase === 'incoming') this.end({ by: 'them', how: 'cancelled' });
  }

  override dispose(): void {
    super.dispose();
    this.#ringsUntil.dispose();
  }

  /** It could not be answered now. */
  #ringsOn(): void {
    if (this.dialog.phase === 'answering') this.record.enter({ phase: 'incoming' }, { media: null });
  }
}
