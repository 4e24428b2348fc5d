import type { DeskView, PastCall } from '../../../preload/contract/views.ts';
import { type Disposable, toDisposable } from '../../base/disposable.ts';
import type { Secrets, Settings } from '../../settings/schema.ts';
import type { Offhook } from '../offhook.ts';
import { needsNewDesk } from './what-changes.ts';

/** What a desk lives by. */
export interface Account {
  readonly settings: Settings;
  readonly secrets: Secrets;
}

export interface StationDeskOptions {
  readonly make: (today: readonly PastCall[]) => Offhook | null;
  readonly onView: (view: DeskView) => void;
  /** An exchange begins, and is over: in between the desk parts from the PBX, and is none to ask. */
  readonly onParting: () => void;
  /** Another desk is there, or (null) the present one is gone: pages are seated before it starts. */
  readonly onExchange: (desk: Offhook | null) => void;
  readonly onDidChange: () => void;
}

/** How long unregistering and logging off may take before the next desk begins, ms. */
const farewell = 1_500;

/** The desk that runs now, and its exchange for another one: never in the middle of a call without being told to. */
export class StationDesk implements Disposable {
  readonly #options: StationDeskOptions;
  #desk: Offhook | null = null;
  #account: Account | null = null;
  #wanted: Account | null = null;
  #watched: Disposable = toDisposable(() => undefined);
  /** One exchange at a time. */
  #exchange: Promise<void> = Promise.resolve();
  #isParting = false;
  #isOver = false;

  constructor(options: StationDeskOptions) {
    this.#options = options;
  }

  get present(): Offhook | null {
    return this.#desk;
  }

  /** Whether the desk takes its leave, and another one comes. */
  get isParting(): boolean {
    return this.#isParting;
  }

  get waits(): boolean {
    return this.#wanted !== null;
  }

  /** Runs by `account`: at once, or (in a call, and not `now`) when the last call is over. */
  become(account: Account, now: boolean): Promise<void> {
    const present = this.#account;
    if (present !== null && !differs(present, account)) {
      this.#wanted = null;
      this.#account = account;
      return Promise.resolve();
    }
    this.#wanted = account;
    // At the start there is nobody to part from: the desk is there at once.
    if (present === null) return Promise.resolve(this.#begin([]));
    return this.#desk !== null && !now && hasCalls(this.#desk.view) ? Promise.resolve() : this.#exchangeNow();
  }

  dispose(): void {
    this.#isOver = true;
    this.#watched.dispose();
    this.#desk?.dispose();
    this.#desk = null;
  }

  #exchangeNow(): Promise<void> {
    this.#exchange = this.#exchange.then(() => this.#swap());
    return this.#exchange;
  }

  async #swap(): Promise<void> {
    if (this.#wanted === null || this.#isOver) return;
    this.#tellParting(true);
    try {
      await this.#part();
    } finally {
      this.#tellParting(false);
    }
  }

  #tellParting(isParting: boolean): void {
    this.#isParting = isParting;
    this.#options.onParting();
  }

  async #part(): Promise<void> {
    const old = this.#desk;
    const today = old?.today() ?? [];
    this.#watched.dispose();
    // Calls that are up stay up (`stop` hangs up nothing); the next desk finds them in the journal.
    await old?.stop(farewell);
    old?.dispose();
    this.#desk = null;
    this.#options.onExchange(null);
    this.#begin(today);
  }

  #begin(today: readonly PastCall[]): void {
    const next = this.#wanted;
    if (next === null || this.#isOver) return;
    this.#wanted = null;
    this.#account = next;
    const desk = this.#options.make(today);
    if (desk === null) return;
    this.#desk = desk;
    this.#watched = desk.onDidChangeView((view) => this.#look(view));
    this.#options.onExchange(desk);
    desk.start();
    this.#options.onView(desk.view);
  }

  #look(view: DeskView): void {
    this.#options.onView(view);
    if (this.#wanted === null || hasCalls(view)) return;
    void this.#exchangeNow().then(() => this.#options.onDidChange());
  }
}

const differs = (now: Account, next: Account): boolean =>
  needsNewDesk(now.settings, next.settings) || JSON.stringify(now.secrets) !== JSON.stringify(next.secrets);

const hasCalls = ({ calls }: DeskView): boolean => calls.some(({ phase }) => phase !== 'ended');
