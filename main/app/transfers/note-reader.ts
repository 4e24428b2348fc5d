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

/**
 * When a caller's channel is asked, ms after it was first seen with a call: the note may be written after the ring, and
 * whoever writes it may pause in the middle of a word.
 */
const callAskedAt = [120, 400, 900, 2_000, 3_500, 5_000, 8_000, 12_000, 20_000] as const;
/** When the PBX is asked who is with me, ms after we began to talk. */
const talkAskedAt = [800, 2_500] as const;
/** Who is parked may get a note later, and so may whom I am asked about. */
const askedEvery = 3_000;
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
    this.#open.add(
      options.ami.onEvent((message) => {
        if (message.name === 'Hangup') options.notes.left((message.get('Uniqueid') ?? '') as Uniqueid);
      }),
    );
    this.#open.add(
      clock.every(askedEvery, () => {
        void this.#askParked();
        this.#askAsked();
      }),
    );
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

  /** While somebody asks me about a caller: what they still write, and whether that caller is still there. */
  #askAsked(): void {
    const { calls, notes } = this.#options;
    for (const { call, others } of livingWithOthers(calls())) {
      const about = notes.cameWith(call.key)?.about ?? null;
      if (about === null || others.includes(about.channel)) continue;
      for (const channel of others) void this.#askCall(call.key, channel);
    }
  }

  /** Asks at these times, ms from now, for as long as the call lives; the same thing once only. */
  #once(what: string, key: CallKey, times: readonly number[], ask: () => Promise<void>): void {
    const { clock, calls } = this.#options;
    if (this.#seen.has(what)) return;
    this.#seen.add(what);
    for (const old of [...this.#seen].slice(0, -seenKept)) this.#seen.delete(old);
    for (const ms of times) {
      const due = clock.after(ms, () => {
        this.#due.delete(due);
        if (livingWithOthers(calls()).some(({ call }) => call.key === key)) void ask();
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
    if (note === null || notes.typed(key) === note.text) return;
    if (!isSame(notes.cameWith(key), note)) notes.came(key, note);
    if (note.about !== null) await this.#isStillThere(note.about.channel);
  }

  /** They may have hung up before I was told of them, or while AMI was away. */
  async #isStillThere(channel: Uniqueid): Promise<void> {
    const { ami, notes } = this.#options;
    const answer = await ami.action(getvar(noteVariable, channel));
    if (!answer.ok && answer.failure.kind === 'error') notes.left(channel);
  }

  async #askParked(): Promise<void> {
    const { lots, notes } = this.#options;
    await Promise.all(
      lots.parkees.map(async (parkee) => {
        const note = await this.#ask(parkee);
        const known = notes.ofParked(parkee);
        if (note !== null && !isSame(known, note)) notes.waits(parkee, note);
      }),
    );
  }

  async #ask(channel: Uniqueid): Promise<TravellingNote | null> {
    const answer = await this.#options.ami.action(getvar(noteVariable, channel));
    return answer.ok ? decodeNote(answer.value.get('Value') ?? '') : null;
  }
}

const isSame = (known: TravellingNote | null, { text, by, forWhom, about }: TravellingNote): boolean =>
  known !== null &&
  known.text === text &&
  known.by === by &&
  known.forWhom === forWhom &&
  known.about?.channel === about?.channel;
