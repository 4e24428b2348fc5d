import { getvar } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Uniqueid } from '../../base/ids.ts';
import type { CallKey } from '../../calls/call.ts';
import { livingWithOthers } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import { decodeNote, noteVariable, type TravellingNote } from './note-codec.ts';
import type { Notes } from './notes.ts';
import type { ParkingLots } from './parking-lots.ts';

export interface NoteReaderOptions {
  readonly ami: AmiClient;
  readonly notes: Notes;
  readonly lots: ParkingLots;
  readonly calls: () => CallsState;
  /** The calls may have changed. */
  readonly onDidChangeCalls: (listener: () => void) => Disposable;
  readonly clock: Clock;
}

/** When a caller's channel is asked, ms after it was first seen with a call: the note may be written after the ring. */
const callAskedAt = [120, 400, 900, 2_000, 5_000] as const;
/** Who is parked may get a note later. */
const parkedAskedEvery = 3_000;
const seenKept = 500;

/** Reads what colleagues wrote about a caller, from the channels of those who ring me, talk to me or are parked. */
export class NoteReader implements Disposable {
  readonly #options: NoteReaderOptions;
  readonly #open = new DisposableStore();
  readonly #seen = new Set<string>();

  constructor(options: NoteReaderOptions) {
    this.#options = options;
    const { clock, lots } = options;
    this.#open.add(options.onDidChangeCalls(() => this.#look()));
    this.#open.add(lots.onDidChange(() => void this.#askParked()));
    this.#open.add(clock.every(parkedAskedEvery, () => void this.#askParked()));
  }

  dispose(): void {
    this.#open.dispose();
  }

  #look(): void {
    const { calls, clock, notes } = this.#options;
    for (const { key, others } of livingWithOthers(calls())) {
      for (const channel of others) {
        const pair = `${key} ${channel}`;
        if (this.#seen.has(pair)) continue;
        this.#seen.add(pair);
        for (const old of [...this.#seen].slice(0, -seenKept)) this.#seen.delete(old);
        for (const ms of callAskedAt) {
          this.#open.add(
            clock.after(ms, () => {
              if (notes.cameWith(key) === null) void this.#askCall(key, channel);
            }),
          );
        }
      }
    }
  }

  async #askCall(key: CallKey, channel: Uniqueid): Promise<void> {
    const { notes } = this.#options;
    const note = await this.#ask(channel);
    // What I wrote myself comes back to me with the caller.
    if (note !== null && notes.typed(key) !== note.text) notes.came(key, note);
  }

  async #askParked(): Promise<void> {
    const { lots, notes } = this.#options;
    await Promise.all(
      lots.parkees.map(async (parkee) => {
        const note = await this.#ask(parkee);
        const known = notes.ofParked(parkee);
        if (note !== null && (known?.text !== note.text || known.forWhom !== note.forWhom)) notes.waits(parkee, note);
      }),
    );
  }

  async #ask(channel: Uniqueid): Promise<TravellingNote | null> {
    const answer = await this.#options.ami.action(getvar(noteVariable, channel));
    return answer.ok ? decodeNote(answer.value.get('Value') ?? '') : null;
  }
}
