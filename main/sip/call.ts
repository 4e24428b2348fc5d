import { randomUUID } from 'node:crypto';
import { type Session, SessionState } from 'sip.js/lib/api/index.js';
import type { Disposable } from '../base/disposable.ts';
import { failed, type Result, success } from '../base/result.ts';
import { AudioRepair } from './audio-repair.ts';
import type { CallContext } from './call-context.ts';
import type { JournalledCall, WireDialog } from './dialog-journal.ts';
import { DialogRecord } from './dialog-record.ts';
import { journalledShare } from './journalled-share.ts';
import { LineWait } from './line-wait.ts';
import type { MediaSessionId, MediaState } from './media-port.ts';
import { callerIdentity } from './name-addr.ts';
import { asOutcome, type Outcome, withMedia } from './outcome.ts';
import type { Referral, SipCallId, SipDialog, SipDialogEnd, SipRefusal } from './phone.ts';
import { type ReInviteOutcome, ReInviter } from './re-inviter.ts';
import { parseReasons, q850Cause } from './reason.ts';
import { Referrer } from './referrer.ts';
import { holdsUs, voiceCodec } from './sdp.ts';
import { MediaHandler, type OfferWish } from './session-description-handler.ts';
import { forgetSession, wireDialogOf } from './sip-js-internals.ts';

export type { CallContext, Outcome };

type Ending = Pick<SipDialogEnd, 'by' | 'how'> & Partial<SipDialogEnd>;

const byeWithin = 4_000;

/** One dialog with the PBX, from its first message to its end: what is the same whoever called. */
export abstract class Call implements Disposable {
  protected readonly context: CallContext;
  protected readonly record: DialogRecord;
  protected readonly reInviter: ReInviter;
  readonly #referrer: Referrer;
  protected readonly line: LineWait;
  protected handler: MediaHandler | null = null;
  /** The microphone is off, whatever the agent wants. */
  protected quiet = false;
  readonly session: Session;
  /** What the PBX has still to be told, when we are back. */
  #owed: (() => void) | null = null;
  #byeAnswered: (() => void) | null = null;
  readonly #repair: AudioRepair;
  /** Another dialog is taking the place of this one: what the PBX says of it meanwhile counts only if that fails. */
  #beingRescued = false;
  #deferred: Ending | null = null;

  constructor(session: Session, first: SipDialog, context: CallContext, ownsCallId: boolean) {
    this.session = session;
    this.context = context;
    this.record = new DialogRecord(first, context.changed);
    this.line = new LineWait(context.clock, context.online);
    this.reInviter = new ReInviter({
      session,
      handler: () => this.handler,
      ownsCallId,
      clock: context.clock,
      random: context.random,
    });
    this.#referrer = new Referrer({ session, clock: context.clock });
    this.#repair = new AudioRepair({
      clock: context.clock,
      reInvite: (iceRestart) => this.#reInvite(() => ({ direction: this.direction(), iceRestart })),
      onIncurable: () => {
        if (!this.record.ended) context.stranded();
      },
    });
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
    return withMedia(async () => {
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
    return withMedia(async () => {
      const sent = await this.context.media.sendDigits(session, digits);
      return sent ? success() : failed({ kind: 'no-digits' });
    });
  }

  /** `referTo` is what stands in the Refer-To header. */
  async refer(referTo: string, onProgress: (status: number) => void): Promise<Result<Referral, SipRefusal>> {
    // Asked in the middle of a re-INVITE, Asterisk may never tell how a transfer ended.
    await this.reInviter.idle();
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

  /** What has to be known to take this call up after a crash; null: nothing is left of it. */
  abstract journalled(): JournalledCall | null;

  /** What takes the place of its dialog must know it. */
  get wire(): WireDialog | null {
    return wireDialogOf(this.session);
  }

  /**
   * Whether the audio is lost for this dialog: a new peer connection must not be described in it (its DTLS would never
   * come about), only a dialog that takes its place can have one.
   */
  get isStranded(): boolean {
    if (this.dialog.phase !== 'established') return false;
    const session = this.mediaSession;
    return session === null || this.#repair.isIncurable || !this.context.media.carries(session);
  }

  /** Whether a page that made its audio may still come and say so. */
  get mayBeClaimed(): boolean {
    return false;
  }

  /** Its channel on the PBX is gone: believed while the PBX has not heard where we are, and cannot say so itself. */
  channelGone(): void {
    const isUp = this.dialog.phase === 'established' && !this.isStranded;
    if (isUp && this.#repair.unreached) this.goneMeanwhile(481);
  }

  /** Another dialog is about to take the place of this one; `carrier` is its Call-ID. */
  beingRescued(carrier: SipCallId): void {
    this.#beingRescued = true;
    const { rescue, carriers, phase } = this.dialog;
    const begins = { state: 'under-way', since: this.#repair.lostAt ?? this.context.clock.now() } as const;
    const isAnswer = phase !== 'established';
    this.record.change({
      media: 'connecting',
      carriers: [...carriers, carrier],
      rescue: isAnswer || rescue?.state === 'under-way' ? rescue : begins,
    });
  }

  /** It could not be rescued for now. */
  notRescued(): void {
    this.#beingRescued = false;
    if (this.#deferred === null) this.record.change({ media: 'failed' });
    else this.end(this.#deferred);
  }

  /** The far end had hung up when we came back. */
  goneMeanwhile(status: number): void {
    this.#beingRescued = false;
    this.end({ by: 'them', how: 'gone-meanwhile', status });
    forgetSession(this.session);
  }

  /** Another dialog has taken the place of this one: the PBX closes it, and nobody is told of it any more. */
  retire(): void {
    this.record.retire();
    this.dispose();
    this.context.clock.after(byeWithin, () => forgetSession(this.session));
  }

  /** The socket is gone; the PBX may not have noticed. */
  connectionLost(): void {
    this.#repair.connectionLost();
    this.reInviter.connectionLost();
  }

  /** Registered again: what is owed is sent, and the PBX learns where its requests must go now; `moved`: and the audio. */
  connectionBack(moved: boolean): void {
    const owed = this.#owed;
    this.#owed = null;
    owed?.();
    this.line.back();
    this.unattended(this.reInviter.connectionBack(), 'an answer could not be acknowledged');
    if (this.record.ended || this.dialog.phase !== 'established' || this.isStranded) return;
    const { media } = this.dialog;
    const isBroken = moved || media === 'failed' || media === 'disconnected';
    this.unattended(this.#repair.tellWhere(isBroken), 'the PBX could not be told where we are');
  }

  /** Answered, by them or by us. Its audio may have been given up while that was on its way. */
  protected answered(): void {
    this.record.enter({ phase: 'established' }, { answeredAt: this.context.clock.now() });
    if (this.isStranded) return this.context.stranded();
    if (this.dialog.media !== 'failed' || !this.context.online()) return;
    this.unattended(this.#repair.tellWhere(true), 'the audio could not be restarted');
  }

  /** The page that held this call's peer connection is gone; it may come back with it, or never. */
  mediaGone(): void {
    if (this.handler === null) return;
    this.#repair.became('failed');
    this.record.change({ media: 'failed' });
  }

  mediaBecame(media: MediaState): void {
    const before = this.dialog.media;
    this.record.change({ media, ...this.#rescued(media) });
    this.#repair.became(media);
    if (this.dialog.phase !== 'established' || !this.context.online() || this.isStranded) return;
    // The same peer connection with new ICE credentials is the one cure Asterisk takes in mid-call.
    const fails = media === 'failed' && before !== 'failed';
    const isFound = media === 'connected' && this.#repair.unreached;
    if (fails || isFound) this.unattended(this.#repair.tellWhere(fails), 'the audio could not be restarted');
  }

  dispose(): void {
    this.reInviter.dispose();
    this.#referrer.dispose();
    this.#repair.dispose();
    this.line.dispose();
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

  /** A new peer connection for this call; an unused older one is closed. `session`: one that a page may still hold. */
  protected newHandler(session: MediaSessionId = randomUUID()): MediaHandler {
    this.handler?.close();
    const handler = new MediaHandler({
      media: this.context.media,
      session,
      muted: () => this.dialog.muted || this.quiet,
      direction: () => this.direction(),
      onRemote: (sdp) => this.record.change({ heldByRemote: holdsUs(sdp), codec: voiceCodec(sdp) }),
      log: this.context.log,
    });
    this.handler = handler;
    this.context.describeBy(this.session, handler);
    return handler;
  }

  protected end(end: Ending): void {
    if (this.record.ended) return;
    // A rescue makes the PBX close the old dialog, perhaps before we know that it came about.
    if (this.#beingRescued && end.by === 'them') {
      this.#deferred ??= end;
      return;
    }
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

  /** Notes of a call that talks, or that has still to be closed; null while it does neither. */
  protected journalledDialog(): JournalledCall | null {
    const [wire, shared] = [this.wire, journalledShare(this.dialog)];
    if (wire === null) return null;
    if (this.record.ended) return this.#owed === null ? null : { ...shared, phase: 'leaving', wire };
    return this.dialog.phase === 'established' ? { ...shared, phase: 'talking', wire, media: this.mediaSession } : null;
  }

  /** How the rescue stands once the audio is as told. */
  #rescued(media: MediaState): Partial<Pick<SipDialog, 'rescue'>> {
    const { rescue } = this.dialog;
    if (media !== 'connected' || rescue?.state !== 'under-way') return {};
    const at = this.context.clock.now();
    return { rescue: { state: 'done', at, tookMs: at - rescue.since } };
  }

  /** What is said of the audio as the call stands. */
  protected direction(): 'sendrecv' | 'sendonly' {
    return this.dialog.held ? 'sendonly' : 'sendrecv';
  }

  async #turn(direction: 'sendrecv' | 'sendonly', held: boolean): Promise<Outcome> {
    if (this.dialog.phase !== 'established') return this.wrongPhase();
    if (!this.context.online()) return failed({ kind: 'offline' });
    const done = ({ kind }: ReInviteOutcome) => (kind === 'accepted' ? this.record.change({ held }) : undefined);
    const outcome = await this.#reInvite(() => ({ direction, iceRestart: false }), done);
    return asOutcome(outcome, this.dialog.phase);
  }

  async #reInvite(wish: () => OfferWish, done?: (end: ReInviteOutcome) => void): Promise<ReInviteOutcome> {
    if (this.isStranded) return { kind: 'no-media', detail: 'the page that held the audio is gone' };
    const outcome = await this.reInviter.run(wish, done);
    if (outcome.kind === 'gone') {
      // Nobody could tell us while we were away.
      const how = this.#repair.unreached ? 'gone-meanwhile' : 'lost';
      this.end({ by: 'them', how, status: outcome.status });
      // Local only: the far end said that it does not know this dialog.
      this.unattended(this.#sendBye(), 'a lost dialog was not closed');
    } else if (outcome.kind !== 'accepted') {
      const status = outcome.kind === 'rejected' ? { status: outcome.status } : {};
      this.context.log.info('a re-INVITE did not come about', { kind: outcome.kind, ...status });
    }
    return outcome;
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
    queueMicrotask(() => queueMicrotask(() => (this.#beingRescued ? undefined : this.end(this.unexplained()))));
  }

  /** Why SIP.js ended the session when nobody said: in a running call, a description that could not be applied. */
  protected unexplained(): Ending {
    return { by: 'us', how: 'media-failed' };
  }
}
