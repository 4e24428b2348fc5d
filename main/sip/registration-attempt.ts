import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Result } from '../base/result.ts';
import type { LinkFailure } from '../net/link-failure.ts';
import type { LinkReports } from '../net/link-supervisor.ts';

/** What the PBX has granted. */
export interface Granted {
  /** How long the registration lasts, in seconds. */
  readonly expires: number;
  /** No other phone is registered on the account. */
  readonly isAlone: boolean;
}

/** What an attempt drives. It decides when, not how. */
export interface RegistrationDriver {
  /** Opens the connection. */
  connect(): Promise<Result<void, LinkFailure>>;
  /** Registers on the open connection. */
  register(): Promise<Result<Granted, LinkFailure>>;
  /** Whether the PBX still lists us; null: it did not say. */
  isListed(): Promise<boolean | null>;
  /** What it is called when it does not. */
  replaced(): LinkFailure;
  /** Drops the connection, without a word if need be. */
  disconnect(): void;
}

/** One connection's life: connect → register → up → refresh … until it is lost or no longer wanted. */
export class RegistrationAttempt implements Disposable {
  readonly #driver: RegistrationDriver;
  readonly #clock: Clock;
  readonly #reports: LinkReports;
  #refresh: Disposable | null = null;
  #over = false;
  #isUp = false;

  constructor(driver: RegistrationDriver, clock: Clock, reports: LinkReports) {
    this.#driver = driver;
    this.#clock = clock;
    this.#reports = reports;
    void this.#connect();
  }

  /** The connection is gone. */
  lost(failure: LinkFailure): void {
    if (!this.#over) this.#reports.lost(failure);
  }

  /** The PBX has lost us though the connection stands: registers now. */
  async again(): Promise<void> {
    if (this.#over || !this.#isUp) return;
    this.#refresh?.dispose();
    await this.#register();
  }

  /** Whether the PBX still lists us is asked now, and not at the next turn. */
  look(): void {
    if (this.#over || !this.#isUp) return;
    this.#refresh?.dispose();
    void this.#renew();
  }

  dispose(): void {
    if (this.#over) return;
    this.#over = true;
    this.#refresh?.dispose();
    this.#driver.disconnect();
  }

  async #connect(): Promise<void> {
    const connected = await this.#driver.connect();
    if (this.#over) return;
    if (!connected.ok) return this.lost(connected.failure);
    this.#reports.reached('authenticate');
    await this.#register();
  }

  /** Somebody who took over is not put out again by a refresh: the agent decides. */
  async #renew(): Promise<void> {
    const listed = await this.#driver.isListed();
    if (this.#over) return;
    if (listed === false) return this.lost(this.#driver.replaced());
    await this.#register();
  }

  async #register(): Promise<void> {
    const registered = await this.#driver.register();
    if (this.#over) return;
    if (!registered.ok) return this.lost(registered.failure);
    this.#refresh = this.#clock.after(refreshAfter(registered.value), () => void this.#renew());
    if (this.#isUp) return;
    this.#isUp = true;
    this.#reports.up();
  }
}

/**
 * Early enough for a second attempt before the PBX forgets us, and once a minute: somebody may have taken over. Beside other
 * phones more often: while these can be rung, no hint of the PBX says that ours is lost (main/app/watch-reach.ts).
 */
const refreshAfter = ({ expires, isAlone }: Granted): number =>
  Math.min(isAlone ? 60_000 : 15_000, Math.max(5_000, expires * 750));
