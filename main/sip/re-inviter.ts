import { RequestPendingError, type Session, SessionState } from 'sip.js/lib/api/index.js';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { type MediaHandler, OfferGlare, type OfferWish } from './session-description-handler.ts';
import { abandonRequest, acknowledgeAgain, goOnWithoutAck, isAnswered } from './sip-js-internals.ts';

/** How a re-INVITE ended. */
export type ReInviteOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly status: number; readonly reason: string }
  /** 481 or 408: the far end no longer knows the dialog (RFC 3261 section 12.2.1.2). SIP.js leaves that to us. */
  | { readonly kind: 'gone'; readonly status: number }
  | { readonly kind: 'no-media'; readonly detail: string }
  | { readonly kind: 'offline' }
  | { readonly kind: 'timeout' }
  /** The call ended meanwhile. */
  | { readonly kind: 'over' };

export interface ReInviterOptions {
  readonly session: Session;
  readonly handler: () => MediaHandler | null;
  /** Whether the Call-ID is ours: it decides who waits longer after a 491. */
  readonly ownsCallId: boolean;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Another change is under way there (RFC 3261 section 14.2; Asterisk says 500 while an ACK of ours is missing). */
const forNow: readonly number[] = [491, 500];
const answerWithin = 8_000;
const mostTries = 5;

/** Changes a running call by re-INVITE: one at a time, and once more after each 491, which SIP.js does not do. */
export class ReInviter implements Disposable {
  readonly #options: ReInviterOptions;
  #last: Promise<unknown> = Promise.resolve();
  #settle: ((outcome: ReInviteOutcome) => void) | null = null;
  #request: object | null = null;
  /** One of ours is being made or waits for its answer, whether anybody still waits for that or not. */
  #isUnderWay = false;
  /** The last INVITE of ours that was answered by 2xx: the PBX may not have heard our ACK. */
  #accepted: object | null = null;
  /** Whether an ACK may be missing that is not ours to give. */
  #lacksAck = false;

  constructor(options: ReInviterOptions) {
    this.#options = options;
  }

  /**
   * `wish` is asked when its turn has come: what is to be said may have changed while others were under way. `tell` hears
   * of the end before the next one has its turn; and once more if the answer comes after the time for it.
   */
  run(wish: () => OfferWish, tell: (outcome: ReInviteOutcome) => void = () => undefined): Promise<ReInviteOutcome> {
    const turn = this.#last.then(async () => {
      const outcome = await this.#try(wish, tell, 1);
      tell(outcome);
      return outcome;
    });
    this.#last = turn;
    return turn;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    const last = this.#last;
    await last;
    if (last !== this.#last) await this.idle();
  }

  /** The connection is gone, and with it the answer to what is under way. Without this SIP.js waits 32 s for it. */
  connectionLost(): void {
    const request = this.#request;
    this.#request = null;
    this.#finish({ kind: 'offline' });
    if (request === null) return;
    if (isAnswered(request)) this.accepted(request);
    else abandonRequest(request);
  }

  /** An INVITE of ours in this dialog was answered by 2xx. */
  accepted(request: object): void {
    this.#accepted = request;
    this.#lacksAck = false;
  }

  /** The dialog was another Offhook's, which may have ended before it acknowledged: then no 500 is for now. */
  tookOver(): void {
    this.#lacksAck = true;
  }

  /**
   * The ACK may have been lost with the connection. Without it Asterisk refuses every other re-INVITE by 500, and a 2xx
   * that nobody acknowledges ends the call after 32 s (RFC 3261 section 13.3.1.4); one too many is ignored.
   */
  async connectionBack(): Promise<void> {
    const request = this.#accepted;
    this.#accepted = null;
    goOnWithoutAck(this.#options.session, true);
    if (request !== null) await acknowledgeAgain(request);
  }

  dispose(): void {
    this.#finish({ kind: 'over' });
  }

  async #try(wish: () => OfferWish, tell: (outcome: ReInviteOutcome) => void, count: number): Promise<ReInviteOutcome> {
    const outcome = await this.#send(wish, tell);
    const status = outcome.kind === 'rejected' ? outcome.status : 0;
    const refusedForNow = forNow.includes(status) && !(status === 500 && this.#lacksAck);
    if (!refusedForNow || count >= mostTries) return outcome;
    return (await this.#pause(this.#pauseAfter491())) ?? this.#try(wish, tell, count + 1);
  }

  #send(wish: () => OfferWish, tell: (outcome: ReInviteOutcome) => void): Promise<ReInviteOutcome> {
    const { session, clock, handler } = this.#options;
    if (session.state !== SessionState.Established) return Promise.resolve({ kind: 'over' });
    goOnWithoutAck(session, false);
    // An offer that is on its way must not be taken back for the next one.
    if (this.#isUnderWay || handler()?.answering === true) return Promise.resolve(requestPending);
    handler()?.wishOffer(wish());
    this.#isUnderWay = true;
    return new Promise((resolve) => {
      let end: ReInviteOutcome | null = null;
      const tooLate = (): void => this.#finish({ kind: 'timeout' });
      let timer = clock.after(answerWithin, tooLate);
      this.#settle = (outcome) => {
        timer.dispose();
        end = outcome;
        resolve(outcome);
      };
      const answered = (outcome: ReInviteOutcome): void => {
        this.#request = null;
        this.#isUnderWay = false;
        if (end === null) this.#finish(outcome);
        else if (end.kind === 'timeout') tell(outcome);
      };
      session
        .invite({
          requestDelegate: {
            // Their answer may have been unusable: SIP.js has then ended the call.
            onAccept: () => {
              if (this.#request !== null) this.accepted(this.#request);
              answered({ kind: session.state === SessionState.Established ? 'accepted' : 'over' });
            },
            onReject: ({ message }) => answered(refusal(message.statusCode ?? 0, message.reasonPhrase ?? '')),
          },
        })
        .then((request) => {
          if (!this.#isUnderWay) return;
          this.#request = request;
          if (end !== null) return;
          // The page took its time to make the offer, and the PBX has its own.
          timer.dispose();
          timer = clock.after(answerWithin, tooLate);
        })
        .catch((error: unknown) => this.#unsent(error));
    });
  }

  async #unsent(reason: unknown): Promise<void> {
    this.#isUnderWay = false;
    if (this.#options.session.state !== SessionState.Established) return this.#finish({ kind: 'over' });
    try {
      await this.#takeBackOffer();
    } catch (error) {
      return this.#finish({ kind: 'no-media', detail: `an unsent offer could not be taken back: ${String(error)}` });
    }
    const detail = reason instanceof Error ? reason.message : String(reason);
    this.#finish(isGlare(reason) ? requestPending : { kind: 'no-media', detail });
  }

  async #takeBackOffer(): Promise<void> {
    const handler = this.#options.handler();
    if (handler?.offering === true) await handler.rollbackDescription();
  }

  #finish(outcome: ReInviteOutcome): void {
    const settle = this.#settle;
    this.#settle = null;
    settle?.(outcome);
  }

  /** RFC 3261 section 14.1, in steps of 10 ms: 2.1–4 s for the owner of the Call-ID, 0–2 s for the other. */
  #pauseAfter491(): number {
    const { ownsCallId, random } = this.#options;
    return ownsCallId ? 2_100 + 10 * Math.floor(random() * 191) : 10 * Math.floor(random() * 201);
  }

  /** Null: waited to the end. Anything else came first, and is the outcome. */
  #pause(delay: number): Promise<ReInviteOutcome | null> {
    return new Promise((resolve) => {
      const timer = this.#options.clock.after(delay, () => {
        this.#settle = null;
        resolve(null);
      });
      this.#settle = (outcome) => {
        timer.dispose();
        resolve(outcome);
      };
    });
  }
}

/** One of theirs is under way: as if they had said so. */
const requestPending: ReInviteOutcome = { kind: 'rejected', status: 491, reason: 'Request Pending' };

/** One of theirs is under way, which is as good as a 491. SIP.js has no class for its dialog's own refusal. */
const isGlare = (error: unknown): boolean =>
  error instanceof OfferGlare ||
  error instanceof RequestPendingError ||
  (error instanceof Error && error.message.includes('ongoing re-INVITE'));

function refusal(status: number, reason: string): ReInviteOutcome {
  return status === 481 || status === 408 ? { kind: 'gone', status } : { kind: 'rejected', status, reason };
}
