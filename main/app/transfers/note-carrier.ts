import type { Outcome } from '../../../preload/contract/requests.ts';
import { setvar } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import type { Logger } from '../../base/log.ts';
import type { CallKey } from '../../calls/call.ts';
import { callOfDialog, findCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import { confirmed, refused } from '../refusals.ts';
import type { AmiRights } from './ami-rights.ts';
import type { AmiRoad } from './ami-road.ts';
import type { Arrangement, Arrangements } from './arrangements.ts';
import { legOfDialog, type MyLegsOptions } from './my-leg.ts';
import { type CallerAskedAbout, encodeNote, noteVariable, type TravellingNote } from './note-codec.ts';
import type { Notes } from './notes.ts';

export interface NoteCarrierOptions {
  readonly ami: AmiClient | null;
  readonly rights: Pick<AmiRights, 'missing'>;
  readonly road: AmiRoad;
  readonly endpoint: string;
  readonly carrierOf: MyLegsOptions['carrierOf'];
  readonly arrangements: Arrangements;
  readonly notes: Notes;
  readonly calls: () => CallsState;
  /** Mine. */
  readonly name: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What sending a note along takes of AMI. */
export const noteTakes = ['see calls', 'read variables', 'set variables'] as const;

/** After the last key, ms: a note is written once, not letter by letter. */
const settlesAfter = 250;
const writtenKept = 200;
const tries = 8;
const pause = 120;

/**
 * Puts what is typed about a caller into a variable of the caller's own channel, where it goes wherever the caller goes,
 * and of my leg to a colleague, whose desk reads it while that rings. Nobody but who has the call reads it there.
 */
export class NoteCarrier implements Disposable {
  readonly #options: NoteCarrierOptions;
  readonly #open = new DisposableStore();
  readonly #due = new Map<CallKey, Disposable>();
  /** Calls whose channel holds a note by now: a note that is deleted has to be deleted there too. */
  readonly #written = new Set<CallKey>();
  /** Legs to colleagues that have their note, or are getting it. */
  readonly #told = new Set<SipCallId>();

  constructor(options: NoteCarrierOptions) {
    this.#options = options;
    this.#open.add(options.arrangements.onDidChange(() => this.#tellColleagues()));
  }

  write(key: CallKey, text: string): Outcome {
    const { notes, calls, clock } = this.#options;
    if (findCall(calls(), key) === null) return refused('no-such-call');
    notes.type(key, text);
    this.#due.get(key)?.dispose();
    const due = clock.after(settlesAfter, () => {
      this.#due.delete(key);
      void this.carry(key, null);
    });
    this.#due.set(key, due);
    return confirmed;
  }

  /** Before the caller goes anywhere: what was typed this moment is on its way first. */
  async flush(key: CallKey): Promise<void> {
    const due = this.#due.get(key);
    if (due === undefined) return;
    due.dispose();
    this.#due.delete(key);
    await this.carry(key, null);
  }

  /** The note of that call, for somebody where `forWhom` is an extension, to the caller's channel. */
  async carry(key: CallKey, forWhom: string | null): Promise<void> {
    const { road, calls, arrangements, notes } = this.#options;
    const call = findCall(calls(), key)?.call;
    const isNothing = notes.of(key) === null && forWhom === null && !this.#written.has(key);
    if (call === undefined || isNothing) return;
    const departure = call.dialog === null ? null : arrangements.departureOf(call.dialog);
    const leg = departure === null ? await road.legOf(call) : null;
    const channels = departure?.kind === 'parked' ? [departure.parkee] : (leg?.peers.map(({ name }) => name) ?? []);
    const pair = call.dialog === null ? null : arrangements.of(call.dialog);
    if (channels.length === 0) this.#options.log.info('a note finds no channel to go by');
    await this.#put(channels, key, { forWhom, about: null });
    if (pair !== null) await this.#toColleague(pair, key);
  }

  dispose(): void {
    this.#open.dispose();
    for (const due of this.#due.values()) due.dispose();
  }

  /** Whom they are asked about, and what is noted of them. */
  #tellColleagues(): void {
    const { arrangements, calls, rights } = this.#options;
    if (rights.missing(noteTakes) !== null) return;
    for (const pair of arrangements.all) {
      const key = callOfDialog(calls(), pair.customer)?.key;
      if (key === undefined || this.#told.has(pair.colleague)) continue;
      this.#told.add(pair.colleague);
      for (const old of [...this.#told].slice(0, -writtenKept)) this.#told.delete(old);
      void this.#toColleague(pair, key);
    }
  }

  /** The leg may be so new that the PBX does not know it yet. */
  async #toColleague(pair: Arrangement, key: CallKey): Promise<void> {
    const { ami, endpoint, clock, carrierOf } = this.#options;
    if (ami === null) return;
    const [leg, about] = await Promise.all([
      legOfDialog({ ami, endpoint, clock, carrierOf }, pair.colleague, { tries, pause }),
      this.#callerOf(pair),
    ]);
    if (leg !== null) await this.#put([leg.name], key, { forWhom: null, about });
  }

  /** By the PBX's own name of their channel, so that the other desk hears of its end from the PBX itself. */
  async #callerOf({ customer }: Arrangement): Promise<CallerAskedAbout | null> {
    const { road, calls } = this.#options;
    const call = callOfDialog(calls(), customer);
    if (call === null || call.conference !== null) return null;
    const [caller] = (await road.legOf(call))?.peers ?? [];
    return caller === undefined ? null : { channel: caller.uniqueid as Uniqueid, ...call.party };
  }

  async #put(
    channels: readonly string[],
    key: CallKey,
    { forWhom, about }: Pick<TravellingNote, 'forWhom' | 'about'>,
  ): Promise<void> {
    const { ami, notes, name, log } = this.#options;
    const note = notes.of(key);
    if (ami === null) return;
    this.#written.add(key);
    for (const old of [...this.#written].slice(0, -writtenKept)) this.#written.delete(old);
    const value = encodeNote({ text: note?.text ?? '', by: note?.by ?? name, forWhom, about });
    for (const channel of channels) {
      const answer = await ami.action(setvar(channel, noteVariable, value));
      if (!answer.ok) log.info('a note does not travel', { why: answer.failure.kind });
    }
  }
}
