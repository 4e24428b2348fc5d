import { extensionStateList, voicemailUsersList } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Logger } from '../../base/log.ts';
import { plainText } from '../../base/plain-text.ts';
import { deviceState, extensionByDevice } from '../../presence/devices.ts';
import {
  type Extension,
  nameOf,
  type PresenceFact,
  type PresenceState,
  reducePresence,
  unknownPresence,
} from '../../presence/presence.ts';
import { memberName, pausedIn } from '../../queues/select-queues.ts';
import type { Settings } from '../../settings/schema.ts';
import { onceLoaded } from '../once-loaded.ts';
import type { QueueWatch } from '../queue-watch.ts';
import { extensionsListed, namesListed, presenceFact } from '../translate/presence-facts.ts';
import type { ContactSearch } from './contact-search.ts';
import type { DeviceChange, DeviceWatch } from './device-watch.ts';
import { Places, type Population } from './places.ts';

export interface DirectoryOptions {
  readonly ami: AmiClient | null;
  readonly queues: Pick<QueueWatch, 'state' | 'onDidChange'>;
  /** How phones are, where no hint says it. */
  readonly devices: Pick<DeviceWatch, 'state' | 'onDidChange'>;
  readonly settings: Pick<Settings, 'agent' | 'sip' | 'colleagues' | 'numbers'>;
  /** People outside; null: there is no address book. */
  readonly contacts: ContactSearch | null;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Ringing colleagues a page is told of. */
const mostRinging = 9;
const longestName = 120;

export interface RingingColleague {
  readonly dials: string;
  readonly name: string;
}

/** A phone of mine besides the softphone, as in PJSIP/2001, and what to dial for it. */
export interface OtherPhone {
  readonly endpoint: string;
  readonly dials: string;
}

/** Whom the PBX and the settings know, with who is free now. */
export class Directory implements Disposable, Population {
  readonly #options: DirectoryOptions;
  readonly #open = new DisposableStore();
  /** Where calls can go. */
  readonly places: Places;
  readonly #changed = this.#open.add(new Emitter<void>());
  /** A colleague's phone rings or is gone now, or not any more. */
  readonly onDidChange = this.#changed.event;
  #ringing: readonly RingingColleague[] = [];
  /** What was told of this agent last. */
  #mine = '';
  /** My softphone, as in PJSIP/1001. */
  readonly #phone: string;
  readonly #colleagues: ReadonlyMap<string, Settings['colleagues'][number]>;
  #presence: PresenceState = unknownPresence;

  constructor(options: DirectoryOptions) {
    this.#options = options;
    const { ami, queues, devices, clock, settings } = options;
    this.#phone = `PJSIP/${settings.sip.username}`;
    this.#colleagues = new Map(settings.colleagues.map((each) => [each.extension, each]));
    this.places = this.#open.add(new Places({ ...options, population: this }));
    if (ami === null) return;
    this.#mine = JSON.stringify(this.mine);
    this.#open.add(queues.onDidChange(() => this.#lookAtMine()));
    this.#open.add(devices.onDidChange((change) => this.#deviceChanged(change)));
    this.#open.add(
      ami.onDidChangeLink((link) => {
        if (link.state === 'up') void onceLoaded(ami, () => this.#snapshot(ami));
        else this.#apply({ kind: 'presence-lost' });
      }),
    );
    this.#open.add(
      ami.onEvent((message) => {
        const fact = presenceFact(message, clock.now());
        if (fact !== null) this.#apply(fact);
      }),
    );
  }

  /** What to dial for a queue of that name; null: no hint leads there. */
  queueExtension(queue: string): string | null {
    for (const known of this.#presence.extensions.values()) {
      if (known.kind === 'queue' && this.#namedByPbx(known) === queue) return known.extension;
    }
    return null;
  }

  /** Who has that extension, by the settings or the PBX; null: nobody says. */
  nameAt(extension: string): string | null {
    const known = this.#presence.extensions.get(extension);
    const name = this.#colleagues.get(extension)?.name ?? (known === undefined ? null : this.#namedByPbx(known));
    return name === null ? null : plainText(name, longestName);
  }

  /** The phones that ring as that extension, as in PJSIP/1001; by its own name where no hint tells. */
  devicesAt(extension: string): readonly string[] {
    const hinted = this.#presence.extensions.get(extension)?.devices ?? [];
    return hinted.length > 0 ? hinted : [`PJSIP/${extension}`];
  }

  /** Another phone of mine that is there and has an extension of its own, as the PBX's hints say. */
  get otherPhone(): OtherPhone | null {
    for (const phone of this.#options.settings.agent.otherPhones) {
      for (const { extension, devices, state } of this.#presence.extensions.values()) {
        const rings = devices.includes(phone) && !devices.includes(this.#phone);
        if (rings && state !== 'offline' && state !== 'unknown') return { endpoint: phone, dials: extension };
      }
    }
    return null;
  }

  /** Whether that phone is known to be gone. */
  isOffline(device: string): boolean {
    const told = deviceState(this.#options.devices.state, device);
    if (told !== null && told !== 'unknown') return told === 'offline';
    for (const { devices, state } of this.#presence.extensions.values()) {
      if (devices.includes(device)) return state === 'offline';
    }
    return false;
  }

  get ringing(): readonly RingingColleague[] {
    return this.#ringing;
  }

  /** What the PBX says of this agent: whether it can reach the phone (null: it does not say), and where calls are paused. */
  get mine(): { readonly reachable: boolean | null; readonly pausedIn: readonly string[] } {
    const known = this.#presence.extensions.get(this.#options.settings.agent.extension);
    const state = known?.state ?? deviceState(this.#options.devices.state, this.#phone) ?? 'unknown';
    const paused = pausedIn(this.#options.queues.state, known?.devices ?? [this.#phone]);
    return {
      reachable: state === 'unknown' ? null : state !== 'offline',
      pausedIn: [...new Set(paused)].toSorted(),
    };
  }

  dispose(): void {
    this.#open.dispose();
  }

  #apply(fact: PresenceFact): void {
    const before = this.#presence;
    this.#presence = reducePresence(before, fact);
    if (fact.kind !== 'extension') return this.#anew();
    const { extension } = fact;
    if (extension === this.#options.settings.agent.extension) this.#lookAtMine();
    this.places.changed(extension);
    this.#rings(extension);
    const went = (presence: PresenceState) => presence.extensions.get(extension)?.state === 'offline';
    if (went(before) !== went(this.#presence)) this.#changed.emit();
  }

  /** Everybody may be another now. */
  #anew(): void {
    this.places.changed(null);
    this.#mine = JSON.stringify(this.mine);
    const ringing: RingingColleague[] = [];
    for (const extension of this.everybody()) {
      const rings = ringing.length < mostRinging ? this.#ringingAt(extension) : null;
      if (rings !== null) ringing.push(rings);
    }
    this.#ringing = ringing;
    this.#changed.emit();
  }

  /** Of whom a hint speaks, that hint tells. */
  #deviceChanged({ device, cameOrWent }: DeviceChange): void {
    if (device === null) return this.#anew();
    if (device === this.#phone) this.#lookAtMine();
    const extension = device.slice(device.indexOf('/') + 1);
    if (this.#colleagues.has(extension) && !this.#presence.extensions.has(extension)) {
      this.places.changed(extension);
      this.#rings(extension);
    }
    // Callers whom somebody has parked who is gone come back to nobody.
    if (cameOrWent) this.#changed.emit();
  }

  #lookAtMine(): void {
    const before = this.#mine;
    this.#mine = JSON.stringify(this.mine);
    if (this.#mine !== before) this.#changed.emit();
  }

  everybody(): ReadonlySet<string> {
    return new Set([...this.#presence.extensions.keys(), ...this.#colleagues.keys()]);
  }

  /** By its hint; somebody the settings name, and no hint does, by their phone. */
  knownOf(extension: string): Extension | undefined {
    const hinted = this.#presence.extensions.get(extension);
    if (hinted !== undefined || !this.#colleagues.has(extension)) return hinted;
    return extensionByDevice(this.#options.devices.state, extension) ?? undefined;
  }

  /** I am none, and an empty parking slot is no place to send anybody: parking finds one by itself. */
  isPlace(extension: string, known: Extension | undefined): boolean {
    if (extension === this.#options.settings.agent.extension) return false;
    return known?.kind !== 'parking' || known.state === 'busy';
  }

  nameOf(known: Extension, byQueue: string | null): string | null {
    const byPbx = nameOf(this.#presence, known, byQueue);
    const told = plainText(this.#colleagues.get(known.extension)?.name ?? byPbx ?? '', longestName);
    return told === '' ? null : told;
  }

  #rings(extension: string): void {
    const rings = this.#ringingAt(extension);
    const others = this.#ringing.filter(({ dials }) => dials !== extension);
    if (rings === null && others.length === this.#ringing.length) return;
    if (rings === null) return this.#becomeRinging(others);
    if (others.length < mostRinging) this.#becomeRinging([...others, rings]);
  }

  /** Null: nobody's phone rings there. */
  #ringingAt(extension: string): RingingColleague | null {
    const known = this.knownOf(extension);
    if (known?.kind !== 'colleague' || known.state !== 'ringing') return null;
    if (!this.isPlace(extension, known)) return null;
    const byQueue = memberName(this.#options.queues.state, known.devices);
    return { dials: extension, name: this.nameOf(known, byQueue) ?? extension };
  }

  #becomeRinging(ringing: readonly RingingColleague[]): void {
    if (ringing.length === 0 && this.#ringing.length === 0) return;
    this.#ringing = ringing;
    this.#changed.emit();
  }

  #namedByPbx(known: Extension): string | null {
    return nameOf(this.#presence, known, memberName(this.#options.queues.state, known.devices));
  }

  async #snapshot(ami: AmiClient): Promise<void> {
    const { clock, log } = this.#options;
    const since = clock.now();
    const [hints, names] = await Promise.all([ami.list(extensionStateList()), ami.list(voicemailUsersList())]);
    if (hints.ok) this.#apply(extensionsListed(hints.value, { at: clock.now(), since }));
    if (names.ok) this.#apply(namesListed(names.value));
    for (const list of [hints, names]) {
      if (!list.ok) log.info('who is there cannot be read in full', { why: list.failure.kind });
    }
  }
}
