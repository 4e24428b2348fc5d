import { randomUUID } from 'node:crypto';
import { type Session, SessionState } from 'sip.js/lib/api/index.js';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Logger } from '../base/log.ts';
import { failed, type Result, success } from '../base/result.ts';
import { DialogRecord } from './dialog-record.ts';
import type { MediaPort, MediaSessionId, MediaState } from './media-port.ts';
import { callerIdentity } from './name-addr.ts';
import type { Referral, SipDialog, SipDialogEnd, SipRefusal } from './phone.ts';
import { type ReInviteOutcome, ReInviter } from './re-inviter.ts';
import { parseReasons, q850Cause } from './reason.ts';
import { Referrer } from './referrer.ts';
import { holdsUs } from './sdp.ts';
import { MediaHandler } from './session-description-handler.ts';

/** What every call shares. */
export interface CallContext {
  readonly media: MediaPort;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /** Tells SIP.js which handler describes a session. */
  readonly describeBy: (session: Session, handler: MediaHandler) => void;
  readonly changed: (dialog: SipDialog) => void;
  readonly online: () => boolean;
  /** Our user name. */
  readonly username: string;
}

export type Outcome = Result<void, SipRefusal>;

const byeWithin = 4_000;

/** One dialog with the PBX, from its first message to its end: what is the same whoever called. */
export abstract class Call implements Disposable {
  protected readonly context: CallContext;
  protected readonly record: DialogRecord;
  protected readonly reInviter: ReInviter;
  readonly #referrer: Referrer;
  protected handler: MediaHandler | null = null;
  readonly session: Session;
  /** What the PBX has still to be told, when we are back. */
  #owed: (() => void) | null = null;
  #byeAnswered: (() => void) | null = null;
  /** Another page's new peer connection must not be described in this dialog: its DTLS would never come about. */
  #mediaGone = false;

  constructor(session: Session, first: SipDialog, context: CallContext) {
    this.session = session;
    this.context = context;
    this.record = new DialogRecord(first, context.changed);
    this.reInviter = new ReInviter({
      session,
      handler: () => this.handler,
      ownsCallId: first.direction === 'out',
      clock: context.clock,
      random: context.random,
    });
    this.#referrer = new Referrer({ session, clock: context.clock });
    session.delegate = this.#delegate();
    session.stateChange.addListener((state) => this.#sessionBecame(state));
  }

  get dialog(): SipDialog {
    return this.record.dialog;
  }

  /** Whether nothing is left to do, not even a BYE. */
  get finished(): boolean {
    return this.record.ended && this.#owed === null;
  }

  /** Tells the dialog as it is. */
  announce(): void {
    this.record.announce();
  }

  get mediaSession(): MediaSessionId | null {
    return this.handler?.session ?? null;
  }

  async hold(): Promise<Outcome> {
    return this.#turn('sendonly', true);
  }

  async resume(): Promise<Outcome> {
    return this.#turn('sendrecv', false);
  }

  async mute(muted: boolean): Promise<Outcome> {
    const session = this.mediaSession;
    const { phase } = this.dialog;
    if (session === null || (phase !== 'established' && phase !== 'outgoing')) return this.wrongPhase();
    return this.#withMedia(async () => {
      await this.context.media.mute(session, muted);
      this.record.change({ muted });
      return success();
    });
  }

  async sendDigits(digits: string): Promise<Outcome> {
    const session = this.mediaSession;
    const { phase } = this.dialog;
    // Early media counts: voice menus of other networks often listen before they answer.
    if (session === null || (phase !== 'established' && phase !== 'outgoing')) return this.wrongPhase();
    return this.#withMedia(async () => {
      const sent = await this.context.media.sendDigits(session, digits);
      return sent ? success() : failed({ kind: 'no-digits' });
    });
  }

  /** `referTo` is what stands in the Refer-To header. */
  async refer(referTo: string, onProgress: (status: number) => void): Promise<Result<Referral, SipRefusal>> {
    if (this.dialog.phase !== 'established') return failed({ kind: 'wrong-phase', phase: this.dialog.phase });
    if (!this.context.online()) return failed({ kind: 'offline' });
    const sent = await this.#referrer.send(referTo, onProgress);
    // Asterisk waits for our BYE, up to a minute (res_pjsip_refer.c, `ast_sip_session_defer_termination`).
    if (sent.ok) {
      const left = sent.value.end.then(async (end) => (end.ok && !this.record.ended ? this.bye() : end));
      this.unattended(left, 'a transferred call was not closed');
    }
    return sent;
  }

  abstract hangUp(): Promise<Outcome>;

  /** The socket is gone; the PBX may not have noticed. */
  connectionLost(): void {
    this.reInviter.connectionLost();
  }

  /** Registered again: what is owed is sent, and the PBX learns where its requests must go now. */
  connectionBack(): void {
    const owed = this.#owed;
    this.#owed = null;
    owed?.();
    if (this.record.ended || this.dialog.phase !== 'established') return;
    const iceRestart = this.dialog.media === 'failed' || this.dialog.media === 'disconnected';
    this.unattended(this.#reInvite(this.#direction(), iceRestart), 'the PBX could not be told where we are');
  }

  /** The page that held this call's peer connection is gone; it may come back with it, or never. */
  mediaGone(): void {
    if (this.handler === null) return;
    this.#mediaGone = true;
    this.record.change({ media: 'failed' });
  }

  mediaBecame(media: MediaState): void {
    this.#mediaGone = false;
    const before = this.dialog.media;
    this.record.change({ media });
    // The same peer connection with new ICE credentials is the one cure Asterisk takes in mid-call.
    const curable = this.dialog.phase === 'established' && this.context.online() && this.context.media.available;
    if (media !== 'failed' || before === 'failed' || !curable) return;
    this.unattended(this.#reInvite(this.#direction(), true), 'the audio could not be restarted');
  }

  dispose(): void {
    this.reInviter.dispose();
    this.#referrer.dispose();
    this.handler?.close();
  }

  /** The far end said who it is (RFC 3325), maybe somebody else than before. */
  protected identified(asserted: readonly string[]): void {
    if (asserted.length === 0) return;
    const { remote } = this.dialog;
    const told = callerIdentity('', asserted);
    if (told.user === '') return;
    if (told.user !== remote.user || told.name !== remote.name) this.record.change({ remote: told });
  }

  /** A new peer connection for this call; an unused older one is closed. */
  protected newHandler(): MediaHandler {
    this.handler?.close();
    const handler = new MediaHandler({
      media: this.context.media,
      session: randomUUID(),
      direction: () => this.#direction(),
      onRemote: (sdp) => this.record.change({ heldByRemote: holdsUs(sdp) }),
      log: this.context.log,
    });
    this.handler = handler;
    this.context.describeBy(this.session, handler);
    return handler;
  }

  protected end(end: Pick<SipDialogEnd, 'by' | 'how'> & Partial<SipDialogEnd>): void {
    if (this.record.ended) return;
    this.record.end({ at: this.context.clock.now(), status: null, cause: null, ...end });
    this.dispose();
  }

  /** To be said before `end`, which lets go of a call that owes nothing. */
  protected owe(debt: () => void): void {
    this.#owed = debt;
  }

  /** Ends an established call. Resolves with the answer to our BYE. */
  protected async bye(): Promise<Outcome> {
    const { clock, online } = this.context;
    const isOnline = online();
    if (!isOnline) {
      // SIP.js would end its side alone and the far end would hear silence: said when we are back.
      this.owe(() => this.unattended(this.#sendBye(), 'a late BYE failed'));
    }
    this.end({ by: 'us', how: 'bye' });
    if (!isOnline) return success();
    const answered = new Promise<Outcome>((resolve) => {
      const timer = clock.after(byeWithin, () => resolve(failed({ kind: 'timeout' })));
      // Any final answer will do: 481 says that it was over already.
      this.#byeAnswered = () => {
        timer.dispose();
        resolve(success());
      };
    });
    // Not awaited: before the ACK of our 200 SIP.js keeps a BYE back, for as long as that takes.
    this.unattended(this.#sendBye(), 'a BYE failed');
    return answered;
  }

  /** For what nobody waits for: an error there must not end the process. */
  protected unattended(work: Promise<unknown>, failure: string): void {
    work.catch((error: unknown) => this.context.log.warn(failure, { error: String(error) }));
  }

  protected wrongPhase(): Outcome {
    return failed({ kind: 'wrong-phase', phase: this.dialog.phase });
  }

  async #sendBye(): Promise<void> {
    const answered = () => this.#byeAnswered?.();
    if (this.session.state !== SessionState.Established) return answered();
    const requestDelegate = { onAccept: answered, onReject: answered, onRedirect: answered };
    await this.session.bye({ requestDelegate });
  }

  #direction(): 'sendrecv' | 'sendonly' {
    return this.dialog.held ? 'sendonly' : 'sendrecv';
  }

  async #turn(direction: 'sendrecv' | 'sendonly', held: boolean): Promise<Outcome> {
    if (this.dialog.phase !== 'established') return this.wrongPhase();
    if (!this.context.online()) return failed({ kind: 'offline' });
    const outcome = await this.#reInvite(direction, false);
    if (outcome.kind === 'accepted') this.record.change({ held });
    return asOutcome(outcome, this.dialog.phase);
  }

  async #reInvite(direction: 'sendrecv' | 'sendonly', iceRestart: boolean): Promise<ReInviteOutcome> {
    if (this.#mediaGone) return { kind: 'no-media', detail: 'the page that held the audio is gone' };
    const outcome = await this.reInviter.run({ direction, iceRestart });
    if (outcome.kind === 'gone') {
      this.end({ by: 'them', how: 'lost', status: outcome.status });
      // Local only: the far end said that it does not know this dialog.
      this.unattended(this.#sendBye(), 'a lost dialog was not closed');
    } else if (outcome.kind !== 'accepted') {
      this.context.log.info('a re-INVITE did not come about', { kind: outcome.kind });
    }
    return outcome;
  }

  async #withMedia(run: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await run();
    } catch (error) {
      return failed({ kind: 'no-media', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  #delegate(): NonNullable<Session['delegate']> {
    return {
      onBye: (bye) => {
        void bye.accept();
        this.end({ by: 'them', how: 'bye', cause: q850Cause(parseReasons(bye.request.getHeaders('reason'))) });
      },
      onInvite: (request) => this.identified(request.getHeaders('p-asserted-identity')),
      // SIP.js would follow it by itself: a call to wherever the PBX says.
      onRefer: (referral) => void referral.reject({ statusCode: 603 }),
    };
  }

  #sessionBecame(state: SessionState): void {
    if (state !== SessionState.Terminated) return;
    // Whoever ended it says why within the same turn of the event loop; nobody did: see `unexplained`.
    queueMicrotask(() => queueMicrotask(() => this.end(this.unexplained())));
  }

  /** Why SIP.js ended the session when nobody said: in a running call, a description that could not be applied. */
  protected unexplained(): Pick<SipDialogEnd, 'by' | 'how'> {
    return { by: 'us', how: 'media-failed' };
  }
}

function asOutcome(outcome: ReInviteOutcome, phase: SipDialog['phase']): Outcome {
  switch (outcome.kind) {
    case 'accepted':
      return success();
    case 'rejected':
    case 'no-media':
    case 'offline':
    case 'timeout':
      return failed(outcome);
    case 'gone':
      return failed({ kind: 'rejected', status: outcome.status, reason: 'the PBX no longer knows this call' });
    case 'over':
      return failed({ kind: 'wrong-phase', phase });
  }
}
