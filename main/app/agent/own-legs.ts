import { randomUUID } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, toDisposable } from '../../base/disposable.ts';
import type { SipCallId } from '../../base/ids.ts';
import { failed, type Result, success } from '../../base/result.ts';
import { inviteHeaders } from '../../sip/invite-headers.ts';
import type { SipPhone, SipRefusal } from '../../sip/phone.ts';

/** What the PBX is asked to write into the INVITE of a leg that the desk itself has begun. */
const legHeader = 'X-Offhook-Leg';
/** How long the PBX may take to ring my phone, ms. */
const rungWithin = 8_000;

export interface OwnLeg {
  /** What the channel is to be given before it rings. */
  readonly variables: Readonly<Record<string, string>>;
  /** Resolves when its INVITE is here, or is not awaited any more. */
  readonly came: Promise<void>;
  /** Resolves when my phone has answered it, or it has not come. */
  readonly answered: Promise<Result<SipCallId, SipRefusal>>;
}

interface Awaited {
  readonly onDialog: (dialog: SipCallId) => void;
  readonly settle: (outcome: Result<SipCallId, SipRefusal>) => void;
}

/**
 * Legs that the PBX begins with my phone because the desk asked for them: answered by themselves, without ringing. Anybody may
 * write that header into an INVITE: only a word that is awaited counts, which nobody else knows, once and not for long.
 */
export class OwnLegs {
  readonly #clock: Clock;
  readonly #awaited = new Map<string, Awaited>();
  readonly #rung = new Map<SipCallId, Awaited>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A message as it came, before the softphone reads it. */
  received(message: string): void {
    const found = this.#awaited.size === 0 ? null : inviteHeaders(message, [legHeader]);
    const word = found?.values[legHeader] ?? '';
    const awaited = this.#awaited.get(word);
    if (found === null || awaited === undefined) return;
    this.#awaited.delete(word);
    this.#rung.set(found.dialog, awaited);
    awaited.onDialog(found.dialog);
  }

  /** `onDialog` is told whose dialog it is before the phone says that it rings. */
  expect(onDialog: Awaited['onDialog']): OwnLeg {
    const word = randomUUID();
    const came = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<Result<SipCallId, SipRefusal>>();
    const late = this.#clock.after(rungWithin, () => {
      this.#awaited.delete(word);
      came.resolve();
      answered.resolve(failed({ kind: 'timeout' }));
    });
    this.#awaited.set(word, {
      onDialog: (dialog) => {
        came.resolve();
        onDialog(dialog);
      },
      settle: (outcome) => {
        late.dispose();
        answered.resolve(outcome);
      },
    });
    const variables = { [`PJSIP_HEADER(add,${legHeader})`]: word };
    return { variables, came: came.promise, answered: answered.promise };
  }

  /** From here on `phone` answers them. */
  answerBy(phone: Pick<SipPhone, 'answer' | 'decline' | 'onDidChangeDialog'>): Disposable {
    const heard = phone.onDidChangeDialog(({ callId, phase }) => {
      const awaited = phase === 'incoming' || phase === 'ended' ? this.#rung.get(callId) : undefined;
      if (awaited === undefined) return;
      this.#rung.delete(callId);
      if (phase === 'ended') return awaited.settle(failed({ kind: 'no-such-call' }));
      void this.#answer(phone, callId).then(awaited.settle);
    });
    return toDisposable(() => heard.dispose());
  }

  async #answer(
    phone: Pick<SipPhone, 'answer' | 'decline'>,
    dialog: SipCallId,
  ): Promise<Result<SipCallId, SipRefusal>> {
    const answered = await phone.answer(dialog);
    if (answered.ok) return success(dialog);
    // It is not to ring on: nobody has called.
    await phone.decline(dialog);
    return answered;
  }
}
