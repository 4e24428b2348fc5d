import { randomUUID } from 'node:crypto';
import { type Place, type PlacesKnown, placesAtOnce } from '../../../preload/contract/places.ts';
import type { RequestOutput } from '../../../preload/contract/requests.ts';
import type { PastCall } from '../../../preload/contract/views.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { plainText } from '../../base/plain-text.ts';
import { readDialLine } from '../../numbers/dial-plan.ts';
import { dialledNumber } from '../../numbers/read-number.ts';
import { PlaceLog } from '../../presence/place-log.ts';
import type { Extension } from '../../presence/presence.ts';
import { countOf, type MemberNote, memberNotes } from '../../queues/select-queues.ts';
import type { Settings } from '../../settings/schema.ts';
import type { QueueWatch } from '../queue-watch.ts';
import type { ContactSearch } from './contact-search.ts';
import { contactPlaces, type OutsideOptions, recentPlaces } from './outside-places.ts';

/** Who there is, by hints, phones and settings. */
export interface Population {
  everybody(): ReadonlySet<string>;
  knownOf(extension: string): Extension | undefined;
  /** I am no place to send anybody, and neither is an empty parking slot. */
  isPlace(extension: string, known: Extension | undefined): boolean;
  /** `byQueue`: what a queue calls them, null: none does. Null: nobody says. */
  nameOf(known: Extension, byQueue: string | null): string | null;
}

export interface PlacesOptions {
  readonly population: Population;
  readonly queues: Pick<QueueWatch, 'state' | 'onDidChange'>;
  readonly settings: Pick<Settings, 'colleagues' | 'numbers' | 'agent'>;
  /** People outside; null: there is no address book. */
  readonly contacts: ContactSearch | null;
  readonly clock: Clock;
}

const longestReason = 120;
/** Numbers of yesterday and of the days before: a desk runs for months. */
const mostGone = 1_000;

/** Everywhere a call can go, with who is free now, for pages that search in it by themselves. */
export class Places implements Disposable {
  readonly #options: PlacesOptions;
  readonly #outside: OutsideOptions;
  readonly #open = new DisposableStore();
  readonly #colleagues: ReadonlyMap<string, Settings['colleagues'][number]>;
  #life = randomUUID();
  readonly #log = new PlaceLog();
  readonly #used = new Map<string, number>();
  /** Extensions whose place has to be renewed before it is told; null: all. */
  #stale: Set<string> | null = null;
  /** What the queues said when the places were last renewed. */
  #members: ReadonlyMap<string, MemberNote> = new Map();
  #haveQueuesChanged = true;
  /** Extensions that are told, and the queues among them: how many wait there changes at any time. */
  readonly #inside = new Set<string>();
  readonly #queues = new Set<string>();
  /** Today's numbers that are told. */
  #recent: ReadonlySet<string> = new Set();

  constructor(options: PlacesOptions) {
    this.#options = options;
    const { contacts, clock, settings, population, queues } = options;
    this.#colleagues = new Map(settings.colleagues.map((each) => [each.extension, each]));
    const isInside = (dials: string): boolean =>
      population.knownOf(dials) !== undefined || this.#colleagues.has(dials) || dials === settings.agent.extension;
    this.#outside = { contacts, clock, plan: settings.numbers, isInside, used: (dials) => this.#used.get(dials) };
    this.#open.add(
      queues.onDidChange(() => {
        this.#haveQueuesChanged = true;
      }),
    );
  }

  /** Something was told of that extension; null: of everybody. */
  changed(extension: string | null): void {
    if (extension === null) this.#stale = null;
    else this.#stale?.add(extension);
  }

  /** Somebody was sent there: it ranks higher next time. */
  used(dials: string): void {
    this.#used.set(dials, (this.#used.get(dials) ?? 0) + 1);
    this.changed(dials);
  }

  /** `today`: calls that have ended, the last one first. */
  news(since: PlacesKnown | null, today: readonly PastCall[]): RequestOutput<'places'> {
    this.#renew();
    this.#renewRecent(today);
    if (this.#log.gone > mostGone) {
      this.#log.forgetGone();
      this.#life = randomUUID();
    }
    const known = since?.life === this.#life ? since.revision : 0;
    const { revision, places, gone, more } = this.#log.since(known, placesAtOnce);
    const { contacts } = this.#options;
    return {
      known: { life: this.#life, revision },
      places: [...places],
      gone: [...gone],
      more,
      hasContacts: contacts !== null && !contacts.isEmpty(),
    };
  }

  async findOutside(text: string): Promise<RequestOutput<'findOutside'>> {
    return { contacts: [...(await contactPlaces(text, this.#outside))], typed: this.#typed(text) };
  }

  dispose(): void {
    this.#open.dispose();
  }

  #typed(text: string): Place | null {
    const { dials, number } = readDialLine(text, this.#options.settings.numbers);
    if (dials === null || number === null) return null;
    return { kind: 'number', name: null, number, dials, presence: 'unknown', since: null, warning: null };
  }

  #renew(): void {
    if (this.#haveQueuesChanged) this.#seeMembers();
    for (const extension of this.#stale ?? this.#toldOrThere()) this.#renewOne(extension);
    this.#stale = new Set();
  }

  /** Who is told, too: they may be gone. */
  #toldOrThere(): ReadonlySet<string> {
    return new Set([...this.#inside, ...this.#options.population.everybody()]);
  }

  #renewOne(extension: string): void {
    const place = this.#placeOf(extension, this.#options.population.knownOf(extension));
    if (place?.kind === 'queue') this.#queues.add(extension);
    else this.#queues.delete(extension);
    if (place !== null) {
      this.#inside.add(extension);
      this.#log.put(place);
      // Others that are sent to, and are none of the PBX's, are told among today's numbers.
    } else if (this.#inside.delete(extension)) this.#log.remove(extension);
  }

  #renewRecent(today: readonly PastCall[]): void {
    const recent = recentPlaces(today, this.#outside);
    const dialled = new Set(recent.map(({ dials }) => dials));
    for (const dials of this.#recent) if (!dialled.has(dials) && !this.#inside.has(dials)) this.#log.remove(dials);
    for (const place of recent) this.#log.put(place);
    this.#recent = dialled;
  }

  /** Nearly all that queues tell leaves everybody where they are: whoever is paused, back or called otherwise is renewed. */
  #seeMembers(): void {
    this.#haveQueuesChanged = false;
    const before = this.#members;
    this.#members = memberNotes(this.#options.queues.state);
    if (this.#stale === null) return;
    for (const queue of this.#queues) this.#stale.add(queue);
    const isOther = (device: string): boolean => {
      const [was, is] = [before.get(device), this.#members.get(device)];
      return was?.paused !== is?.paused || was?.name !== is?.name || was?.reason !== is?.reason;
    };
    const changed = new Set([...before.keys(), ...this.#members.keys()].filter(isOther));
    if (changed.size === 0) return;
    const { population } = this.#options;
    for (const extension of population.everybody()) {
      const devices = population.knownOf(extension)?.devices ?? [];
      if (devices.some((device) => changed.has(device))) this.#stale.add(extension);
    }
  }

  /** By what the queues said when the places were last renewed. */
  #placeOf(extension: string, known: Extension | undefined): Place | null {
    const { population, settings, queues } = this.#options;
    if (!population.isPlace(extension, known)) return null;
    const colleague = this.#colleagues.get(extension);
    const used = this.#used.get(extension);
    const about = {
      number: dialledNumber(extension, settings.numbers.country),
      dials: extension,
      team: colleague?.team ?? null,
      company: colleague?.company ?? null,
      ...(used === undefined ? {} : { used }),
    };
    if (known === undefined) {
      if (colleague === undefined) return null;
      const { name } = colleague;
      return { ...about, kind: 'colleague', name, presence: 'unknown', since: null, warning: null };
    }
    const { kind, state, since, devices } = known;
    const notes = devices.flatMap((device) => this.#members.get(device) ?? []);
    const name = population.nameOf(known, notes.find((note) => note.name !== null)?.name ?? null);
    const isAway = state === 'free' && notes.some(({ paused }) => paused);
    const presence = isAway ? 'away' : state;
    const count = kind === 'queue' && name !== null ? countOf(queues.state, name) : null;
    return {
      ...about,
      ...{ kind, name, presence, since: presence === 'busy' ? since : null },
      warning: kind === 'colleague' ? warnings[presence] : null,
      ...(isAway ? { pausedFor: reasonOf(notes) } : {}),
      ...(count === null ? {} : { queue: count }),
    };
  }
}

function reasonOf(notes: readonly MemberNote[]): string | null {
  const reason = notes.find((note) => note.reason !== null)?.reason ?? null;
  return reason === null ? null : plainText(reason, longestReason);
}

const warnings = {
  free: null,
  unknown: null,
  ringing: 'ringing',
  busy: 'busy',
  away: 'paused',
  offline: 'offline',
} as const;
