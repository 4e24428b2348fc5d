import type { SipCallId } from '../base/ids.ts';
import type { DialogEndedFact, DialogFact } from '../facts/dialog-facts.ts';
import { isOrigin, type Origin } from '../facts/origin.ts';
import type { SealedFile } from '../journal/sealed-file.ts';
import { type DialogJournal, type JournalledCall, readJournal } from '../sip/dialog-journal.ts';
import { type Arrangement, isArrangement } from './transfers/arrangements.ts';

/**
 * The file of a journal as the phone takes it, there while there are calls; beside what the phone notes stands how each
 * call came, which the PBX does not say twice, and which two belong together. A file of null: nothing is noted.
 */
export class NotedCalls implements DialogJournal {
  readonly left: readonly JournalledCall[];
  readonly #file: SealedFile | null;
  readonly #found: ReadonlyMap<string, Origin>;
  #calls: readonly JournalledCall[] = [];
  #origins: ReadonlyMap<string, Origin>;
  /** Consultations and transfers that were under way. */
  readonly pairsLeft: readonly Arrangement[];
  #pairs: readonly Arrangement[];

  constructor(file: SealedFile | null) {
    this.#file = file;
    const found = file?.read() ?? null;
    const left = found === null ? [] : readJournal(found);
    if (left === null) file?.setAside('not the calls of this version');
    this.left = left ?? [];
    this.#found = left === null ? new Map() : originsIn(found);
    this.#origins = this.#found;
    this.pairsLeft = left === null ? [] : pairsIn(found);
    this.#pairs = this.pairsLeft;
  }

  write(calls: readonly JournalledCall[]): void {
    this.#calls = calls;
    this.#save();
  }

  /** How the calls came that are shown now, by their dialogs. */
  see(origins: ReadonlyMap<SipCallId, Origin>): void {
    const before = this.#text();
    this.#origins = origins;
    if (this.#text() !== before) this.#save();
  }

  /** Which calls belong together now, and for what. */
  arrange(pairs: readonly Arrangement[]): void {
    const before = this.#text();
    this.#pairs = pairs;
    if (this.#text() !== before) this.#save();
  }

  /** The fact with how the call came, where an Offhook before this one had seen it. */
  with(fact: DialogFact | DialogEndedFact): DialogFact | DialogEndedFact {
    const noted = fact.kind === 'dialog' ? this.#found.get(fact.dialog) : undefined;
    return fact.kind === 'dialog' && noted !== undefined ? { ...fact, noted } : fact;
  }

  #text(): string {
    return JSON.stringify(this.#calls.map((call) => this.#beside(call)));
  }

  #beside({ call }: JournalledCall): { readonly origin: Origin | undefined; readonly pair: Arrangement | undefined } {
    return {
      origin: this.#origins.get(call) ?? this.#found.get(call),
      pair: this.#pairs.find(({ colleague }) => colleague === call),
    };
  }

  #save(): void {
    const noted = this.#calls.map((call) => ({ ...call, ...this.#beside(call) }));
    this.#file?.write(noted.length === 0 ? null : noted);
  }
}

function originsIn(found: unknown): ReadonlyMap<string, Origin> {
  const entries = entriesOf(found).flatMap((entry) => {
    if (!('call' in entry) || !('origin' in entry)) return [];
    const { call, origin } = entry;
    return typeof call === 'string' && isOrigin(origin) ? ([[call, origin]] as const) : [];
  });
  return new Map(entries);
}

const pairsIn = (found: unknown): readonly Arrangement[] =>
  entriesOf(found).flatMap((entry) => ('pair' in entry && isArrangement(entry.pair) ? [entry.pair] : []));

const entriesOf = (found: unknown): readonly object[] =>
  (Array.isArray(found) ? (found as readonly unknown[]) : []).filter(
    (entry): entry is object => typeof entry === 'object' && entry !== null,
  );
