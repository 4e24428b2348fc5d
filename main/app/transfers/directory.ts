import type { RequestOutput, Target } from '../../../preload/contract/requests.ts';
import type { PastCall } from '../../../preload/contract/views.ts';
import { extensionStateList, voicemailUsersList } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Logger } from '../../base/log.ts';
import { plainText } from '../../base/plain-text.ts';
import { readDialLine } from '../../numbers/dial-plan.ts';
import { readNumber } from '../../numbers/read-number.ts';
import { deviceState, extensionByDevice } from '../../presence/devices.ts';
import {
  type Extension,
  nameOf,
  type PresenceFact,
  type PresenceState,
  reducePresence,
  unknownPresence,
} from '../../presence/presence.ts';
import { type FoundPlace, type Place, Targets } from '../../presence/targets.ts';
import {
  countOf,
  type MemberNote,
  memberName,
  memberNotes,
  pausedIn,
  pauseReason,
} from '../../queues/select-queues.ts';
import type { Settings } from '../../settings/schema.ts';
import { onceLoaded } from '../once-loaded.ts';
import type { QueueWatch } from '../queue-watch.ts';
import { extensionsListed, namesListed, presenceFact } from '../translate/presence-facts.ts';
import type { ContactSearch } from './contact-search.ts';
import type { DeviceChange, DeviceWatch } from './device-watch.ts';
import { outsidePlaces } from './outside-places.ts';

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

/** Targets a page gets at once: more than fit on any screen. */
const mostTargets = 50;
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

/** Everywhere a call can go, as the PBX and the settings know it, with who is free now. */
export class Directory implements Disposable {
  readonly #options: DirectoryOptions;
  readonly #open = new DisposableStore();
  readonly #targets = new Targets();
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
  /** Extensions whose place has to be renewed before the next search; null: all. */
  #stale: Set<string> | null = null;
  /** What the queues said when the places were last renewed. */
  #members: ReadonlyMap<string, MemberNote> = new Map();
  #haveQueuesChanged = true;

  constructor(options: DirectoryOptions) {
    this.#options = options;
    const { ami, queues, devices, clock, settings } = options;
    this.#phone = `PJSIP/${settings.sip.username}`;
    this.#colleagues = new Map(settings.colleagues.map((each) => [each.extension, each]));
    if (ami === null) return;
    this.#mine = JSON.stringify(this.mine);
    this.#open.add(
      queues.onDidChange(() => {
        this.#haveQueuesChanged = true;
        this.#lookAtMine();
      }),
    );
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
      if (known.kind === 'queue' && this.#nameOf(known) === queue) return known.extension;
    }
    return null;
  }

  /** Who has that extension, by the settings or the PBX; null: nobody says. */
  nameAt(extension: string): string | null {
    const known = this.#presence.extensions.get(extension);
    const name = this.#colleagues.get(extension)?.name ?? (known === undefined ? null : this.#nameOf(known));
    return name === null ? null : plainText(name, longestName);
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

  /** Somebody was sent there: it ranks higher next time. */
  used(dials: string): void {
    this.#targets.used(dials);
  }

  /** `today`: calls that have ended, the last one first. */
  async find(text: string, today: readonly PastCall[]): Promise<RequestOutput<'findTargets'>> {
    const { contacts, clock, settings } = this.#options;
    const isInside = (dials: string): boolean =>
      this.#presence.extensions.has(dials) || this.#colleagues.has(dials) || dials === settings.agent.extension;
    const others = await outsidePlaces(text, today, { contacts, clock, plan: settings.numbers, isInside });
    this.#renew();
    const found = this.#targets.find(text, mostTargets, others).map((place) => this.#targetOf(place));
    const typed = this.#typed(text);
    const isNew = typed !== null && found.every(({ dials }) => dials !== typed.dials);
    return { targets: isNew ? [...found.slice(0, mostTargets - 1), typed] : found };
  }

  dispose(): void {
    this.#open.dispose();
  }

  #typed(text: string): Target | null {
    const { dials, number } = readDialLine(text, this.#options.settings.numbers);
    if (dials === null || number === null) return null;
    return { kind: 'number', name: null, number, dials, presence: 'unknown', since: null, warning: null, matched: [] };
  }

  #targetOf({ place, matched }: FoundPlace): Target {
    const { kind, name, extension, presence, since, team, company, called } = place;
    const count = kind === 'queue' && name !== null ? countOf(this.#options.queues.state, name) : null;
    return {
      kind,
      name,
      number: readNumber(extension, this.#options.settings.numbers.country) ?? asIs(extension),
      dials: extension,
      presence,
      since: presence === 'busy' ? since : null,
      warning: kind === 'colleague' ? warnings[presence] : null,
      ...(presence === 'away' ? { pausedFor: this.#pauseReason(extension) } : {}),
      team,
      company,
      ...(called === null ? {} : { called }),
      ...(count === null ? {} : { queue: count }),
      matched: [...matched],
    };
  }

  #pauseReason(extension: string): string | null {
    const reason = pauseReason(this.#options.queues.state, this.#knownOf(extension)?.devices ?? []);
    return reason === null ? null : plainText(reason, longestName);
  }

  #apply(fact: PresenceFact): void {
    const before = this.#presence;
    this.#presence = reducePresence(before, fact);
    if (fact.kind !== 'extension') return this.#anew();
    const { extension } = fact;
    if (extension === this.#options.settings.agent.extension) this.#lookAtMine();
    this.#stale?.add(extension);
    this.#rings(extension);
    const went = (presence: PresenceState) => presence.extensions.get(extension)?.state === 'offline';
    if (went(before) !== went(this.#presence)) this.#changed.emit();
  }

  /** Everybody may be another now. */
  #anew(): void {
    this.#stale = null;
    this.#mine = JSON.stringify(this.mine);
    const ringing: RingingColleague[] = [];
    for (const extension of new Set([...this.#presence.extensions.keys(), ...this.#colleagues.keys()])) {
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
      this.#stale?.add(extension);
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

  /** By its hint; somebody the settings name, and no hint does, by their phone. */
  #knownOf(extension: string): Extension | undefined {
    const hinted = this.#presence.extensions.get(extension);
    if (hinted !== undefined || !this.#colleagues.has(extension)) return hinted;
    return extensionByDevice(this.#options.devices.state, extension) ?? undefined;
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
    const known = this.#knownOf(extension);
    if (known?.kind !== 'colleague' || known.state !== 'ringing') return null;
    return this.#isPlace(extension, known)
      ? { dials: extension, name: this.#toldName(extension, this.#nameOf(known)) ?? extension }
      : null;
  }

  #becomeRinging(ringing: readonly RingingColleague[]): void {
    if (ringing.length === 0 && this.#ringing.length === 0) return;
    this.#ringing = ringing;
    this.#changed.emit();
  }

  #renew(): void {
    if (this.#haveQueuesChanged) this.#seeMembers();
    for (const extension of this.#stale ?? this.#everybody()) {
      const place = this.#placeOf(extension, this.#knownOf(extension));
      if (place === null) this.#targets.remove(extension);
      else this.#targets.put(place);
    }
    this.#stale = new Set();
  }

  /** Nearly all that queues tell leaves everybody where they are: whoever is paused, back or called otherwise is renewed. */
  #seeMembers(): void {
    this.#haveQueuesChanged = false;
    const before = this.#members;
    this.#members = memberNotes(this.#options.queues.state);
    const isOther = (device: string): boolean => {
      const [was, is] = [before.get(device), this.#members.get(device)];
      return was?.paused !== is?.paused || was?.name !== is?.name;
    };
    const changed = new Set([...before.keys(), ...this.#members.keys()].filter(isOther));
    if (changed.size === 0 || this.#stale === null) return;
    for (const extension of this.#everybody()) {
      const devices = this.#knownOf(extension)?.devices ?? [];
      if (devices.some((device) => changed.has(device))) this.#stale.add(extension);
    }
  }

  #everybody(): ReadonlySet<string> {
    return new Set([...this.#presence.extensions.keys(), ...this.#colleagues.keys()]);
  }

  #nameOf(known: Extension): string | null {
    return nameOf(this.#presence, known, memberName(this.#options.queues.state, known.devices));
  }

  /** By what the queues said when the places were last renewed. */
  #placeOf(extension: string, known: Extension | undefined): Place | null {
    if (!this.#isPlace(extension, known)) return null;
    const colleague = this.#colleagues.get(extension);
    const about = { extension, team: colleague?.team ?? null, company: colleague?.company ?? null, called: null };
    if (known === undefined) {
      if (colleague === undefined) return null;
      return { ...about, kind: 'colleague', name: colleague.name, presence: 'unknown', since: null };
    }
    const { kind, state, since, devices } = known;
    const notes = devices.flatMap((device) => this.#members.get(device) ?? []);
    const byQueue = notes.find(({ name }) => name !== null)?.name ?? null;
    const name = this.#toldName(extension, nameOf(this.#presence, known, byQueue));
    const presence = state === 'free' && notes.some(({ paused }) => paused) ? 'away' : state;
    return { ...about, kind, name, presence, since };
  }

  #toldName(extension: string, byPbx: string | null): string | null {
    const told = plainText(this.#colleagues.get(extension)?.name ?? byPbx ?? '', longestName);
    return told === '' ? null : told;
  }

  /** I am none, and an empty parking slot is no place to send anybody: parking finds one by itself. */
  #isPlace(extension: string, known: Extension | undefined): boolean {
    if (extension === this.#options.settings.agent.extension) return false;
    return known?.kind !== 'parking' || known.state === 'busy';
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

const warnings = {
  free: null,
  unknown: null,
  ringing: 'ringing',
  busy: 'busy',
  away: 'paused',
  offline: 'offline',
} as const;

const asIs = (extension: string) => ({ raw: extension, display: extension, e164: null });
