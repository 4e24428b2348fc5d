import { Inviter, SessionState, type UserAgent } from 'sip.js/lib/api/index.js';
import type { IncomingResponseMessage, URI } from 'sip.js/lib/core/index.js';
import type { Disposable } from '../base/disposable.ts';
import { Call, type CallContext, type Outcome } from './call.ts';
import { sharedOf } from './dialog-fields.ts';
import type { JournalledCall, WireDialog } from './dialog-journal.ts';
import type { SipCallId, SipDialog } from './phone.ts';
import { abandonRequest, isAnswered, isMadeUp } from './sip-js-internals.ts';

/** How the INVITE ended that was to take the place of a dialog. */
export type RescueEnd =
  | { readonly kind: 'rescued' }
  /** The dialog is no more: they hung up, or somebody else took it. */
  | { readonly kind: 'gone'; readonly status: number }
  /** The PBX has no such extension: it wants one before it looks at Replaces (res_pjsip_session.c, `new_invite`). */
  | { readonly kind: 'no-extension' }
  /** It takes none of the codecs that were offered. */
  | { readonly kind: 'no-codec' }
  | { readonly kind: 'failed'; readonly detail: string };

export interface RescuedCallParts {
  readonly userAgent: UserAgent;
  readonly target: URI;
  /** The call as it stands, and the dialog whose place is to be taken. */
  readonly dialog: SipDialog;
  readonly wire: WireDialog;
  readonly context: CallContext;
  /** Not offered; null: all are. */
  readonly without: string | null;
}

/** ICE gathering, one challenge and the swap of the legs; more is no rescue. */
const answerWithin = 8_000;
/** Asterisk changes the new leg by a re-INVITE of its own as it joins: ours would meet it, and wait for seconds, ms. */
const theirTurn = 500;

/**
 * A call in a new dialog that took the place of a lost one (RFC 3891): the PBX swaps the legs in the bridge, and whoever
 * we talk to hears nothing of it but a gap. It keeps the name it had on the desk. Its INVITE answers a call that only
 * rings: it must not be sent before the agent wants that.
 */
export class RescuedCall extends Call {
  readonly #inviter: Inviter;
  readonly carrier: SipCallId;
  readonly #without: string | null;
  #end: ((end: RescueEnd) => void) | null = null;
  #request: object | null = null;
  #music: Disposable | null = null;
  /** Until the music plays again, or is not needed. */
  readonly #musicPlays = Promise.withResolvers<void>();

  constructor({ userAgent, target, dialog, wire, context, without }: RescuedCallParts) {
    const inviter = new Inviter(userAgent, target, {
      earlyMedia: false,
      extraHeaders: [
        'Require: replaces',
        `Replaces: ${wire.callId};to-tag=${wire.remoteTag};from-tag=${wire.localTag}`,
      ],
    });
    const carrier = inviter.request.callId as SipCallId;
    const { carriers } = dialog;
    super(
      inviter,
      { ...sharedOf(dialog), phase: 'established', media: 'connecting', carriers: [...carriers, carrier] },
      context,
      true,
    );
    this.#inviter = inviter;
    this.carrier = carrier;
    this.#without = without;
  }

  /** Resolves once it is known whether the place is ours. A held call is offered held, a muted one with the microphone off. */
  invite(): Promise<RescueEnd> {
    this.newHandler().wishOffer({ direction: this.direction(), iceRestart: false, without: this.#without });
    return new Promise((resolve) => {
      const timer = this.context.clock.after(answerWithin, () => this.#ends({ kind: 'failed', detail: 'no answer' }));
      this.#end = (end) => {
        timer.dispose();
        resolve(end);
      };
      this.#inviter
        .invite({
          requestDelegate: {
            onAccept: ({ message }) => this.#accepted(message),
            onReject: ({ message }) => this.#ends(refusalOf(message)),
            onRedirect: ({ message }) => this.#ends(refusalOf(message)),
          },
        })
        .then((request) => {
          this.#request = request;
        })
        .catch((error: unknown) => this.#ends({ kind: 'failed', detail: String(error) }));
    });
  }

  /** Takes over from what it replaced: told from now on, as `dialog` stood last. */
  takeOver(dialog: SipDialog): void {
    const { rescue } = dialog;
    const answeredAt = dialog.answeredAt ?? this.context.clock.now();
    // Its audio may be there already.
    const { media, carriers, codec } = this.dialog;
    this.record.change({ ...sharedOf(dialog), carriers, codec, answeredAt, media, rescue });
    this.announce();
    if (media === 'connected') this.mediaBecame('connected');
    if (dialog.held) this.#music = this.context.clock.after(theirTurn, () => this.#playMusicAgain());
    else this.#musicPlays.resolve();
  }

  /**
   * The PBX hears the hold of the new leg before it joins the bridge, and stops the music as the old one leaves: whoever
   * is on hold hears nothing then. It plays again once the hold was taken back and said anew.
   */
  #playMusicAgain(): void {
    // Resumed meanwhile, or over.
    if (!this.dialog.held || this.record.ended) return this.#musicPlays.resolve();
    const again = async (): Promise<void> => {
      this.quiet = true;
      await this.reInviter.run(() => ({ direction: 'sendrecv', iceRestart: false }));
      this.quiet = false;
      // Resumed meanwhile, perhaps.
      await this.reInviter.run(() => ({ direction: this.direction(), iceRestart: false }));
    };
    this.unattended(again().finally(this.#musicPlays.resolve), 'a caller on hold may hear silence');
  }

  override async refer(...how: Parameters<Call['refer']>): ReturnType<Call['refer']> {
    await this.#musicPlays.promise;
    return super.refer(...how);
  }

  async hangUp(): Promise<Outcome> {
    return this.record.ended ? this.wrongPhase() : this.bye();
  }

  journalled(): JournalledCall | null {
    return this.journalledDialog();
  }

  override connectionLost(): void {
    super.connectionLost();
    const request = this.#request;
    if (this.#end === null) return;
    this.#ends({ kind: 'failed', detail: 'the connection broke' });
    if (request !== null && !isAnswered(request)) abandonRequest(request);
  }

  override dispose(): void {
    super.dispose();
    this.#music?.dispose();
    this.#musicPlays.resolve();
    this.#ends({ kind: 'failed', detail: 'no longer wanted' });
  }

  #accepted(message: IncomingResponseMessage): void {
    if (this.#request !== null) this.reInviter.accepted(this.#request);
    this.identified(message.getHeaders('p-asserted-identity'));
    const usable = this.session.state === SessionState.Established;
    this.#ends(usable ? { kind: 'rescued' } : { kind: 'failed', detail: 'the answer cannot be used' });
  }

  #ends(end: RescueEnd): void {
    const settle = this.#end;
    this.#end = null;
    this.#request = null;
    settle?.(end);
  }
}

/** Asterisk says 481 when it knows no such dialog and 603 when that one is hanging up (res_pjsip_refer.c, `refer_incoming_invite_request`). */
function refusalOf(message: IncomingResponseMessage): RescueEnd {
  const status = message.statusCode ?? 0;
  if (isMadeUp(message)) return { kind: 'failed', detail: 'the connection broke' };
  if (status === 481 || status === 603) return { kind: 'gone', status };
  if (status === 404 || status === 484) return { kind: 'no-extension' };
  if (status === 488) return { kind: 'no-codec' };
  return { kind: 'failed', detail: `${status} ${message.reasonPhrase ?? ''}` };
}
