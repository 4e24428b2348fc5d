import type { DeskRequestName, RequestInput, RequestOutput } from '../../../preload/contract/requests.ts';
import type { DialAsked, GlobalKey } from '../../../preload/contract/shell.ts';
import type { DeskView, PastCall } from '../../../preload/contract/views.ts';
import type { FromMain, Wire } from '../../../preload/contract/wire.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Result } from '../../base/result.ts';
import type { TlsTrust } from '../../net/tls-trust.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Offhook, OffhookOptions, Rehearsal } from '../offhook.ts';
import { type Credentials, readCredentials } from './credentials.ts';
import { emptyView } from './empty-view.ts';
import type { Profile } from './open-profile.ts';
import { type About, type AskedLink, profileViewOf } from './profile-view.ts';
import { Seat } from './seat.ts';
import { StationDesk } from './station-desk.ts';
import { stationHandlers } from './station-handlers.ts';

/** A practice PBX, where one can be had. */
export interface Demo {
  start(): Promise<Result<{ readonly profile: Profile; readonly rehearsal: Rehearsal }, string>>;
}

export interface StationOptions
  extends Pick<OffhookOptions, 'clock' | 'log' | 'random' | 'journal' | 'registered' | 'power' | 'person' | 'opener'> {
  readonly profile: Profile;
  readonly rehearsal: Rehearsal | null;
  readonly demo: Demo | null;
  readonly about: About;
  /** Opens the secrets anew, after another choice of where they are kept. */
  readonly reopenSecrets: (profile: Profile, keep: 'keep' | 'ask') => Promise<Profile['secrets']>;
  readonly makeDesk: (options: OffhookOptions) => Offhook;
  /** Whom the server of a provisioning link must be certified by. */
  readonly linkTrust?: TlsTrust;
}

/** Something was asked of a desk that is not there. */
export class NoDesk extends Error {
  override readonly name = 'NoDesk';
}

/**
 * One person's Offhook from its first start on. Without an account it serves the first run; with one it runs the desk, and
 * makes another when the account changes, while the pages stay. To a host it looks like a desk that is always there.
 */
export class Station implements Offhook {
  readonly options: StationOptions;
  readonly #open = new DisposableStore();
  readonly #views = this.#open.add(new Emitter<DeskView>());
  readonly onDidChangeView = this.#views.event;
  readonly #profiles = this.#open.add(new Emitter<Profile>());
  /** The settings, the passwords or the account changed. */
  readonly onDidChangeProfile = this.#profiles.event;
  readonly #seats = new Set<Seat>();
  readonly #desk: StationDesk;
  #profile: Profile;
  #rehearsal: Rehearsal | null;
  #credentials: Credentials = { secrets: null, held: [], given: [], missing: [], apiToken: false };
  #watched: Disposable;
  #isStarted = false;
  #globalKeys: readonly GlobalKey[] = [];
  #linkAsked: AskedLink | null = null;

  constructor(options: StationOptions, credentials: Credentials) {
    this.options = options;
    this.#profile = options.profile;
    this.#rehearsal = options.rehearsal;
    this.#credentials = credentials;
    this.#desk = new StationDesk({
      make: (today) => this.#make(today),
      onView: (view) => this.#views.emit(view),
      onParting: () => {
        for (const seat of this.#seats) this.#seatFor(seat);
      },
      onExchange: (desk) => {
        for (const seat of this.#seats) seat.leave();
        if (desk !== null) for (const seat of this.#seats) seat.join(desk, true);
      },
      onDidChange: () => this.tell(),
    });
    this.#watched = this.#watch();
  }

  get profile(): Profile {
    return this.#profile;
  }

  get settings(): Settings | null {
    return this.#profile.settings.settings;
  }

  /** With nobody's account in the place of one that is not there. */
  get assumed(): Settings {
    return this.#profile.settings.assumed;
  }

  get credentials(): Credentials {
    return this.#credentials;
  }

  get view(): DeskView {
    return this.#desk.present?.view ?? emptyView(this.options.clock.now());
  }

  today(): readonly PastCall[] {
    return this.#desk.present?.today() ?? [];
  }

  start(): void {
    this.#isStarted = true;
    void this.#run(false).then(() => this.tell());
  }

  async request<Name extends DeskRequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>> {
    const desk = this.#desk.present;
    if (desk === null) throw new NoDesk('there is no desk: Offhook is not set up yet, or waits for a password');
    return desk.request(name, input);
  }

  setGlobalKeys(keys: readonly GlobalKey[]): void {
    this.#globalKeys = keys;
    this.#desk.present?.setGlobalKeys(keys);
  }

  /** Without a desk there is nothing to dial with, and nothing is kept for later: nobody would remember having asked. */
  askToDial(asked: Omit<DialAsked, 'id'>): void {
    this.#desk.present?.askToDial(asked);
  }

  askToSetUp(link: string): boolean {
    if (this.settings !== null) return false;
    this.#linkAsked = { id: Math.max(this.options.clock.now(), (this.#linkAsked?.id ?? 0) + 1), link };
    this.tell();
    return true;
  }

  /** The link another program opened last, whole; null: it is not that one, or there is an account by now. */
  linkAsked(id: number): string | null {
    return this.#linkAsked?.id === id && this.settings === null ? this.#linkAsked.link : null;
  }

  serve(wire: Wire<FromMain>): Disposable {
    const seat = new Seat({
      wire,
      handlers: stationHandlers(this),
      log: this.options.log.child('page'),
      onClose: () => this.#seats.delete(seat),
    });
    this.#seats.add(seat);
    this.#seatFor(seat);
    seat.show(this.#profileView());
    if (this.#desk.present !== null) seat.join(this.#desk.present, false);
    return seat;
  }

  /** Lets a page ask the desk, or the next one while this one parts. */
  #seatFor(seat: Seat): void {
    if (this.#desk.isParting) seat.hold();
    else seat.release();
  }

  async stop(within: number): Promise<void> {
    this.#isStarted = false;
    await this.#desk.present?.stop(within);
  }

  dispose(): void {
    this.#watched.dispose();
    for (const seat of this.#seats) seat.dispose();
    this.#desk.dispose();
    this.#open.dispose();
  }

  /** Whether a change waits for the last call to end. */
  get waits(): boolean {
    return this.#desk.waits;
  }

  /** Makes what runs what the profile says; `now`: also in the middle of a call. */
  async settle(now = false): Promise<void> {
    const { settings, secrets } = this.#profile;
    if (settings.settings !== null) this.#linkAsked = null;
    this.#credentials = await readCredentials(secrets.store, this.#profile.env, settings.settings);
    this.tell();
    await this.#run(now);
    this.tell();
  }

  #run(now: boolean): Promise<void> {
    const { settings } = this;
    const { secrets } = this.#credentials;
    if (!this.#isStarted || settings === null || secrets === null) return Promise.resolve();
    return this.#desk.become({ settings, secrets }, now);
  }

  /** Another profile altogether: the demo's. */
  async use(profile: Profile, rehearsal: Rehearsal | null): Promise<void> {
    this.#watched.dispose();
    this.#profile = profile;
    this.#rehearsal = rehearsal;
    this.#watched = this.#watch();
    await this.settle();
  }

  useSecrets(secrets: Profile['secrets']): void {
    this.#profile = { ...this.#profile, secrets };
  }

  /** Every page hears how the profile stands. */
  tell(): void {
    const profile = this.#profileView();
    for (const seat of this.#seats) seat.show(profile);
    this.#profiles.emit(this.#profile);
  }

  #watch(): Disposable {
    return this.#profile.settings.onDidChange(() => this.tell());
  }

  #profileView() {
    const { demo, about } = this.options;
    const shared = { profile: this.#profile, credentials: this.#credentials, waits: this.waits, about };
    return profileViewOf({ ...shared, linkAsked: this.#linkAsked, canDemo: demo !== null });
  }

  #make(today: readonly PastCall[]): Offhook | null {
    const { settings } = this;
    const { secrets } = this.#credentials;
    if (settings === null || secrets === null) return null;
    const { clock, log, random, journal, registered, power, person, opener, makeDesk } = this.options;
    const desk = makeDesk({
      settings,
      secrets,
      clock,
      log,
      random,
      journal,
      ...(registered && { registered }),
      today,
      folder: this.#profile.folder,
      rehearsal: this.#rehearsal,
      ...(power && { power }),
      ...(person && { person }),
      ...(opener && { opener }),
    });
    desk.setGlobalKeys(this.#globalKeys);
    return desk;
  }
}

/** Ready to be started and to serve pages. */
export async function createStation(options: StationOptions): Promise<Station> {
  const { profile } = options;
  return new Station(options, await readCredentials(profile.secrets.store, profile.env, profile.settings.settings));
}
