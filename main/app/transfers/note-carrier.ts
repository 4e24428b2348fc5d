import type { Outcome } from '../../../preload/contract/requests.ts';
import { setvar } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { SipCallId } from '../../base/ids.ts';
import type { Logger } from '../../base/log.ts';
import type { CallKey } from '../../calls/call.ts';
import { callOfDialog, findCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import { confirmed, refused } from '../refusals.ts';
import type { AmiRoad } from './ami-road.ts';
import type { Arrangements } from './arrangements.ts';
import { legOfDialog, type MyLegsOptions } from './my-leg.ts';
import { encodeNote, noteVariable } from './note-codec.ts';
import type { Notes } from './notes.ts';

export interface NoteCarrierOptions {
  readonly ami: AmiClient | null;
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
    await this.#put(channels, key, forWhom);
    if (pair !== null) await this.#toColleague(pair.colleague, key);
  }

  dispose(): void {
    this.#open.dispose();
    for (const due of this.#due.values()) due.dispose();
  }

  #tellColleagues(): void {
    const { arrangements, calls, notes } = this.#options;
    for (const { customer, colleague } of arrangements.all) {
      const key = callOfDialog(calls(), customer)?.key;
      if (key === undefined || notes.of(key) === null || this.#told.has(colleague)) continue;
      this.#told.add(colleague);
      void this.#toColleague(colleague, key);
    }
  }

  /** The leg may be so new that the PBX does not know it yet. */
  async #toColleague(colleague: SipCallId, key: CallKey): Promise<void> {
    const { ami, endpoint, clock, carrierOf } = this.#options;
    if (ami === null) return;
    const leg = await legOfDialog({ ami, endpoint, clock, carrierOf }, colleague, { tries, pause });
    if (leg !== null) await this.#put([leg.name], key, null);
  }

  async #put(channels: readonly string[], key: CallKey, forWhom: string | null): Promise<void> {
    const { ami, notes, name, log } = this.#options;
    const note = notes.of(key);
    if (ami === null) return;
    this.#written.add(key);
    for (const old of [...this.#written].slice(0, -writtenKept)) this.#written.delete(old);
    const value = encodeNote({ text: note?.text ?? '', by: note?.by ?? name, forWhom });
    for (const channel of channels) {
      const answer = await ami.action(setvar(channel, noteVariable, value));
      if (!answer.ok) log.info('a note does not travel', { why: answer.failure.kind });
    }
  }
}
