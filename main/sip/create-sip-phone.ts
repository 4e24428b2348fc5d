import { type Invitation, Inviter, type Session, SessionState, type UserAgent } from 'sip.js/lib/api/index.js';
import { DisposableStore } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import { failed, type Result, success } from '../base/result.ts';
import { classifyFailure } from '../net/classify-failure.ts';
import type { LinkFailure, LinkState } from '../net/link-failure.ts';
import { LinkSupervisor } from '../net/link-supervisor.ts';
import type { Call, CallContext, Outcome } from './call.ts';
import { dialUri } from './dial-target.ts';
import { noJournal } from './dialog-journal.ts';
import { FirstSigns } from './first-signs.ts';
import { IncomingCall } from './incoming-call.ts';
import { JournalKeeper } from './journal-keeper.ts';
import { linkDriver } from './link-driver.ts';
import type { MediaSessionId } from './media-port.ts';
import { parseMessageSummary } from './message-summary.ts';
import { OutgoingCall } from './outgoing-call.ts';
import type {
  ForeignDialog,
  Referral,
  ReferTarget,
  SipCallId,
  SipDialog,
  SipMailbox,
  SipPhone,
  SipRefusal,
} from './phone.ts';
import { referTo } from './refer-to.ts';
import { createRegistrar, type Registrar } from './register.ts';
import { RegistrationAttempt } from './registration-attempt.ts';
import { replacesHeaders } from './replaces-headers.ts';
import { Rescuer } from './rescuer.ts';
import { isRinging, wrongPhase } from './ringing-call.ts';
import { ScopedClock } from './scoped-clock.ts';
import type { MediaHandler } from './session-description-handler.ts';
import type { SipPhoneOptions } from './sip-phone-options.ts';
import type { SipTransport } from './sip-transport.ts';
import { createUserAgent } from './user-agent.ts';
import { WsTransport } from './ws-transport.ts';

export type { SipPhoneOptions };

/** A softphone account over a WebSocket of its own. Nothing happens before `start`. */
export const createSipPhone = (options: SipPhoneOptions): SipPhone => new Phone(options, new WsTransport(options));

/** The same over another transport: the tests' one speaks from a script. */
export const createSipPhoneOver = (options: SipPhoneOptions, transport: SipTransport): SipPhone =>
  new Phone(options, transport);

class Phone implements SipPhone {
  readonly #options: SipPhoneOptions;
  readonly #transport: SipTransport;
  readonly #userAgent: UserAgent;
  readonly #supervisor: LinkSupervisor;
  readonly #store = new DisposableStore();
  readonly #calls = new Map<SipCallId, Call>();
  readonly #handlers = new WeakMap<Session, MediaHandler>();
  readonly #dialogs = new Emitter<SipDialog>();
  readonly #mailbox = new Emitter<SipMailbox>();
  readonly #registrar: Registrar;
  readonly #context: CallContext;
  readonly #time = this.#store.add(new Emitter<number>());
  readonly onDidTellTime = this.#time.event;
  readonly onDidChangeDialog = this.#dialogs.event;
  readonly onDidChangeMailbox = this.#mailbox.event;
  readonly onDidChangeLink: SipPhone['onDidChangeLink'];
  readonly #journal: JournalKeeper;
  readonly #rescuer: Rescuer;
  readonly #signs: FirstSigns;
  #attempt: RegistrationAttempt | null = null;
  #localAddress: string | null = null;
  #disposed = false;

  constructor(given: SipPhoneOptions, transport: SipTransport) {
    const options = { ...given, clock: this.#store.add(new ScopedClock(given.clock)) };
    this.#options = options;
    this.#transport = transport;
    this.#context = this.#makeContext();
    this.#userAgent = createUserAgent({
      account: options,
      transport,
      log: options.log,
      describe: (session) => this.#handlerOf(session),
      delegate: {
        onInvite: (invitation) => this.#rings(invitation),
        onNotify: (notification) => {
          void notification.accept();
          const mailbox = parseMessageSummary(notification.request.body);
          if (mailbox !== null) this.#mailbox.emit(mailbox);
        },
        onDisconnect: (error) => this.#disconnected(error),
      },
    });
    const { url: target, domain, clock, contactNote: note } = options;
    const tellTime = (now: number): void => this.#time.emit(now);
    this.#registrar = createRegistrar({ userAgent: this.#userAgent, domain, target, clock, tellTime, note });
    const heard = () => this.#signs.journalled;
    this.#journal = new JournalKeeper(options.journal ?? noJournal, () => this.#calls.values(), heard);
    this.#rescuer = new Rescuer({
      userAgent: this.#userAgent,
      context: this.#context,
      domain,
      calls: () => this.#calls.values(),
      replace: (id, call) => this.#calls.set(id, call),
      legOf: options.legOf ?? null,
    });
    this.#signs = this.#store.add(
      new FirstSigns({
        ...{ clock, hush: options.hush },
        me: () => ({ username: options.username, contact: this.#userAgent.contact.uri.user ?? '' }),
        tell: (dialog) => this.#dialogs.emit(dialog),
        note: (when) => this.#journal.note(when),
        isKnown: (call) => this.#calls.has(call),
      }),
    );
    transport.onSign = (message) => this.#signs.read(message);
    this.#supervisor = this.#makeSupervisor();
    this.onDidChangeLink = this.#supervisor.onDidChangeLink;
    this.#watch();
  }

  get link(): LinkState {
    return this.#supervisor.link;
  }

  get ringsAt(): string | null {
    return this.#registrar.ringsAt;
  }

  start(): void {
    const restored = this.#journal.takeUp({
      userAgent: this.#userAgent,
      context: this.#context,
      answer: (call) => this.#rescuer.answer(call),
      say: (text) => this.#say(text),
    });
    for (const call of restored) this.#calls.set(call.dialog.callId, call);
    for (const call of restored) call.announce();
    this.#signs.again(this.#journal.heard);
    for (const dialog of this.#journal.givenUp(this.#options.clock.now())) this.#dialogs.emit(dialog);
    this.#supervisor.start();
  }

  retry(): void {
    if (this.link.state !== 'up') return this.#supervisor.retry();
    this.#transport.probe();
    this.#attempt?.look();
  }

  async registerAgain(): Promise<void> {
    if (this.link.state === 'up') await this.#attempt?.again();
  }

  async stop(within: number): Promise<void> {
    if (this.link.state === 'up') await this.#registrar.unregister(within);
    this.dispose();
  }

  dial(target: string): Promise<Result<SipCallId, SipRefusal>> {
    return this.#invite(target, [], null);
  }

  async takeOver(target: string, dialog: ForeignDialog): Promise<Result<SipCallId, SipRefusal>> {
    const headers = replacesHeaders(dialog);
    return headers === null ? failed({ kind: 'bad-target' }) : this.#invite(target, headers, dialog.codec);
  }

  async #invite(
    target: string,
    extraHeaders: string[],
    without: string | null,
  ): Promise<Result<SipCallId, SipRefusal>> {
    const uri = dialUri(target, this.#options.domain);
    if (uri === null) return failed({ kind: 'bad-target' });
    if (this.link.state !== 'up') return failed({ kind: 'offline' });
    // One dialog only: Asterisk does not fork, so early media can be heard.
    const inviter = new Inviter(this.#userAgent, uri, { earlyMedia: true, extraHeaders });
    const call = new OutgoingCall(inviter, target, this.#context);
    this.#calls.set(call.dialog.callId, call);
    const invited = await call.invite(without);
    if (invited.ok) return success(call.dialog.callId);
    this.#calls.delete(call.dialog.callId);
    return invited;
  }

  answer(id: SipCallId): Promise<Outcome> {
    return this.#on(id, (call) => (isRinging(call) ? call.answer() : wrongPhase(call)));
  }

  decline(id: SipCallId): Promise<Outcome> {
    return this.#on(id, (call) => (isRinging(call) ? call.decline() : wrongPhase(call)));
  }

  hangUp(id: SipCallId): Promise<Outcome> {
    return this.#on(id, (call) => call.hangUp());
  }

  hold(id: SipCallId): Promise<Outcome> {
    return this.#onSettled(id, (call) => call.hold());
  }

  resume(id: SipCallId): Promise<Outcome> {
    return this.#onSettled(id, (call) => call.resume());
  }

  mute(id: SipCallId, muted: boolean): Promise<Outcome> {
    return this.#onSettled(id, (call) => call.mute(muted));
  }

  sendDigits(id: SipCallId, digits: string): Promise<Outcome> {
    return this.#onSettled(id, (call) => call.sendDigits(digits));
  }

  refer(
    id: SipCallId,
    to: ReferTarget,
    onProgress: (status: number) => void = () => undefined,
  ): Promise<Result<Referral, SipRefusal>> {
    const target = referTo(to, { domain: this.#options.domain, callOf: (other) => this.#calls.get(other) });
    if (target === null) return Promise.resolve(failed({ kind: 'bad-target' }));
    return this.#onSettled(id, (call) => call.refer(target, onProgress));
  }

  carrierOf(id: SipCallId): SipCallId {
    return this.#calls.get(id)?.dialog.carriers.at(-1) ?? id;
  }

  channelGone(id: SipCallId): void {
    this.#calls.get(id)?.channelGone();
    this.#signs.gone(id);
  }

  mediaOf(id: SipCallId): MediaSessionId | null {
    return this.#calls.get(id)?.mediaSession ?? null;
  }

  callOfMedia(session: MediaSessionId): SipCallId | null {
    for (const [id, call] of this.#calls) if (call.mediaSession === session) return id;
    return null;
  }

  dispose(): void {
    this.#disposed = true;
    this.#journal.close();
    this.#rescuer.dispose();
    for (const call of this.#calls.values()) call.dispose();
    this.#calls.clear();
    this.#supervisor.dispose();
    this.#dialogs.dispose();
    this.#mailbox.dispose();
    // Stops SIP.js's transactions with all their timers, then the socket.
    void this.#userAgent.stop();
    void this.#transport.dispose();
    this.#store.dispose();
  }

  /** What a call that is on its way back cannot do yet is done when it is. */
  async #onSettled<Value>(
    id: SipCallId,
    run: (call: Call) => Promise<Result<Value, SipRefusal>>,
  ): Promise<Result<Value, SipRefusal>> {
    await this.#rescuer.settled(id);
    return this.#on(id, run);
  }

  /** Whoever has just begun to ring is a call in a moment. */
  #on<Value>(
    id: SipCallId,
    run: (call: Call) => Promise<Result<Value, SipRefusal>>,
  ): Promise<Result<Value, SipRefusal>> {
    return this.#signs.settled(id)?.then(() => this.#on(id, run)) ?? this.#onCall(id, run);
  }

  #onCall<Value>(
    id: SipCallId,
    run: (call: Call) => Promise<Result<Value, SipRefusal>>,
  ): Promise<Result<Value, SipRefusal>> {
    const call = this.#calls.get(id);
    return call === undefined || call.dialog.phase === 'ended'
      ? Promise.resolve(failed({ kind: 'no-such-call' }))
      : run(call);
  }

  #makeContext(): CallContext {
    const { media, clock, random, log, username } = this.#options;
    return {
      username,
      media,
      clock,
      random,
      log,
      describeBy: (session, handler) => this.#handlers.set(session, handler),
      online: () => this.link.state === 'up',
      stranded: () => this.#rescuer.look(),
      changed: (dialog) => {
        this.#dialogs.emit(dialog);
        if (this.#calls.get(dialog.callId)?.finished === true) this.#calls.delete(dialog.callId);
        this.#journal.note(dialog.phase === 'incoming' ? 'once-told' : 'now');
      },
    };
  }

  #makeSupervisor(): LinkSupervisor {
    const { clock, random, url } = this.#options;
    const [userAgent, transport, registrar] = [this.#userAgent, this.#transport, this.#registrar];
    const driver = linkDriver({ userAgent, transport, registrar, url, isDisposed: () => this.#disposed });
    return new LinkSupervisor({
      clock,
      random,
      // 403: another contact is in the way (max_contacts), perhaps that of our own connection that broke.
      slowKinds: ['auth-rejected'],
      heldKinds: ['replaced'],
      open: (reports) => {
        this.#attempt = new RegistrationAttempt(driver, clock, reports);
        return this.#attempt;
      },
    });
  }

  #watch(): void {
    const { media, log } = this.#options;
    let wasUp = false;
    this.#store.add(
      this.#supervisor.onDidChangeLink((link) => {
        const failure = link.state === 'down' ? { kind: link.failure.kind, detail: link.failure.detail } : {};
        log.info('the link to the PBX changed', { state: link.state, ...failure });
        const isUp = link.state === 'up';
        if (isUp && !wasUp) this.#connected();
        if (!isUp && wasUp) {
          this.#rescuer.connectionLost();
          this.#each((call) => call.connectionLost());
        }
        wasUp = isUp;
      }),
    );
    this.#store.add(
      media.onDidChangeState(({ session, state }) => {
        this.#rescuer.mediaBecame(session, state);
        this.#each((call) => (call.mediaSession === session ? call.mediaBecame(state) : undefined));
        this.#rescuer.look();
      }),
    );
    this.#store.add(
      media.onDidChangeAvailable((available) => {
        if (available) this.#rescuer.look();
        else this.#each((call) => call.mediaGone());
      }),
    );
  }

  #connected(): void {
    for (const text of this.#journal.owed()) this.#say(text);
    this.#signs.handOn((text) => this.#transport.onMessage?.(text));
    const { localAddress } = this.#transport;
    // From another address nothing of the audio arrives, long before ICE has noticed.
    const moved = this.#localAddress !== null && localAddress !== this.#localAddress;
    this.#localAddress = localAddress;
    this.#rescuer.connectionBack();
    this.#each((call) => call.connectionBack(moved));
    this.#journal.note();
    this.#rescuer.look();
  }

  /** What SIP.js knows nothing of: of dialogs an Offhook before this one had. */
  #say(text: string): void {
    this.#transport.send(text).catch((error: unknown) => {
      this.#options.log.warn('something owed to the PBX could not be said', { error: String(error) });
    });
  }

  #each(run: (call: Call) => void): void {
    for (const [id, call] of this.#calls) {
      run(call);
      if (call.finished) this.#calls.delete(id);
    }
  }

  #handlerOf(session: Session): MediaHandler {
    const handler = this.#handlers.get(session);
    if (handler === undefined) throw new Error('SIP.js describes a session nobody made');
    return handler;
  }

  #rings(invitation: Invitation): void {
    // SIP.js tells of it a moment after its 180; a CANCEL in the same breath came first.
    if (invitation.state !== SessionState.Initial) return;
    const told = this.#signs.taken(invitation.request.callId as SipCallId);
    const call = new IncomingCall(invitation, this.#context, told);
    this.#calls.set(call.dialog.callId, call);
    call.announce();
    // It broke as SIP.js had the INVITE, and all other calls have been told.
    if (!this.#transport.isConnected()) call.connectionLost();
  }

  #disconnected(error: Error | undefined): void {
    if (error === undefined) return;
    const failure: LinkFailure = this.#transport.failure ?? classifyFailure(error, this.#options.url);
    this.#attempt?.lost(failure);
  }
}
