import type { ConferenceMember } from '../../../preload/contract/views.ts';
import { conferenceMembers, conferenceRooms } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import {
  type ConferenceFact,
  type ConferencesState,
  type Member,
  noConferences,
  reduceConferences,
} from '../../conferences/conferences.ts';
import { partyOf } from '../shown-texts.ts';
import { conferenceFact, memberOf } from '../translate/conference-facts.ts';
import { endpointOf } from '../translate/endpoint-of.ts';

export interface ConferenceRoomsOptions {
  readonly ami: AmiClient | null;
  readonly endpoint: string;
  /** Of the site, for numbers. */
  readonly country: string;
}

/** Who is in which conference, as the PBX tells it: a list at every (re)connect, events after it. */
export class ConferenceRooms implements Disposable {
  readonly #options: ConferenceRoomsOptions;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  #state: ConferencesState = noConferences;

  constructor(options: ConferenceRoomsOptions) {
    this.#options = options;
    const { ami } = options;
    if (ami === null) return;
    this.#open.add(
      ami.onDidChangeLink((link) => {
        if (link.state === 'up') void this.#snapshot(ami);
        else this.#apply({ kind: 'conferences-lost' });
      }),
    );
    this.#open.add(
      ami.onEvent((message) => {
        const fact = conferenceFact(message);
        if (fact !== null) this.#apply(fact);
      }),
    );
  }

  members(room: string): readonly Member[] {
    return [...(this.#state.get(room)?.values() ?? [])];
  }

  /** The room that channel is in, by its name; null: it is in none. */
  roomOf(channel: string): string | null {
    for (const [room, members] of this.#state) {
      for (const { name } of members.values()) if (name === channel) return room;
    }
    return null;
  }

  /** Nobody that we know of is there. */
  isFree(room: string): boolean {
    return !this.#state.has(room);
  }

  view(room: string): ConferenceMember[] {
    const { endpoint, country } = this.#options;
    return this.members(room).map(({ channel, name, person, muted, talking }) => ({
      member: channel,
      party: partyOf(person, country),
      me: endpointOf(name) === endpoint,
      muted,
      talking,
    }));
  }

  dispose(): void {
    this.#open.dispose();
  }

  #apply(fact: ConferenceFact): void {
    const before = this.#state;
    this.#state = reduceConferences(before, fact);
    if (this.#state !== before) this.#changed.emit();
  }

  /** A user without class reporting sees only who comes from now on. */
  async #snapshot(ami: AmiClient): Promise<void> {
    const listed = await ami.list(conferenceRooms());
    // Refused as well while there is no conference at all.
    const rooms = listed.ok ? listed.value.flatMap((item) => item.get('Conference') ?? []) : [];
    const lists = await Promise.all(
      rooms.map(async (room) => [room, await ami.list(conferenceMembers(room))] as const),
    );
    const members = lists.flatMap(([room, list]) =>
      (list.ok ? list.value : []).flatMap((item) => {
        const member = memberOf(item);
        return member === null ? [] : [{ room, member }];
      }),
    );
    if (members.length > 0) this.#apply({ kind: 'conferences-snapshot', members });
  }
}
