import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { SipCallId } from '../base/ids.ts';
import { type FirstSign, type FirstSignFrom, firstSignOf } from './first-sign.ts';
import type { SipDialog } from './phone.ts';

export interface FirstSignsOptions {
  readonly clock: Clock;
  readonly me: () => Omit<FirstSignFrom, 'now'>;
  readonly tell: (dialog: SipDialog) => void;
  /** Whether there is a call of that name. */
  readonly isKnown: (call: SipCallId) => boolean;
}

/**
 * Tells of whoever rings before SIP.js has read their INVITE, which takes it as long as the way to the screen. An INVITE that
 * SIP.js then does not take is over at once.
 */
export class FirstSigns implements Disposable {
  readonly #options: FirstSignsOptions;
  /** Told of, and not taken yet. */
  readonly #untaken = new Map<SipCallId, Untaken>();

  constructor(options: FirstSignsOptions) {
    this.#options = options;
  }

  /** To be called once SIP.js has had the message, which may take until whoever was told of is shown; null: nobody was. */
  read(message: string): (() => void) | null {
    const { clock, me, tell, isKnown } = this.#options;
    const sign = firstSignOf(message, { ...me(), now: clock.now() });
    if (sign === null || isKnown(sign.callId) || this.#untaken.has(sign.callId)) return null;
    const untaken: Untaken = { ...Promise.withResolvers<void>(), turn: null };
    this.#untaken.set(sign.callId, untaken);
    tell(sign);
    return () => this.#handedOn(sign, untaken);
  }

  /** Resolves once SIP.js has made a call of it, or refused to; null: there is nothing to wait for. */
  settled(call: SipCallId): Promise<void> | null {
    return this.#untaken.get(call)?.promise ?? null;
  }

  /** SIP.js has made a call of it, which tells of itself from here on. */
  taken(call: SipCallId): void {
    const untaken = this.#untaken.get(call);
    this.#untaken.delete(call);
    untaken?.turn?.dispose();
    untaken?.resolve();
  }

  dispose(): void {
    for (const call of this.#untaken.keys()) this.taken(call);
  }

  /** SIP.js tells of the call before the next turn. */
  #handedOn(sign: FirstSign, untaken: Untaken): void {
    if (this.#untaken.get(sign.callId) !== untaken) return;
    untaken.turn = this.#options.clock.soon(() => this.#refused(sign));
  }

  #refused(sign: FirstSign): void {
    const { clock, tell } = this.#options;
    this.taken(sign.callId);
    const end = { by: 'them', how: 'cancelled', at: clock.now(), status: null, cause: null } as const;
    tell({ ...sign, phase: 'ended', end });
  }
}

interface Untaken extends Pick<PromiseWithResolvers<void>, 'promise' | 'resolve'> {
  turn: Disposable | null;
}
