import { type Inviter, SessionState } from 'sip.js/lib/api/index.js';
import type { IncomingResponseMessage } from 'sip.js/lib/core/index.js';
import { failed, success } from '../base/result.ts';
import { Call, type CallContext, type Outcome } from './call.ts';
import type { JournalledCall } from './dialog-journal.ts';
import { journalledShare } from './journalled-share.ts';
import { cancellation, pendingInviteOf } from './pending-invite.ts';
import type { SipCallId, SipDialogEnd } from './phone.ts';
import { parseReasons, q850Cause } from './reason.ts';
import { isMadeUp } from './sip-js-internals.ts';

const cancelWithin = 4_000;

/** A call we make. It is told from the moment its INVITE is on its way. */
export class OutgoingCall extends Call {
  readonly #inviter: Inviter;
  #final: (() => void) | null = null;
  #request: object | null = null;
  /** The PBX has taken the INVITE: a CANCEL reaches it. */
  #isTried = false;
  #cancelDue = false;

  constructor(inviter: Inviter, target: string, context: CallContext) {
    super(
      inviter,
      {
        phase: 'outgoing',
        progress: 'calling',
        callId: inviter.request.callId as SipCallId,
        direction: 'out',
        remote: { name: null, user: target },
        local: { user: inviter.request.from.uri.user ?? '' },
        startedAt: context.clock.now(),
        answeredAt: null,
        held: false,
        heldByRemote: false,
        codec: null,
        muted: false,
        media: null,
        carriers: [inviter.request.callId as SipCallId],
        rescue: null,
      },
      context,
      true,
    );
    this.#inviter = inviter;
  }

  /** `without`: a codec that is not offered; null: all are. */
  async invite(without: string | null): Promise<Outcome> {
    this.newHandler().wishOffer({ direction: this.direction(), iceRestart: false, without });
    try {
      this.#request = await this.#inviter.invite({
        requestDelegate: {
          onTrying: () => this.#tried(),
          onProgress: ({ message }) => this.#progressed(message),
          onAccept: ({ message }) => this.#accepted(message),
          onReject: ({ message }) => this.#refused(message),
          onRedirect: ({ message }) => this.#refused(message),
        },
      });
    } catch (error) {
      this.dispose();
      // The connection broke before the page had made the offer: no INVITE went out.
      if (this.record.ended) return failed({ kind: 'offline' });
      return failed({ kind: 'no-media', detail: error instanceof Error ? error.message : String(error) });
    }
    this.announce();
    return success();
  }

  async hangUp(): Promise<Outcome> {
    if (this.record.ended) return this.wrongPhase();
    return this.dialog.phase === 'outgoing' ? this.#cancel() : this.bye();
  }

  journalled(): JournalledCall | null {
    if (this.dialog.phase !== 'outgoing') return this.journalledDialog();
    const invite = pendingInviteOf(this.#inviter.request);
    return invite.via.length === 0 ? null : { ...journalledShare(this.dialog), phase: 'dialling', invite };
  }

  override connectionLost(): void {
    super.connectionLost();
    if (this.dialog.phase !== 'outgoing') return;
    // Its answers go to the dead socket. The PBX matches a CANCEL by branch (RFC 3261 section 9.2), so it may come late.
    this.owe(() => this.unattended(this.#cancelLate(), 'a late CANCEL failed'));
    this.end({ by: 'them', how: 'lost' });
  }

  #cancel(): Promise<Outcome> {
    return new Promise((resolve) => {
      const timer = this.context.clock.after(cancelWithin, () => resolve(failed({ kind: 'timeout' })));
      // 487, or a 200 that crossed our CANCEL: SIP.js acknowledges and ends that by BYE.
      this.#final = () => {
        timer.dispose();
        resolve(success());
      };
      this.end({ by: 'us', how: 'cancelled' });
      this.unattended(this.#sendCancel(), 'a CANCEL failed');
    });
  }

  async #sendCancel(): Promise<void> {
    if (this.session.state !== SessionState.Establishing) return;
    // SIP.js ties its CANCEL to the INVITE before the challenge: the one with credentials would ring on.
    if (this.#isTried) await this.#inviter.cancel();
    else this.#cancelDue = true;
  }

  /** Whether the PBX had taken the INVITE was not heard; the CANCEL names the last one. */
  async #cancelLate(): Promise<void> {
    if (this.#isTried || this.session.state !== SessionState.Establishing) return this.#sendCancel();
    await this.#inviter.userAgent.transport.send(cancellation(pendingInviteOf(this.#inviter.request)));
  }

  #tried(): void {
    this.#isTried = true;
    if (!this.#cancelDue) return;
    this.#cancelDue = false;
    this.unattended(this.#sendCancel(), 'a CANCEL failed');
  }

  #progressed(message: IncomingResponseMessage): void {
    this.#tried();
    this.identified(message.getHeaders('p-asserted-identity'));
    const { dialog } = this;
    if (dialog.phase !== 'outgoing') return;
    // Once there is early media, a later 180 without SDP does not take it back.
    if (message.body !== '' && message.statusCode === 183)
      this.record.enter({ phase: 'outgoing', progress: 'early-media' });
    else if (message.statusCode === 180 && dialog.progress === 'calling') {
      this.record.enter({ phase: 'outgoing', progress: 'ringing' });
    }
  }

  #accepted(message: IncomingResponseMessage): void {
    this.#answeredFinally();
    if (this.#request !== null) this.reInviter.accepted(this.#request);
    this.identified(message.getHeaders('p-asserted-identity'));
    if (this.session.state !== SessionState.Established) return;
    // It crossed our wish to cancel.
    if (this.record.ended) return this.unattended(this.bye(), 'a cancelled call was not closed');
    this.answered();
  }

  #refused(message: IncomingResponseMessage): void {
    this.#answeredFinally();
    const cause = q850Cause(parseReasons(message.getHeaders('reason')));
    const status = message.statusCode ?? null;
    const how: SipDialogEnd['how'] = isMadeUp(message) ? 'lost' : 'rejected';
    this.end({ by: 'them', how, status, cause });
  }

  #answeredFinally(): void {
    this.#final?.();
    this.#final = null;
  }
}
