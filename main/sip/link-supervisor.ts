import { type BackoffPolicy, backoffDelay } from '../base/backoff.ts';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import type { Logger } from '../base/log.ts';
import type { Result } from '../base/result.ts';
import type { LinkFailure, LinkState } from '../net/link-failure.ts';

/** What the supervisor drives. It decides when, not how. */
export interface LinkDriver {
  /** Opens the connection. */
  connect(): Promise<Result<void, LinkFailure>>;
  /** Registers on the open connection; `expires` is how long that lasts, in seconds. */
  register(): Promise<Result<{ readonly expires: number }, LinkFailure>>;
  /** Drops the connection, without a word if need be. */
  disconnect(): void;
  /** Asks an open connection for a sign of life now. */
  probe(): void;
}

export interface LinkSupervisorOptions {
  readonly driver: LinkDriver;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
}

const backoff: BackoffPolicy = { first: 300, most: 15_000, jitter: 0.3 };
/** A wrong password does not mend itself, and fail2ban counts. */
const retryAfterRejection = 60_000;

/**
 * Keeps one account registered: connect → register → up → refresh …; whatever fails leads to `down` with the cause and
 * the time of the next attempt. The delays double from 300 ms to 15 s and start anew once a registration has worked.
 */
export class LinkSupervisor implements Disposable {
  readonly #options: LinkSupervisorOptions;
  readonly #changed = new Emitter<LinkState>();
  readonly onDidChange = this.#changed.event;
  #state: LinkState;
  #timer: Disposable | null = null;
  #attempt = 0;
  #failure: LinkFailure | null = null;
  /** Raised whenever what is under way no longer counts. */
  #epoch = 0;
  #running = false;

  constructor(options: LinkSupervisorOptions) {
    this.#options = options;
    this.#state = { state: 'connecting', since: options.clock.now(), attempt: 0, failure: null };
  }

  get state(): LinkState {
    return this.#state;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#begin();
  }

  /** Now, whatever the backoff says. A link that is up is asked whether it really is. */
  retry(): void {
    if (!this.#running) return;
    if (this.#state.state === 'up') this.#options.driver.probe();
    else if (this.#state.state === 'down') this.#begin();
  }

  /** The connection is gone. */
  lost(failure: LinkFailure): void {
    if (this.#running && this.#state.state !== 'down') this.#fail(failure);
  }

  dispose(): void {
    this.#running = false;
    this.#epoch += 1;
    this.#timer?.dispose();
    this.#changed.dispose();
  }

  #begin(): void {
    const { clock, driver } = this.#options;
    this.#timer?.dispose();
    this.#epoch += 1;
    const epoch = this.#epoch;
    this.#enter({ state: 'connecting', since: clock.now(), attempt: this.#attempt, failure: this.#failure });
    void driver.connect().then((connected) => {
      if (epoch !== this.#epoch) return;
      if (!connected.ok) return this.#fail(connected.failure);
      this.#register();
    });
  }

  #register(): void {
    const epoch = this.#epoch;
    void this.#options.driver.register().then((registered) => {
      if (epoch !== this.#epoch) return;
      if (!registered.ok) return this.#fail(registered.failure);
      this.#attempt = 0;
      this.#failure = null;
      this.#timer = this.#options.clock.after(refreshAfter(registered.value.expires), () => this.#register());
      if (this.#state.state !== 'up') this.#enter({ state: 'up', since: this.#options.clock.now() });
    });
  }

  #fail(failure: LinkFailure): void {
    const { clock, driver, random } = this.#options;
    this.#timer?.dispose();
    this.#epoch += 1;
    this.#failure = failure;
    const plain = backoffDelay(backoff, this.#attempt, random);
    const delay = failure.kind === 'auth-rejected' ? retryAfterRejection : plain;
    this.#attempt += 1;
    this.#timer = clock.after(delay, () => this.#begin());
    this.#enter({ state: 'down', since: clock.now(), failure, retryAt: clock.now() + delay });
    driver.disconnect();
  }

  #enter(state: LinkState): void {
    this.#state = state;
    const failure = state.state === 'down' ? { kind: state.failure.kind, detail: state.failure.detail } : {};
    this.#options.log.info('the link to the PBX changed', { state: state.state, ...failure });
    this.#changed.emit(state);
  }
}

/** Early enough for a second attempt before the PBX forgets us. */
const refreshAfter = (expires: number): number => Math.max(5_000, expires * 750);
