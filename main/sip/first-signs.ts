import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Hush } from '../base/hush.ts';
import type { SipCallId } from '../base/ids.ts';
import type { JournalledCall } from './dialog-journal.ts';
import { type FirstSign, type FirstSignFrom, firstSignOf } from './first-sign.ts';
import { ringsOnWithoutConnection } from './incoming-call.ts';
import { fitForSipJs } from './incoming-text.ts';
import { journalledShare } from './journalled-share.ts';
import type { SipDialog } from './phone.ts';

/** Somebody who was told of, and of whom SIP.js had not read. */
export type HeardCall = Extract<JournalledCall, { phase: 'heard' }>;

export interface FirstSignsOptions {
  readonly clock: Clock;
  readonly hush: Pick<Hush, 'on'> | undefined;
  readonly me: () => Omit<FirstSignFrom, 'now'>;
  readonly tell: (dialog: SipDialog) => void;
  /** Who was told of is to be written down, or no longer. */
  readonly note: (when: 'now' | 'once-told') => void;
  /** Whether there is a call of that name. */
  readonly isKnown: (call: SipCallId) => boolean;
}

/**
 * Tells of whoever rings before SIP.js has read their INVITE, which takes it as long as the way to the screen. An INVITE that
 * SIP.js then does not take is over at once. Nothing was said to the PBX about it yet: an Offhook after a crash hears the same
 * INVITE, and answers it over its own connection (the PBX knows an answer by its branch, RFC 3261 section 17.1.3).
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
    const untaken = this.#tell(message, null);
    return untaken === null ? null : () => this.#handedOn(untaken);
  }

  /** Whoever an Offhook before this one had told of rings on, until there is a connection or the PBX gives up. */
  again(heard: readonly HeardCall[]): void {
    const { clock, me } = this.#options;
    for (const { message, local, startedAt } of heard) {
      // It was sent to the contact of then, which is nobody's now.
      const toUs = message.replace(/^INVITE sip:[^@\s]*@/, () => `INVITE sip:${me().username}@`);
      const untaken = this.#tell(toUs, { local, startedAt });
      if (untaken === null) continue;
      untaken.turn = clock.after(ringsOnWithoutConnection, () => this.#over(untaken.sign, 'lost'));
    }
  }

  /** There is a connection: `hand` gives SIP.js what it had not read before the crash. */
  handOn(hand: (message: string) => void): void {
    for (const untaken of [...this.#untaken.values()].filter(({ isLeft }) => isLeft)) {
      untaken.turn?.dispose();
      hand(fitForSipJs(untaken.message));
      this.#handedOn(untaken);
    }
  }

  /** What must outlive a crash. */
  get journalled(): readonly HeardCall[] {
    return [...this.#untaken.values()].map(({ sign, message }) => ({
      ...journalledShare(sign),
      phase: 'heard',
      message,
    }));
  }

  /** Resolves once SIP.js has made a call of it, or refused to; null: there is nothing to wait for. */
  settled(call: SipCallId): Promise<void> | null {
    return this.#untaken.get(call)?.promise ?? null;
  }

  /** SIP.js has made a call of it, which tells of itself from here on; gives what was told. Null: nothing was. */
  taken(call: SipCallId): ToldOf | null {
    const untaken = this.#untaken.get(call);
    this.#untaken.delete(call);
    untaken?.turn?.dispose();
    untaken?.resolve();
    return untaken ?? null;
  }

  /** Another road tells that its channel is gone. While there is a connection SIP.js hears so itself. */
  gone(call: SipCallId): void {
    const untaken = this.#untaken.get(call);
    if (untaken?.isLeft === true) this.#over(untaken.sign, 'cancelled');
  }

  dispose(): void {
    for (const call of this.#untaken.keys()) this.taken(call);
  }

  /** `left`: what an Offhook before this one had told. */
  #tell(message: string, left: Pick<FirstSign, 'local' | 'startedAt'> | null): Untaken | null {
    const { clock, hush, me, tell, note, isKnown } = this.#options;
    const read = firstSignOf(message, { ...me(), now: clock.now() });
    if (read === null || isKnown(read.callId) || this.#untaken.has(read.callId)) return null;
    const sign = { ...read, ...left };
    const untaken: Untaken = { ...Promise.withResolvers<void>(), sign, message, isLeft: left !== null, turn: null };
    this.#untaken.set(sign.callId, untaken);
    // In a hush another road has told of them: the agent sees them in a moment.
    if (hush?.on === true) note('now');
    tell(sign);
    note('once-told');
    return untaken;
  }

  /** SIP.js tells of the call before the next turn. */
  #handedOn(untaken: Untaken): void {
    if (this.#untaken.get(untaken.sign.callId) !== untaken) return;
    untaken.turn = this.#options.clock.soon(() => this.#over(untaken.sign, 'cancelled'));
  }

  #over(sign: FirstSign, how: 'cancelled' | 'lost'): void {
    const { clock, tell, note } = this.#options;
    this.taken(sign.callId);
    const end = { by: 'them', how, at: clock.now(), status: null, cause: null } as const;
    tell({ ...sign, phase: 'ended', end });
    note('now');
  }
}

/** Somebody of whom SIP.js has not read. */
export interface ToldOf {
  readonly sign: FirstSign;
  /** It was an Offhook before this one that heard them. */
  readonly isLeft: boolean;
}

interface Untaken extends ToldOf, Pick<PromiseWithResolvers<void>, 'promise' | 'resolve'> {
  /** The INVITE as it came. */
  readonly message: string;
  turn: Disposable | null;
}
