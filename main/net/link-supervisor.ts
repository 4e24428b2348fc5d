import { type BackoffPolicy, backoffDelay } from '../base/backoff.ts';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import type { LinkFailure, LinkFailureKind, LinkState } from './link-failure.ts';

/** What one attempt tells about itself. Once it has said `lost`, or another attempt has begun, it is not heard. */
export interface LinkReports {
  /** Connected, authenticated and ready for work. */
  up(): void;
  /** Still trying, but something takes longer than it ought to. */
  slow(failure: LinkFailure): void;
  /** The attempt, or the connection it had become, is over. */
  lost(failure: LinkFailure): void;
}

export interface LinkSupervisorOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** Begins an attempt; disposing the answer ends it without a word. */
  readonly open: (reports: LinkReports) => Disposable;
  readonly policy?: BackoffPolicy;
  /** Failures that trying again soon does not cure. */
  readonly slowKinds?: readonly LinkFailureKind[];
}

const usual: BackoffPolicy = { first: 500, most: 15_000, jitter: 0.5 };
const slow: BackoffPolicy = { first: 60_000, most: 60_000, jitter: 0.1 };
/** A connection that lasted this long was a success, and the next failure begins at the first delay again. */
const settled = 10_000;
/** An attempt this old is not waited for when somebody asks to try again. */
const stale = 1_000;

/**
 * Keeps one link up: connecting → up → down → connecting … until it is stopped. It knows nothing of what is
 * connected; whoever opens a connection loads its state before saying `up`.
 */
export class LinkSupervisor implements Disposable {
  readonly #options: LinkSupervisorOptions;
  readonly #changes = new Emitter<LinkState>();
  readonly onDidChangeLink = this.#changes.event;
  #link: LinkState;
  #attempt: Disposable | null = null;
  #timer: Disposable | null = null;
  #failures = 0;
  #stopped = false;

  constructor(options: LinkSupervisorOptions) {
    this.#options = options;
    this.#link = { state: 'connecting', since: options.clock.now(), attempt: 0, failure: null };
  }

  get link(): LinkState {
    return this.#link;
  }

  /** Begins; nothing if it has begun. */
  start(): void {
    if (this.#attempt === null && this.#timer === null) this.#open(null);
  }

  /**
   * Tries again now, whatever the delay says. An attempt that has gone on for a while is given up for a new one: after
   * sleep or a change of network it may be waiting for an answer to an address that is no longer ours.
   */
  retry(): void {
    const link = this.#link;
    const isRunning = this.#attempt !== null || this.#timer !== null;
    if (!isRunning || link.state === 'up') return;
    if (link.state === 'connecting' && this.#options.clock.now() - link.since < stale) return;
    this.#failures = 0;
    this.#open(link.failure);
  }

  /** Ends for good; `failure` is what the link then says. */
  stop(failure: LinkFailure): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#clear();
    this.#change({ state: 'down', since: this.#options.clock.now(), failure, retryAt: null });
  }

  dispose(): void {
    this.#stopped = true;
    this.#clear();
    this.#changes.dispose();
  }

  #clear(): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    this.#timer?.dispose();
    this.#timer = null;
    attempt?.dispose();
  }

  #open(last: LinkFailure | null): void {
    if (this.#stopped) return;
    this.#clear();
    const { clock, open } = this.#options;
    this.#change({ state: 'connecting', since: clock.now(), attempt: this.#failures, failure: last });
    let over = false;
    const heard = (report: () => void) => {
      if (!over && !this.#stopped) report();
    };
    const attempt = open({
      up: () => heard(() => this.#change({ state: 'up', since: clock.now() })),
      slow: (failure) =>
        heard(() => {
          if (this.#link.state === 'connecting') this.#change({ ...this.#link, failure });
        }),
      lost: (failure) =>
        heard(() => {
          over = true;
          this.#lost(failure);
        }),
    });
    const owned: Disposable = {
      dispose: () => {
        over = true;
        attempt.dispose();
      },
    };
    // An attempt may fail before it is handed back.
    if (over) owned.dispose();
    else this.#attempt = owned;
  }

  #lost(failure: LinkFailure): void {
    const { clock, random, policy = usual, slowKinds = ['auth-rejected', 'forbidden'] } = this.#options;
    const now = clock.now();
    if (this.#link.state === 'up' && now - this.#link.since >= settled) this.#failures = 0;
    this.#clear();
    const delay = backoffDelay(slowKinds.includes(failure.kind) ? slow : policy, this.#failures, random);
    this.#failures += 1;
    this.#timer = clock.after(delay, () => this.#open(failure));
    this.#change({ state: 'down', since: now, failure, retryAt: now + delay });
  }

  #change(link: LinkState): void {
    this.#link = link;
    this.#changes.emit(link);
  }
}
