import { type BackoffPolicy, backoffDelay } from '../base/backoff.ts';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import type { LinkFailure, LinkFailureKind, LinkState, LinkStep } from './link-failure.ts';

/** What one attempt tells about itself. Once it has said `lost`, or another attempt has begun, it is not heard. */
export interface LinkReports {
  /** How far it has come. It begins with `connect`. */
  reached(step: LinkStep): void;
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
  /** Failures that trying again soon does not cure. */
  readonly slowKinds?: readonly LinkFailureKind[];
  /** Failures after which nothing is tried before somebody asks for it: trying would take the place of another. */
  readonly heldKinds?: readonly LinkFailureKind[];
}

/** Full jitter, around these means: a thousand desktops come back in any order. */
const usual: BackoffPolicy = { first: 500, most: 2_500, jitter: 1 };
/**
 * An attempt that nobody answers takes seconds by itself, and what it has sent is answered as soon as the network is
 * back: only the pause after it would keep an agent waiting.
 */
const unanswered: BackoffPolicy = { first: 250, most: 500, jitter: 1 };
/** Who refuses is there and about to be back, and a refusal costs nothing: never more than 2 s behind a PBX that restarts. */
const quick: BackoffPolicy = { first: 250, most: 1_000, jitter: 1 };
const quickKinds: readonly LinkFailureKind[] = ['refused', 'closed', 'not-ready'];
/** A PBX that starts opens its web server seconds before the modules that serve something there (http.c, modules.conf). */
const startingKinds: readonly LinkFailureKind[] = ['not-served'];
/** After this long it is no start any more, but a fault. */
const starting = 60_000;
const slow: BackoffPolicy = { first: 60_000, most: 60_000, jitter: 0.1 };
/** A connection that lasted this long was a success, and the next failure begins at the first delay again. */
const settled = 10_000;
/** An attempt this old is not waited for when somebody asks to try again. */
const stale = 1_000;

/**
 * Keeps one link up, whatever is spoken on it; AMI, ARI and SIP have one each.
 *
 *     start ─▶ connecting: connect ─▶ authenticate ─▶ subscribe ─▶ up: snapshot ─▶ live ─▶ …
 *                 ▲  │ lost                                         │ lost
 *        retry(), │  ▼                                              ▼
 *        or time  └─ down ◀──────────────────────────────────────────      stop ─▶ down for good
 *
 * Steps are told by the attempt (`reached`), and what a protocol lacks is left out. `up` means that events flow: whoever
 * shows something asks for its snapshot then, and events older than it may come after it. Delays grow from one loss to
 * the next and begin anew after a link that has lasted; `retry` (resume, another network) does not wait for them.
 */
export class LinkSupervisor implements Disposable {
  readonly #options: LinkSupervisorOptions;
  readonly #changes = new Emitter<LinkState>();
  readonly onDidChangeLink = this.#changes.event;
  #link: LinkState;
  #attempt: Disposable | null = null;
  #timer: Disposable | null = null;
  #failures = 0;
  /** How often each pace of trying was kept: what one kind of failure has taught says nothing of another's. */
  readonly #waits = new Map<BackoffPolicy, number>();
  /** When the PBX was last not there, or about to go. */
  #awayAt = Number.NEGATIVE_INFINITY;
  #stopped = false;
  /** Waits for somebody to ask. */
  #held = false;

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
    const isRunning = this.#attempt !== null || this.#timer !== null || this.#held;
    if (!isRunning || link.state === 'up') return;
    if (link.state === 'connecting' && this.#options.clock.now() - link.since < stale) return;
    this.#begin();
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
    this.#held = false;
    const { clock, open } = this.#options;
    this.#change({ state: 'connecting', since: clock.now(), attempt: this.#failures, failure: last, step: 'connect' });
    let over = false;
    const heard = (report: () => void) => {
      if (!over && !this.#stopped) report();
    };
    const attempt = open({
      reached: (step) =>
        heard(() => {
          if (this.#link.state === 'connecting' && this.#link.step !== step) this.#change({ ...this.#link, step });
        }),
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
    const { clock, random } = this.#options;
    const now = clock.now();
    if (this.#link.state === 'up' && now - this.#link.since >= settled) this.#begin();
    this.#clear();
    this.#held = (this.#options.heldKinds ?? []).includes(failure.kind);
    if (this.#held) return this.#change({ state: 'down', since: now, failure, retryAt: null });
    if (quickKinds.includes(failure.kind)) this.#awayAt = now;
    const policy = this.#policyFor(failure.kind, now);
    const waits = this.#waits.get(policy) ?? 0;
    const delay = backoffDelay(policy, waits, random);
    this.#waits.set(policy, waits + 1);
    this.#failures += 1;
    this.#timer = clock.after(delay, () => this.#open(failure));
    this.#change({ state: 'down', since: now, failure, retryAt: now + delay });
  }

  /** At the first delays again. */
  #begin(): void {
    this.#failures = 0;
    this.#waits.clear();
  }

  #policyFor(kind: LinkFailureKind, now: number): BackoffPolicy {
    const { slowKinds = ['auth-rejected', 'forbidden'] } = this.#options;
    if (slowKinds.includes(kind)) return slow;
    if (kind === 'timeout') return unanswered;
    const isStarting = startingKinds.includes(kind) && now - this.#awayAt < starting;
    return quickKinds.includes(kind) || isStarting ? quick : usual;
  }

  #change(link: LinkState): void {
    this.#link = link;
    this.#changes.emit(link);
  }
}
