import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Hush } from '../base/hush.ts';
import { plainText } from '../base/plain-text.ts';
import { failed, type Result } from '../base/result.ts';
import { classifyFailure } from '../net/classify-failure.ts';
import { Keepalive } from '../net/keepalive.ts';
import type { LinkFailure, LinkFailureKind } from '../net/link-failure.ts';
import type { AmiAction } from './action.ts';
import { ping } from './actions.ts';
import { BootPatience } from './boot-patience.ts';
import { AmiDecoder, type AmiDecoderCounts } from './codec/decoder.ts';
import { encodeAction } from './codec/encode-action.ts';
import type { AmiMessage } from './codec/message.ts';
import { Intake } from './intake.ts';
import { type AmiCredentials, challenge, kindOfRefusedLogin, login } from './login.ts';
import { type AmiAnswer, type AmiList, PendingActions } from './pending-actions.ts';
import type { AmiRefusal } from './refusal.ts';
import type { AmiTap } from './tap.ts';
import type { AmiConnection, AmiTransport } from './transport.ts';
import { asteriskOf } from './versions.ts';

/** Connected and greeted within this time, or it is a failure; told from a slow login, which Asterisk may delay. */
const greetingDeadline = 4_000;
const loginConcern = 4_500;
const loginDeadline = 10_000;
const usualDeadline = 10_000;

export interface AmiSessionOptions {
  readonly transport: AmiTransport;
  readonly credentials: AmiCredentials;
  readonly clock: Clock;
  readonly interesting: readonly string[] | null;
  readonly tap: AmiTap | null;
  readonly hush: Hush | null;
  /** Begins every ActionID of this session. */
  readonly prefix: string;
}

/** Nothing is called after `onLost` or once the session is disposed. */
export interface AmiSessionListener {
  /** `version` is null on a road where the manager does not greet. */
  onUp(version: string | null): void;
  onEvent(event: AmiMessage): void;
  /** Connected and greeted: it logs in. */
  onAuthenticate(): void;
  onSlow(failure: LinkFailure): void;
  onLost(failure: LinkFailure): void;
}

type Phase = 'connecting' | 'greeting' | 'login' | 'up' | 'over';

/** One connection's life: connecting → greeting → login → up → over. It never begins again. */
export class AmiSession implements Disposable {
  readonly #options: AmiSessionOptions;
  readonly #listener: AmiSessionListener;
  readonly #pending: PendingActions;
  readonly #decoder: AmiDecoder;
  readonly #intake: Intake;
  readonly #patience: BootPatience;
  readonly #interesting: ReadonlySet<string> | null;
  readonly #owned = new DisposableStore();
  readonly #connection: AmiConnection;
  #phase: Phase = 'connecting';
  #deadline: Disposable;
  #keepalive: Keepalive | null = null;
  #version: string | null = null;
  #sent = 0;

  constructor(options: AmiSessionOptions, listener: AmiSessionListener) {
    this.#options = options;
    this.#listener = listener;
    this.#interesting = options.interesting === null ? null : new Set(options.interesting);
    this.#pending = new PendingActions(options.clock);
    this.#decoder = new AmiDecoder(
      {
        onBanner: (version) => this.#greeted(version),
        onForeign: (text) => this.#lose('wrong-service', `it greets with: ${plainText(text, 80)}`),
        onMessage: (message) => this.#received(message),
      },
      { interesting: options.interesting, greeting: options.transport.greets ?? true },
    );
    this.#patience = this.#owned.add(new BootPatience(options.clock));
    this.#intake = this.#owned.add(new Intake(this.#decoder, options.clock, () => this.#connection, options.hush));
    this.#deadline = options.clock.after(greetingDeadline, () => this.#tooLate());
    this.#connection = options.transport.open({
      onOpen: () => {
        if (this.#phase === 'connecting') this.#phase = 'greeting';
        if (options.transport.greets === false) this.#greeted(null);
      },
      onData: (bytes) => {
        this.#keepalive?.heard();
        if (this.#phase !== 'over') this.#intake.take(bytes);
      },
      onClose: (error) => this.#closed(error),
    });
  }

  get counts(): AmiDecoderCounts {
    return this.#decoder.counts;
  }

  action(action: AmiAction, within = usualDeadline): Promise<AmiAnswer> {
    return this.#send(action, (id) => this.#pending.answer(id, within));
  }

  /** With `onItem` the items go there as they come, and the list at the end is empty. */
  list(action: AmiAction, within = usualDeadline, onItem?: (item: AmiMessage) => void): Promise<AmiList> {
    const listed = this.#send(action, (id) => this.#pending.list(id, within, onItem));
    this.#decoder.everything = this.#pending.listing;
    return listed;
  }

  /** The same, of a PBX that may still be starting up. */
  listOnceLoaded(action: AmiAction, within?: number): Promise<AmiList> {
    return this.#patience.ask(() => this.list(action, within));
  }

  /** Finds out at once whether the far end is still there. */
  probe(): void {
    if (this.#phase === 'up') this.#keepalive?.probe();
  }

  /** Says goodbye and waits for the answer, `within` ms at most; then it is over. */
  async logOff(within: number): Promise<void> {
    if (this.#phase === 'up') await this.action({ name: 'Logoff', fields: [] }, within);
    this.dispose();
  }

  dispose(): void {
    if (this.#phase === 'over') return;
    this.#end();
  }

  /** Written before it returns its promise: actions go out in the order they are asked for. */
  async #send<Value>(
    action: AmiAction,
    wait: (id: string) => Promise<Result<Value, AmiRefusal>>,
  ): Promise<Result<Value, AmiRefusal>> {
    if (this.#phase === 'over') return failed({ kind: 'not-connected' });
    this.#sent += 1;
    const id = `${this.#options.prefix}-${this.#sent}`;
    const encoded = encodeAction(action, id, this.#options.transport.longestAction);
    if (!encoded.ok) return encoded;
    const outcome = wait(id);
    this.#options.tap?.sent(action.name, id, action.fields);
    this.#connection.write(encoded.value);
    return outcome;
  }

  #greeted(version: string | null): void {
    if (version !== null && asteriskOf(version) === null) return this.#lose('old-version', `manager ${version}`);
    this.#version = version;
    this.#phase = 'login';
    this.#listener.onAuthenticate();
    this.#deadline.dispose();
    this.#deadline = this.#options.clock.after(loginDeadline, () => this.#tooLate());
    this.#owned.add(
      this.#options.clock.after(loginConcern, () => {
        if (this.#phase === 'login') this.#listener.onSlow(this.#failure('timeout', 'no answer to the login yet'));
      }),
    );
    void this.#logIn();
  }

  async #logIn(): Promise<void> {
    const { credentials } = this.#options;
    let challenged: string | null = null;
    if (credentials.auth === 'md5') {
      const answer = await this.action(challenge, loginDeadline);
      if (!answer.ok) return this.#loginRefused(answer);
      challenged = answer.value.get('Challenge') ?? '';
    }
    const answer = await this.action(login(credentials, challenged), loginDeadline);
    if (!answer.ok) this.#loginRefused(answer);
  }

  #loginRefused({ failure }: AmiAnswerFailure): void {
    if (this.#phase !== 'login') return;
    if (failure.kind === 'error') this.#lose(kindOfRefusedLogin(failure.message), failure.message);
    else if (failure.kind === 'bad-field') this.#lose('auth-rejected', `the ${failure.field} can't be sent`);
    else if (failure.kind === 'timeout') this.#lose('timeout', 'no answer to the login');
    else this.#lose('auth-rejected', failure.kind);
  }

  #received(message: AmiMessage): void {
    if (this.#phase === 'over') return;
    const { tap } = this.#options;
    const [{ answered }, wasUp] = [this.#pending, this.#phase === 'up'];
    if (message.kind === 'response') {
      tap?.received(message.block);
      // At once, not when the promise is settled: events stand right behind it in the same chunk.
      if (this.#phase === 'login' && message.get('Message') === 'Authentication accepted') this.#accepted();
      this.#pending.onResponse(message);
    } else if (this.#pending.onEvent(message)) tap?.received(message.block);
    else this.#live(message);
    this.#decoder.everything = this.#pending.listing;
    if (!wasUp || this.#pending.answered === answered) this.#intake.tick();
    else this.#intake.answered();
  }

  #live(event: AmiMessage): void {
    // While a list is under way the decoder lets every event through.
    if (this.#phase !== 'up' || this.#interesting?.has(event.name) === false) return;
    this.#options.tap?.received(event.block);
    this.#listener.onEvent(event);
  }

  #accepted(): void {
    const { clock } = this.#options;
    this.#phase = 'up';
    this.#deadline.dispose();
    this.#connection.accepted?.();
    this.#keepalive = this.#owned.add(
      new Keepalive(
        clock,
        () => void this.action(ping()),
        () => this.#lose('timeout', 'it has gone silent'),
      ),
    );
    this.#listener.onUp(this.#version);
  }

  #tooLate(): void {
    if (this.#phase === 'connecting') this.#lose('timeout', 'no connection in time');
    else if (this.#phase === 'greeting') this.#lose('timeout', 'connected, but it says nothing');
    else this.#lose('timeout', 'no answer to the login');
  }

  #closed(error: unknown): void {
    if (this.#phase === 'over') return;
    // Its last words may tell why.
    this.#intake.finish();
    if (this.#isOver()) return;
    if (error !== null) {
      const { kind, detail } = classifyFailure(error, this.#options.transport.target);
      this.#lose(kind, detail);
    } else if (this.#phase === 'greeting') {
      // authlimit: too many that have not logged in (main/manager.c, `session_do`).
      this.#lose('closed', 'it closed the connection without a greeting');
    } else this.#lose('closed', 'it closed the connection');
  }

  /** Asked after a call, when the compiler remembers what was true before it. */
  #isOver(): boolean {
    return this.#phase === 'over';
  }

  #failure(kind: LinkFailureKind, detail: string): LinkFailure {
    return { kind, target: this.#options.transport.target, detail };
  }

  #lose(kind: LinkFailureKind, detail: string): void {
    if (this.#phase === 'over') return;
    this.#end();
    this.#listener.onLost(this.#failure(kind, detail));
  }

  #end(): void {
    this.#phase = 'over';
    this.#deadline.dispose();
    this.#owned.dispose();
    this.#connection.destroy();
    this.#pending.end({ kind: 'link-lost' });
  }
}

type AmiAnswerFailure = Extract<AmiAnswer, { ok: false }>;
