import type { CallNote } from '../../../preload/contract/views.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import type { HistoryCall, KeptCall } from '../../history/history-call.ts';
import type { History } from '../../history/open-history.ts';
import { whoIs } from '../../numbers/who.ts';
import { calledNumber, partyOf } from '../shown-texts.ts';

export interface HistoryKeeperOptions {
  readonly history: History;
  readonly country: string;
  /** Mine. */
  readonly agent: string;
  readonly clock: Clock;
  readonly noteOf: (call: Call) => CallNote | null;
  /** Who the number belongs to in the directory. */
  readonly personOf: (call: CallKey) => { readonly name: string; readonly company: string } | null;
  /** How a call that left us ended, where that is not how calls end. */
  readonly endedAs: (call: Call) => string | null;
}

/** A call that was going on when Offhook died is looked for so long after the start, ms; then it was lost. */
const resumesWithin = 60_000;
/** Two clocks may be so far apart about when one call began, ms. */
const sameStart = 3000;
const written = 400;

/** Writes each call into the history: at its first sign, whenever something of it changes, and at its end. */
export class HistoryKeeper implements Disposable {
  readonly #options: HistoryKeeperOptions;
  readonly #open = new DisposableStore();
  readonly #rows = new Map<CallKey, string>();
  readonly #written = new Map<CallKey, string>();
  readonly #notes = new Map<CallKey, string>();
  #unfinished: readonly KeptCall[] = [];

  constructor(options: HistoryKeeperOptions) {
    this.#options = options;
    void this.#resume();
  }

  /** The name of its row; a call has one from its first sign on. */
  rowOf(key: CallKey): string {
    return this.#rows.get(key) ?? '';
  }

  /** Calls that are seen have the name of their row at once; what stands in it comes with `write`. */
  name(calls: readonly Call[]): void {
    for (const call of calls) if (!this.#rows.has(call.key)) this.#nameRow(call);
  }

  /** The calls on the desk as they are now, and which cards became part of which. */
  write(calls: readonly Call[], absorbed: (key: CallKey) => readonly CallKey[]): void {
    for (const call of calls) {
      this.#write(call);
      for (const gone of absorbed(call.key)) this.#absorb(gone, call.key);
    }
    for (const old of [...this.#written.keys()].slice(0, -written)) {
      for (const map of [this.#rows, this.#written, this.#notes]) map.delete(old);
    }
  }

  dispose(): void {
    this.#open.dispose();
  }

  #write(call: Call): void {
    const { history, noteOf } = this.#options;
    const id = this.#rows.get(call.key) ?? this.#nameRow(call);
    const row = this.#rowFrom(call, id);
    const text = JSON.stringify(row);
    if (this.#written.get(call.key) !== text) {
      this.#written.set(call.key, text);
      void history.store.ask('put', row);
    }
    const note = noteOf(call);
    const typed = note === null ? '' : note.by === null ? note.text : `${note.by}: ${note.text}`;
    if (typed === (this.#notes.get(call.key) ?? '')) return;
    this.#notes.set(call.key, typed);
    void history.store.ask('note', { id, text: typed });
  }

  #nameRow(call: Call): string {
    const startedAt = call.visits[0]?.startedAt ?? call.startedAt;
    const known = this.#unfinished.find(
      (each) => each.direction === call.direction && Math.abs(each.startedAt - startedAt) < sameStart,
    );
    this.#unfinished = this.#unfinished.filter((each) => each !== known);
    const id = known?.id ?? `${startedAt}-${call.key}`;
    this.#rows.set(call.key, id);
    return id;
  }

  #rowFrom(call: Call, id: string): HistoryCall {
    const { country, agent, personOf, endedAs } = this.#options;
    const { name, number } = partyOf(call.party, country);
    const person = personOf(call.key);
    const called = calledNumber(call);
    const first = call.visits[0];
    const answered = [...call.visits.map((visit) => visit.answeredAt), call.answeredAt].find((at) => at !== null);
    return {
      ...{ id, direction: call.direction, number: number?.raw ?? '', who: whoIs(call.party.number, country), agent },
      name: person !== null && person.name !== '' ? person.name : (name ?? ''),
      company: person?.company ?? '',
      queue: call.origin.kind === 'queue' ? plainText(call.origin.queue, 120) : null,
      did: called === null ? null : plainText(called, 60),
      startedAt: first?.startedAt ?? call.startedAt,
      answeredAt: answered ?? null,
      endedAt: call.phase === 'ended' ? call.endedAt : null,
      reason: call.phase === 'ended' ? (endedAs(call) ?? call.reason) : null,
    };
  }

  #absorb(gone: CallKey, into: CallKey): void {
    const id = this.#rows.get(gone);
    if (id === undefined) return;
    this.#rows.delete(gone);
    this.#written.delete(gone);
    void this.#options.history.store.ask('absorb', { id, into: this.rowOf(into) });
  }

  /** Rows that were never ended: their calls come back with a rescue, or are over. */
  async #resume(): Promise<void> {
    const { history, clock } = this.#options;
    await history.begins;
    const rows = await history.store.ask('unfinished', undefined);
    if (!rows.ok) return;
    const mine = new Set(this.#rows.values());
    this.#unfinished = rows.value.filter(({ id }) => !mine.has(id));
    this.#open.add(
      clock.after(resumesWithin, () => {
        for (const { id } of this.#unfinished) void history.store.ask('lost', id);
        this.#unfinished = [];
      }),
    );
  }
}
