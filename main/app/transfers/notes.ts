import type { CallNote } from '../../../preload/contract/views.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Uniqueid } from '../../base/ids.ts';
import type { CallKey } from '../../calls/call.ts';
import type { TravellingNote } from './note-codec.ts';

/** Notes of calls that are over are kept for as long as the call may come back. */
const notesKept = 200;

/** What was typed about callers here, and what came with them. Holds state and does nothing. */
export class Notes {
  readonly #mine = new Map<CallKey, string>();
  readonly #came = new Map<CallKey, TravellingNote>();
  readonly #parked = new Map<Uniqueid, TravellingNote>();
  /** Channels of callers I am asked about, that have hung up. */
  readonly #left = new Map<Uniqueid, true>();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;

  typed(call: CallKey): string | null {
    return this.#mine.get(call) ?? null;
  }

  type(call: CallKey, text: string): void {
    this.#mine.delete(call);
    if (text !== '') this.#mine.set(call, text);
    bounded(this.#mine);
    this.#changed.emit();
  }

  came(call: CallKey, note: TravellingNote): void {
    this.#came.set(call, note);
    bounded(this.#came);
    this.#changed.emit();
  }

  /** That channel has hung up: whoever is asked about its caller is told. */
  left(channel: Uniqueid): void {
    const isAskedAbout = [...this.#came.values()].some(({ about }) => about?.channel === channel);
    if (!isAskedAbout || this.#left.has(channel)) return;
    this.#left.set(channel, true);
    bounded(this.#left);
    this.#changed.emit();
  }

  hasLeft(channel: Uniqueid): boolean {
    return this.#left.has(channel);
  }

  waits(parkee: Uniqueid, note: TravellingNote): void {
    this.#parked.set(parkee, note);
    bounded(this.#parked);
    this.#changed.emit();
  }

  /** Mine over what came: I have read that and gone on. */
  of(call: CallKey): CallNote | null {
    const mine = this.#mine.get(call);
    if (mine !== undefined) return { text: mine, by: null };
    const came = this.#came.get(call);
    return came === undefined || came.text === '' ? null : { text: came.text, by: came.by };
  }

  /** What somebody else's note says of a call; null: none has come. */
  cameWith(call: CallKey): TravellingNote | null {
    return this.#came.get(call) ?? null;
  }

  ofParked(parkee: Uniqueid): TravellingNote | null {
    return this.#parked.get(parkee) ?? null;
  }
}

function bounded<Key>(notes: Map<Key, unknown>): void {
  for (const old of [...notes.keys()].slice(0, -notesKept)) notes.delete(old);
}
