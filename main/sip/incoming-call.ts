import { type Invitation, SessionState } from 'sip.js/lib/api/index.js';
import type { Disposable } from '../base/disposable.ts';
import { plainText } from '../base/plain-text.ts';
import { failed, success } from '../base/result.ts';
import { Call, type CallContext, type Outcome } from './call.ts';
import type { JournalledCall } from './dialog-journal.ts';
import type { ToldOf } from './first-signs.ts';
import { journalledShare } from './journalled-share.ts';
import { callerIdentity } from './name-addr.ts';
import { pendingInviteOf } from './pending-invite.ts';
import type { SipCallId, SipDialogEnd } from './phone.ts';
import { parseReasons, q850Cause, saysAnsweredElsewhere } from './reason.ts';
import { forgetInvitation, letItRing } from './sip-js-internals.ts';

/** The 200 is sent again and again until its ACK (RFC 3261 section 13.3.1.4); a person is told sooner. */
const ackWithin = 5_000;

/**
 * How long a call rings on whose connection broke. The PBX matches our 200 by branch, so it can be answered over the
 * next connection (Asterisk 22 does), but the CANCEL of a caller who gives up goes to the dead one and is never heard.
 */
export const ringsOnWithoutConnection = 30_000;

/** A caller who was to be answered when the connection had just broken is answered when it is back within this time, ms. */
export const lineBackWithin = 5_000;

/** A call that rings us. The 180 has been sent when this is made. */
export class IncomingCall extends Call {
  readonly #invitation: Invitation;
  #acknowledged: (() => void) | null = null;
  #ringsOn: Disposable | null = null;
  /** The connection broke before anybody confirmed our 200, or as we were about to say it. */
  #unconfirmed = false;

  /** `told`: what was told of it already. */
  constructor(invitation: Invitation, context: CallContext, told: ToldOf | null = null) {
    const { request } = invitation;
    super(
      invitation,
      {
        phase: 'incoming',
        callId: request.callId as SipCallId,
        direction: 'in',
        remote: callerIdentity(request.getHeader('from') ?? '', request.getHeaders('p-asserted-identity')),
        local: told?.sign.local ?? { user: calledNumber(invitation, context.username) },
        startedAt: told?.sign.startedAt ?? context.clock.now(),
        answeredAt: null,
        held: false,
        heldByRemote: false,
        codec: null,
        muted: false,
        media: null,
        carriers: [request.callId as SipCallId],
        rescue: null,
      },
      context,
      false,
    );
    this.#invitation = invitation;
    letItRing(invitation);
    if (told?.isLeft === true) this.#mayBeOver();
    invitation.delegate = {
      ...invitation.delegate,
      onAck: () => this.#confirmed(),
      onCancel: (cancel) => this.#cancelled(cancel.request.getHeaders('reason')),
    };
  }

  async answer(): Promise<Outcome> {
    if (this.dialog.phase !== 'incoming') return this.wrongPhase();
    this.record.enter({ phase: 'answering' });
    if (!(await this.line.within(lineBackWithin))) return this.#ringsStill();
    if (this.record.ended) return this.wrongPhase();
    const refusal = await this.#prepare();
    if (refusal !== null) return refusal;
    return this.#accept();
  }

  async decline(): Promise<Outcome> {
    if (this.session.state !== SessionState.Initial) return this.wrongPhase();
    if (!this.context.online()) return failed({ kind: 'offline' });
    this.end({ by: 'us', how: 'declined', status: 486 });
    await this.#invitation.reject({ statusCode: 486 });
    return success();
  }

  async hangUp(): Promise<Outcome> {
    if (this.record.ended) return this.wrongPhase();
    return this.session.state === SessionState.Initial ? this.decline() : this.bye();
  }

  /** Until the ACK it is as good as ringing: whoever answers it anew takes it. */
  journalled(): JournalledCall | null {
    const { phase } = this.dialog;
    if (phase !== 'incoming' && phase !== 'answering') return this.journalledDialog();
    const { wire } = this;
    if (wire === null) return null;
    return {
      ...journalledShare(this.dialog),
      phase: 'ringing',
      wire,
      invite: pendingInviteOf(this.#invitation.request),
    };
  }

  override connectionLost(): void {
    super.connectionLost();
    if (this.dialog.phase === 'answering') this.#unconfirmed = true;
    if (this.dialog.phase !== 'incoming') return;
    this.#mayBeOver();
  }

  override channelGone(): void {
    if (this.dialog.phase === 'established') return super.channelGone();
    if (this.#ringsOn === null && !this.#unconfirmed) return;
    this.end({ by: 'them', how: 'cancelled' });
    // Whoever hears our 200 now acknowledges it, and has nobody on the line: it must not be said again.
    forgetInvitation(this.#invitation);
  }

  protected override unexplained(): Pick<SipDialogEnd, 'by' | 'how'> {
    // SIP.js gives up when no ACK came for 32 s.
    return this.dialog.phase === 'answering' ? { by: 'them', how: 'lost' } : super.unexplained();
  }

  /** The CANCEL of a caller who gives up goes to a connection that is gone. */
  #mayBeOver(): void {
    this.#ringsOn ??= this.context.clock.after(ringsOnWithoutConnection, () => this.#giveUpRinging());
  }

  #ringsStill(): Outcome {
    if (this.record.ended) return this.wrongPhase();
    this.record.enter({ phase: 'incoming' });
    return failed({ kind: 'offline' });
  }

  /** Null: the answer to their offer is ready. Otherwise the call rings on. */
  async #prepare(): Promise<Outcome | null> {
    const handler = this.newHandler();
    try {
      await handler.prepare(this.#invitation.body ?? '');
    } catch (error) {
      if (this.record.ended) return this.wrongPhase();
      handler.close();
      this.handler = null;
      this.record.enter({ phase: 'incoming' }, { media: null });
      return failed({ kind: 'no-media', detail: error instanceof Error ? error.message : String(error) });
    }
    return this.record.ended ? this.wrongPhase() : null;
  }

  async #accept(): Promise<Outcome> {
    const acknowledged = new Promise<Outcome>((resolve) => {
      const timer = this.context.clock.after(ackWithin, () => resolve(failed({ kind: 'timeout' })));
      this.#acknowledged = () => {
        timer.dispose();
        resolve(this.record.ended ? this.wrongPhase() : success());
      };
    });
    try {
      await this.#invitation.accept();
    } catch (error) {
      this.context.log.warn('a call could not be accepted', { error: String(error) });
      this.end(this.unexplained());
    }
    return acknowledged;
  }

  #giveUpRinging(): void {
    if (this.dialog.phase !== 'incoming') return;
    this.end({ by: 'them', how: 'lost' });
    // If it still rings there, the caller goes on to voicemail.
    if (this.session.state !== SessionState.Initial) return;
    if (!this.context.online()) return forgetInvitation(this.#invitation);
    this.unattended(this.#invitation.reject({ statusCode: 480 }), 'a call that rang too long was not refused');
  }

  #confirmed(): void {
    if (this.dialog.phase === 'answering') this.answered();
    this.#acknowledged?.();
    this.#acknowledged = null;
  }

  #cancelled(reasonHeaders: readonly string[]): void {
    const reasons = parseReasons(reasonHeaders);
    const how = saysAnsweredElsewhere(reasons) ? 'answered-elsewhere' : 'cancelled';
    this.end({ by: 'them', how, cause: q850Cause(reasons) });
  }

  override dispose(): void {
    super.dispose();
    this.#ringsOn?.dispose();
    this.#acknowledged?.();
    this.#acknowledged = null;
  }
}

/** Asterisk calls the contact, whose user part is random: then it is us who was called. */
function calledNumber({ request, userAgent }: Invitation, username: string): string {
  const called = request.to.uri.user ?? '';
  return called === '' || called === userAgent.contact.uri.user ? username : plainText(called, 200);
}
