import type { SipCallId } from '../base/ids.ts';
import type { DialogEndedFact, DialogFact } from '../facts/dialog-facts.ts';
import { isOrigin, type Origin } from '../facts/origin.ts';
import type { SealedFile } from '../journal/sealed-file.ts';
import { type DialogJournal, type JournalledCall, readJournal } from '../sip/dialog-journal.ts';
import { type Arrangement, isArrangement } from './transfers/arrangements.ts';

/** What is known of a call beyond its dialog: how it came, and the Uniqueids and Linkedids of its legs. */
export interface SeenCall {
  readonly origin: Origin;
  readonly channels: readonly string[];
  readonly linkedids: readonly string[];
}

/**
 * The file of a journal as the phone takes it, there while there are calls; beside what the phone notes stands how each
 * call came, which the PBX does not say twice, its channels and what links them, and which two belong together. A file of null: nothing is
 * noted.
 */
export class NotedCalls implements DialogJournal {
  readonly left: readonly JournalledCall[];
  /** Calls were noted there, and what was noted is of no use. */
  readonly isSpoilt: boolean;
  /** Consultations and transfers that were under way. */
  readonly pairsLeft: readonly Arrangement[];
  readonly #file: SealedFile | null;
  readonly #found: ReadonlyMap<string, SeenCall>;
  #calls: readonly JournalledCall[] = [];
  #seen: ReadonlyMap<string, SeenCall>;
  #pairs: readonly Arrangement[];

  constructor(file: SealedFile | null) {
    this.#file = file;
    const found = file?.read() ?? null;
    const left = found === null ? [] : readJournal(found);
    if (left === null) file?.setAside('not the calls of this version');
    this.left = left ?? [];
    this.isSpoilt = file?.isSpoilt ?? false;
    this.#found = left === null ? new Map() : seenIn(found);
    this.#seen = this.#found;
    this.pairsLeft = left === null ? [] : pairsIn(found);
    this.#pairs = this.pairsLeft;
  }

  write(calls: readonly JournalledCall[]): void {
    this.#calls = calls;
    this.#save();
  }

  /** The calls that are shown now, by their dialogs. */
  see(seen: ReadonlyMap<SipCallId, SeenCall>): void {
    const before = this.#text();
    this.#seen = seen;
    if (this.#text() !== before) this.#save();
  }

  /** Which calls belong together now, and for what. */
  arrange(pairs: readonly Arrangement[]): void {
    const before = this.#text();
    this.#pairs = pairs;
    if (this.#text() !== before) this.#save();
  }

  /** Whether an Offhook before this one had seen a channel of that call. */
  hadChannel(call: SipCallId): boolean {
    return (this.#found.get(call)?.channels.length ?? 0) > 0;
  }

  /** The fact with how the call came and how its channels are linked, where an Offhook before this one had seen it. */
  with(fact: DialogFact | DialogEndedFact): DialogFact | DialogEndedFact {
    const found = fact.kind === 'dialog' ? this.#found.get(fact.dialog) : undefined;
    if (fact.kind !== 'dialog' || found === undefined) return fact;
    const { origin: noted, linkedids } = found;
    return { ...fact, noted, ...(linkedids.length > 0 && { linkedids }) };
  }

  #text(): string {
    return JSON.stringify(this.#calls.map((call) => this.#beside(call)));
  }

  #beside({ call }: JournalledCall): Partial<SeenCall> & { readonly pair: Arrangement | undefined } {
    const pair = this.#pairs.find(({ colleague }) => colleague === call);
    return { ...(this.#seen.get(call) ?? this.#found.get(call)), pair };
  }

  #save(): void {
    const noted = this.#calls.map((call) => ({ ...call, ...this.#beside(call) }));
    this.#file?.write(noted.length === 0 ? null : noted);
  }
}

function seenIn(found: unknown): ReadonlyMap<string, SeenCall> {
  const entries = entriesOf(found).flatMap((entry) => {
    if (!('call' in entry) || !('origin' in entry)) return [];
    const { call, origin } = entry;
    const channels = 'channels' in entry && isTexts(entry.channels) ? entry.channels : [];
    const linkedids = 'linkedids' in entry && isTexts(entry.linkedids) ? entry.linkedids : [];
    return typeof call === 'string' && isOrigin(origin) ? ([[call, { origin, channels, linkedids }]] as const) : [];
  });
  return new Map(entries);
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const pairsIn = (found: unknown): readonly Arrangement[] =>
  entriesOf(found).flatMap((entry) => ('pair' in entry && isArrangement(entry.pair) ? [entry.pair] : []));

const entriesOf = (found: unknown): readonly object[] =>
  (Array.isArray(found) ? (found as readonly unknown[]) : []).filter(
    (entry): entry is object => typeof entry === 'object' && entry !== null,
  );
