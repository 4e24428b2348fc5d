import type { ParkedCall } from '../../../preload/contract/views.ts';
import { parkedCalls } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { Uniqueid } from '../../base/ids.ts';
import type { Logger } from '../../base/log.ts';
import { plainText } from '../../base/plain-text.ts';
import { readNumber } from '../../numbers/read-number.ts';
import {
  type Parked,
  type ParkingFact,
  type ParkingState,
  parkedBySlot,
  reduceParking,
  unknownParking,
} from '../../parking/parking.ts';
import { onceLoaded } from '../once-loaded.ts';
import type { AmiEventHeaders } from '../translate/ami-facts.ts';
import { parkedOf, parkingFact } from '../translate/parking-facts.ts';
import type { Notes } from './notes.ts';

/** What parking is read by. */
export interface ParkingAmi extends Pick<AmiClient, 'onDidChangeLink' | 'list'> {
  readonly onEvent: Event<AmiEventHeaders>;
}

export interface ParkingLotsOptions {
  readonly ami: ParkingAmi | null;
  readonly endpoint: string;
  /** Of the site, for numbers. */
  readonly country: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** What came with who waits. */
  readonly notes: Notes;
  /** Mine. */
  readonly extension: string;
  /** Whether that phone is known to be gone. */
  readonly isOffline: (endpoint: string) => boolean;
}

const longestName = 120;

/** Who waits in which slot, as the PBX tells it: a list at every (re)connect, events after it. */
export class ParkingLots implements Disposable {
  readonly #options: ParkingLotsOptions;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<ParkingFact>());
  readonly onDidChange = this.#changed.event;
  #state: ParkingState = unknownParking;

  constructor(options: ParkingLotsOptions) {
    this.#options = options;
    const { ami, clock } = options;
    if (ami === null) return;
    this.#open.add(
      ami.onDidChangeLink((link) => {
        if (link.state === 'up') void onceLoaded(ami, () => this.#snapshot(ami));
        else this.#apply({ kind: 'parking-lost' });
      }),
    );
    this.#open.add(
      ami.onEvent((message) => {
        const fact = parkingFact(message, clock.now());
        if (fact !== null) this.#apply(fact);
      }),
    );
  }

  /** Whether the PBX tells us of parking now. */
  get known(): boolean {
    return this.#state.parked !== null;
  }

  /** Every channel that waits. */
  get parkees(): readonly Uniqueid[] {
    return [...(this.#state.parked?.keys() ?? [])];
  }

  /** Where that channel waits; null: it does not. */
  slotOf(parkee: string): string | null {
    for (const parked of this.#state.parked?.values() ?? []) if (parked.parkee === parkee) return parked.slot;
    return null;
  }

  /** Who waits in that slot; null: nobody that we know of. */
  parkeeIn(slot: string): string | null {
    for (const parked of this.#state.parked?.values() ?? []) if (parked.slot === slot) return parked.parkee;
    return null;
  }

  /** Who waits, less those parked from here of whom `stillHere` says that their card is still, or again, on the desk. */
  view(stillHere: (parkee: Uniqueid) => boolean): ParkedCall[] | null {
    const { parked: waiting } = this.#state;
    if (waiting === null) return null;
    return parkedBySlot(waiting)
      .map((parked) => ({ parkee: parked.parkee, shown: this.#viewOf(parked) }))
      .filter(({ parkee, shown }) => !shown.mine || !stillHere(parkee))
      .map(({ shown }) => shown);
  }

  dispose(): void {
    this.#open.dispose();
  }

  #viewOf({ parkee, slot, lot, parkedAt, returnsAt, parker, name, number }: Parked): ParkedCall {
    const { country, endpoint } = this.#options;
    const shown = plainText(name ?? '', longestName);
    const party = {
      name: shown === '' || shown === number ? null : shown,
      number: number === '' ? null : readNumber(number, country),
    };
    return { slot, lot, party, parkedAt, returnsAt, mine: parker === endpoint, ...this.#extras(parkee, parker) };
  }

  /** What is known of who waits beyond what the lot says. */
  #extras(parkee: Uniqueid, parker: string): Pick<ParkedCall, 'note' | 'forMe' | 'orphaned'> {
    const { notes, extension, isOffline } = this.#options;
    const note = notes.ofParked(parkee);
    return {
      note: note === null || note.text === '' ? null : { text: note.text, by: note.by },
      forMe: note !== null && note.forWhom === extension,
      orphaned: parker === '' || isOffline(parker),
    };
  }

  #apply(fact: ParkingFact): void {
    this.#state = reduceParking(this.#state, fact);
    this.#changed.emit(fact);
  }

  async #snapshot(ami: ParkingAmi): Promise<void> {
    const { clock, log } = this.#options;
    const since = clock.now();
    const listed = await ami.list(parkedCalls());
    if (!listed.ok) return log.warn('the parking lots cannot be read', { why: listed.failure.kind });
    const parked = listed.value.flatMap((item) => parkedOf(item, clock.now()) ?? []);
    this.#apply({ kind: 'parking-snapshot', since, parked });
  }
}
