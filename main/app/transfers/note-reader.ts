import { getvar } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Uniqueid } from '../../base/ids.ts';
import type { CallKey } from '../../calls/call.ts';
import { livingWithOthers } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import { legsOfChannels } from './my-leg.ts';
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
/** When the PBX is asked who is with me, ms after we began to talk. */
const talkAskedAt = [800, 2_500] as const;
/** Who is parked may get a note later. */
const parkedAskedEvery = 3_000;
const seenKept = 500;

/** Reads what colleagues wrote about a caller, from the channels of those who ring me, talk to me or are parked. */
export class NoteReader implements Disposable {
  readonly #options: NoteReaderOptions;
  readonly #open = new DisposableStore();
  readonly #seen = new Set<string>();
  readonly #due = new Set<Disposable>();

  constructor(options: NoteReaderOptions) {
    this.#options = options;
    const { clock, lots } = options;
    this.#open.add(options.onDidChangeCalls(() => this.#look()));
    this.#open.add(lots.onDidChange(() => void this.#askParked()));
    this.#open.add(clock.every(parkedAskedEvery, () => void this.#askParked()));
  }

  dispose(): void {
    this.#open.dispose();
    for (const due of this.#due) due.dispose();
  }

  #look(): void {
    for (const { call, others } of livingWithOthers(this.#options.calls())) {
      for (const channel of others) {
        this.#once(`${call.key} ${channel}`, call.key, callAskedAt, () => this.#askCall(call.key, channel));
      }
      // Who is with me after a transfer may have come by events that were not about me.
      if (call.phase === 'active') {
        const talk = `${call.key} talks ${call.answeredAt}`;
        this.#once(talk, call.key, talkAskedAt, () => this.#askPeers(call.key, call.channels));
      }
    }
  }

  /** Asks at these times, ms from now, until the call has its note; the same thing once only. */
  #once(what: string, key: CallKey, times: readonly number[], ask: () => Promise<void>): void {
    const { clock, notes } = this.#options;
    if (this.#seen.has(what)) return;
    this.#seen.add(what);
    for (const old of [...this.#seen].slice(0, -seenKept)) this.#seen.delete(old);
    for (const ms of times) {
      const due = clock.after(ms, () => {
        this.#due.delete(due);
        if (notes.cameWith(key) === null) void ask();
      });
      this.#due.add(due);
    }
  }

  async #askPeers(key: CallKey, channels: readonly Uniqueid[]): Promise<void> {
    const legs = await legsOfChannels(this.#options.ami, channels);
    const peers = legs.flatMap((leg) => leg.peers.map(({ uniqueid }) => uniqueid as Uniqueid));
    await Promise.all(peers.map((peer) => this.#askCall(key, peer)));
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
